"""What somebody says beside a drawing: since when it holds, what it rests on, and why it was drawn."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.places.models import Place
from tuntas.city.records.models import Paper
from tuntas.city.settlements.typologies import typologies
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import language

#: The drawing as text, and the fingerprint of what was seen of it.
TEXT, SEEN, ACCEPTED = "gambar", "dilihat", "walau"


class DrawingForm(forms.Form):
    """A correction, or the first drawing of a settlement that was never drawn."""

    on = day_field(_("Berlaku sejak"), help_text=_("Gambar lama tetap tersimpan dan berlaku sampai hari itu."))
    source = forms.CharField(
        label=_("Dasar gambar"), max_length=160,
        help_text=_("Misalnya survei lapangan, citra tertentu, atau peta lampiran SK."),
    )  # fmt: skip
    paper = forms.TypedChoiceField(label=_("Dokumen pendukung"), required=False, coerce=int, empty_value=None)
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, papers: Sequence[Paper] = (), is_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "paper", [*[("", _("Tidak ada"))], *[(paper.pk, _paper_name(paper)) for paper in papers]])
        if not papers:
            del self.fields["paper"]
        if is_first:
            self.fields["on"].required = self.fields["reason"].required = False
            self.fields["on"].help_text = _("Kosongkan bila kawasan ini sudah ada sebelum pencatatan dimulai.")
            self.fields["reason"].label = _("Catatan")


class NewDrawingForm(DrawingForm):
    """A new settlement with its first drawing."""

    name = forms.CharField(label=_("Nama kawasan"), max_length=160)
    place = forms.TypedChoiceField(label=_("Kelurahan"), coerce=int,
                                   help_text=_("Wilayah terkecil yang memuat kawasan ini."))  # fmt: skip
    typology = forms.ChoiceField(label=_("Tipologi"), required=False)
    field_order = ("name", "place", "typology", "on", "source", "paper", "reason")

    def __init__(self, *args: Any, places: Sequence[Place], likely: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, is_first=True, **kwargs)
        offer(self, "place", [*[("", _("Pilih wilayah"))], *[(place.pk, _place_name(place)) for place in places]])
        known = [(one.id, one.name.in_(language())) for one in typologies().values()]
        offer(self, "typology", [*[("", _("Belum ditentukan"))], *known])
        self.fields["place"].initial = likely

    def suggest_place(self, place: Place) -> None:
        """Fill in the place where nobody has said it."""
        self.data = {**self.data, "place": str(place.pk)}


class StartForm(forms.Form):
    """Where on the map to begin."""

    wilayah = forms.TypedChoiceField(label=_("Mulai di"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "wilayah", [*[("", _("Seluruh kota"))], *[(one.pk, _place_name(one)) for one in places]])


def _place_name(place: Place) -> str:
    return f"{place.name} ({place.kecamatan.name})" if place.kecamatan else place.name


def _paper_name(paper: Paper) -> str:
    return " · ".join(word for word in (paper.number, paper.title or paper.filename) if word)
