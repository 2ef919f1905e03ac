"""Quantities as people type them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tuntas.domain.quantity import to_micro
from tuntas.sheets.reading.numerals import Mark, evidence, is_ambiguous, numeral_of, value_of

LONGEST = 20
#: No volume of a settlement is larger.
MOST = Decimal(100_000_000)


class QuantityField(forms.CharField):
    """`1.250,5` or `1250.5` in micro-units; None where nothing was typed and nothing is needed."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> Any:
        """Refuses what is no number, what has two meanings, and what is below zero or absurd."""
        typed = super().clean(value).strip()
        if not typed:
            return None
        numeral = numeral_of(typed)
        if numeral is not None and is_ambiguous(numeral):
            raise forms.ValidationError(_("Dapat dibaca dua cara. Tulis 1250 atau 1,25."), code="invalid")
        number = value_of(numeral, evidence(numeral) or Mark.COMMA) if numeral and not numeral.unit else None
        if number is None or not 0 <= number <= MOST:
            raise forms.ValidationError(_("Tulis angka yang tidak kurang dari nol, misalnya 120,5."), code="invalid")
        return to_micro(number)
