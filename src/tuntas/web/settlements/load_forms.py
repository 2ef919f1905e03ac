"""What the officer brings, and what they answer about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.settlements.sheets import GROUPED, SINGLE
from tuntas.exchange.regions.boundary_files import SUFFIXES
from tuntas.web.places.forms import PlaceFileForm, ReadingForm


class DelineationFileForm(PlaceFileForm):
    """A map of slum locations."""

    content = forms.FileField(label=_("Berkas"), widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}))


class DelineationForm(ReadingForm):
    """As for other maps, and how its shapes become settlements."""

    grouping = forms.ChoiceField(
        label=_("Satu kawasan adalah"), required=False,
        choices=[("", _("Menurut berkas: bila gambar menyebut RT, sekelurahan; bila tidak, tiap gambar")),
                 (GROUPED, _("Semua gambar dalam satu kelurahan")), (SINGLE, _("Tiap gambar"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, is_map=True, **kwargs)
        self.fields["changed_on"].help_text = _(
            "Isi hanya bila delineasi yang sudah ada memang berubah: yang lama tetap tersimpan sampai hari itu."
        )
