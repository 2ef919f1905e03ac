"""Forms for bringing and returning a survey file."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.surveys.models import Campaign

TYPES = ".xlsx,.xls,.ods,.csv,.zip"


class UploadForm(forms.Form):
    """A survey file for one of the city's campaigns."""

    campaign = forms.TypedChoiceField(label=_("Survei"), coerce=int)
    content = forms.FileField(label=_("Berkas survei"), widget=forms.FileInput(attrs={"accept": TYPES}))
    sheet = forms.CharField(
        label=_("Nama lembar"), max_length=80, required=False,
        help_text=_("Isi hanya bila berkas punya beberapa lembar data."),
    )  # fmt: skip

    def __init__(self, *args: object, campaigns: Sequence[Campaign], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offered = [(one.pk, f"{one.name} {one.year}") for one in campaigns]
        self.fields["campaign"].choices = offered  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """Why a file goes back."""

    reason = forms.CharField(
        label=_("Alasan mengembalikan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tulis apa yang perlu diperbaiki; pengunggah membacanya."),
    )  # fmt: skip
