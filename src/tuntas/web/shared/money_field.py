"""Rupiah as people type them."""

from typing import Any

from django import forms

from tuntas.domain.rupiah import NotRupiah, printed_rupiah, read_rupiah
from tuntas.domain.wording import text
from tuntas.web.shared.formats import language


class RupiahField(forms.CharField):
    """`1.250.000` or `Rp1,250,000`: whole rupiah as an integer; None where nothing was typed and nothing is needed."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> Any:
        """Refuses what is no amount, what is negative, and what no city has."""
        typed = super().clean(value)
        if not typed.strip():
            return None
        try:
            return read_rupiah(typed)
        except NotRupiah as refused:
            raise forms.ValidationError(text(refused.code, language())) from refused

    def prepare_value(self, value: Any) -> Any:
        """An amount as it would be typed."""
        return typed(value) if isinstance(value, int) else value


def typed(amount_idr: int) -> str:
    """An amount as it stands in a field: `1.250.000`."""
    return printed_rupiah(amount_idr, language()).replace("Rp ", "")
