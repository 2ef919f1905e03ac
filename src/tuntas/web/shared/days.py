"""A day in a form: picked in the browser's own calendar, which sends it in ISO form."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

ISO = "%Y-%m-%d"
#: Nothing that a city keeps lies outside; the ends of Python's calendar cannot be reckoned with (the day after
#: 9999-12-31, the first midnight of year 1 in UTC).
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


class DayField(forms.DateField):
    """A day that can be reckoned with; another is refused like one that no calendar has."""

    def to_python(self, value: Any) -> date | None:
        """The day; raises `ValidationError`."""
        day = super().to_python(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def day_field(label: Any, **more: Any) -> DayField:
    """A day, typed or picked."""
    picker = forms.DateInput(format=ISO, attrs={"type": "date"})
    return DayField(label=label, widget=picker, input_formats=[ISO], **more)
