"""How a settlement is split, or several merged, and on which paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tuntas.city.records.models import Paper
from tuntas.web.settlements.forms import DayForm

Choices = Sequence[tuple[str, str]]


class TurnForm(DayForm):
    """The day, and the paper that it rests on."""

    paper = forms.ModelChoiceField(Paper.objects.none(), label=_("Dokumen dasar"), required=False,
                                   empty_label=_("Belum ada dokumen"))  # fmt: skip

    def __init__(self, *args: Any, papers: QuerySet[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = papers  # type: ignore[attr-defined]
        self.fields["paper"].label_from_instance = lambda one: one.number or one.title or one.filename  # type: ignore[attr-defined]


class SplitForm(TurnForm):
    """The names of both parts, and the RT that go with the second."""

    first_name = forms.CharField(label=_("Nama bagian yang tetap"), max_length=160)
    second_name = forms.CharField(label=_("Nama bagian yang dipisahkan"), max_length=160)
    units = forms.MultipleChoiceField(label=_("RT yang dipisahkan"), widget=forms.CheckboxSelectMultiple)
    field_order = ("first_name", "second_name", "units", "on", "paper")

    def __init__(self, *args: Any, units: Choices, first_name: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"first_name": first_name}, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]

    def clean_units(self) -> list[str]:
        """Some of them, not all: something has to stay."""
        chosen: list[str] = self.cleaned_data["units"]
        if len(chosen) == len(list(self.fields["units"].choices)):  # type: ignore[attr-defined]
            raise forms.ValidationError(_("Sisakan paling sedikit satu RT di bagian yang tetap."))
        return chosen


class MergeForm(TurnForm):
    """Which settlements, and the name of the whole."""

    settlements = forms.MultipleChoiceField(label=_("Kawasan yang digabung"), widget=forms.CheckboxSelectMultiple)
    name = forms.CharField(label=_("Nama kawasan gabungan"), max_length=160)
    field_order = ("settlements", "name", "on", "paper")

    def __init__(self, *args: Any, settlements: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settlements"].choices = settlements  # type: ignore[attr-defined]

    def clean_settlements(self) -> list[str]:
        """Two at least."""
        chosen: list[str] = self.cleaned_data["settlements"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Pilih dua kawasan atau lebih."))
        return chosen
