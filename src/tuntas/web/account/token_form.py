"""What a person says of a new token."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.tokens import NAME_LETTERS, TokenHead

PERIODS = ((30, _("30 hari")), (90, _("90 hari")), (180, _("180 hari")), (365, _("365 hari")))
#: Without it a token opens nothing, so nobody is asked.
READING, EXPORT = "see_city", "export"


class TokenForm(forms.Form):
    """A name, whether lists may be taken out, and how long it holds."""

    name = forms.CharField(
        label=_("Nama token"), max_length=NAME_LETTERS,
        help_text=_("Program atau perangkat yang memakainya, misalnya: dasbor Bappeda."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    export = forms.BooleanField(
        label=_("Boleh mengambil daftar RT dan batas wilayah"), required=False,
        help_text=_("Tanpa ini token hanya membaca ringkasan kota, tempat, survei, dan penilaian satu per satu."),
    )  # fmt: skip
    days = forms.TypedChoiceField(label=_("Berlaku selama"), choices=PERIODS, coerce=int, initial=90)

    def __init__(self, *args: Any, possible: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if EXPORT not in possible:
            del self.fields["export"]

    def head(self, at: datetime) -> TokenHead:
        """What was said."""
        said = self.cleaned_data
        scopes = (READING, EXPORT) if said.get("export") else (READING,)
        return TokenHead(said["name"], scopes, at + timedelta(days=said["days"]))
