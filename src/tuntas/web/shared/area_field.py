"""Hectares as people type them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tuntas.domain.area import DecimalMark, NotAnArea, TwoReadings, read_hectares
from tuntas.web.shared.formats import language

MOST_M2 = 10**12


class HectaresField(forms.CharField):
    """`124` or `81,80`: (square metres, the figure as typed). Decimals are kept as printed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> tuple[int, str]:
        """Refuses what is no area, what has two meanings, and what is larger than any country."""
        typed = super().clean(value)
        try:
            area = _read(typed)
        except TwoReadings as ambiguous:
            message = _('"%(typed)s" dapat dibaca dua cara. Tulis koma untuk desimal, misalnya 135,971 atau 81,80.')
            raise forms.ValidationError(message % {"typed": typed}) from ambiguous
        except NotAnArea as refused:
            message = _('"%(typed)s" bukan luas dalam hektare. Tulis misalnya 124 atau 81,80.')
            raise forms.ValidationError(message % {"typed": typed}) from refused
        if not 0 <= area <= MOST_M2:
            raise forms.ValidationError(_("Luas harus nol atau lebih, dan masuk akal untuk satu kota."))
        return area, typed.strip()


def _read(typed: str) -> int:
    """`135,971` has decimals for who reads Indonesian; `135.971` stays ambiguous: it may have been copied."""
    mark: DecimalMark = "." if language() == "en" else ","
    try:
        return read_hectares(typed)
    except TwoReadings:
        if mark not in typed:
            raise
        return read_hectares(typed, mark)
