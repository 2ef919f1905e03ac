"""Forms of the register: a house, aid, striking off, a list that comes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.access import place_scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Level, Place
from tuntas.city.records.content_types import HEAD_BYTES, RefusedContent, media_type
from tuntas.city.surveys.house_lists import YEARS, rupiah_of
from tuntas.domain.wording import text
from tuntas.web.houses.words import land_choices, source_choices
from tuntas.web.shared.choices import offer
from tuntas.web.shared.formats import language
from tuntas.web.units.shown import place_name

#: What browsers show as a photo.
PHOTOS = ("image/jpeg", "image/png", "image/webp")
LISTS = ".xlsx,.xls,.ods,.csv"


class PhotoField(forms.FileField):
    """A photo, known by its content."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ",".join(PHOTOS)})
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file. Raises `ValidationError` where it is no photo."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and _kind(file) not in PHOTOS:
            raise forms.ValidationError(text("HOUSE-NO-PHOTO", language()))
        return file


class HouseForm(forms.Form):
    """A house as it is listed or corrected."""

    place = forms.TypedChoiceField(label=_("RT"), coerce=int)
    address = forms.CharField(label=_("Alamat rumah"), max_length=200)
    head_name = forms.CharField(label=_("Nama kepala keluarga"), max_length=120)
    nik = forms.CharField(
        label=_("NIK kepala keluarga"), max_length=24, required=False,
        help_text=_("16 angka. Disimpan tersandi dan hanya tampil bila diminta; setiap permintaan dicatat."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    land_status = forms.ChoiceField(label=_("Status lahan"), required=False)
    before = PhotoField(label=_("Foto sebelum ditangani"), help_text=_("JPG, PNG, atau WEBP; paling besar 25 MB."))

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.pk: place for place in places}
        offer(self, "place", [("", _("Pilih RT")), *grouped(places)])
        offer(self, "land_status", land_choices(str(_("Belum diketahui"))))


class HouseChangeForm(HouseForm):
    """A correction: the NIK is never shown in a field, so empty keeps it."""

    drop_nik = forms.BooleanField(label=_("Hapus NIK yang tersimpan"), required=False)
    expected = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nik"].help_text = _("Kosongkan bila tidak berubah. Yang tersimpan tidak ditampilkan di sini.")
        self.fields["before"].help_text = _("Kosongkan bila fotonya tetap.")


class AidForm(forms.Form):
    """Aid to a house."""

    source = forms.ChoiceField(label=_("Sumber bantuan"))
    programme = forms.CharField(label=_("Program"), max_length=80, required=False,
                                help_text=_("Seperti tertulis di keputusan, misalnya BSPS."))  # fmt: skip
    year = forms.IntegerField(label=_("Tahun"), min_value=YEARS.start, max_value=YEARS.stop - 1)
    value_idr = forms.CharField(label=_("Nilai (rupiah)"), max_length=24, required=False,
                                help_text=_("Rupiah penuh, misalnya 20.000.000."),
                                widget=forms.TextInput(attrs={"inputmode": "numeric"}))  # fmt: skip
    after = PhotoField(label=_("Foto sesudah ditangani"), help_text=_("JPG, PNG, atau WEBP; paling besar 25 MB."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "source", source_choices(str(_("Pilih sumber"))))

    def clean_value_idr(self) -> int | None:
        """Whole rupiah, None where nothing was given."""
        given = self.cleaned_data["value_idr"]
        amount = rupiah_of(given) if given else None
        if given and amount is None:
            raise forms.ValidationError(_("Tulis rupiah penuh tanpa pecahan, misalnya 20.000.000."))
        return amount


class StrikeForm(forms.Form):
    """Why a house leaves the register."""

    reason = forms.CharField(label=_("Alasan mencoret"), max_length=200, help_text=_(
        "Misalnya: sudah layak huni, dibongkar, atau salah catat. Baris dan bantuannya tetap tersimpan."))  # fmt: skip


class ListForm(forms.Form):
    """A list of houses."""

    content = forms.FileField(label=_("Berkas daftar"), widget=forms.FileInput(attrs={"accept": LISTS}))


def own_places(user: User, city: City) -> list[Place]:
    """The RT that the person may list houses in, by name."""
    places = Place.objects.filter(place_scope(user, "keep_houses"), level=Level.RT, city=city.place_id)
    loaded = places.filter(dissolved_on=None).select_related("kelurahan", "parent")
    return list(loaded.order_by("kelurahan__name", "parent__name", "name"))


def grouped(places: Sequence[Place]) -> list[tuple[str, list[tuple[int, str]]]]:
    """RT by kelurahan, for a select."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for place in places:
        groups.setdefault(place.kelurahan.name if place.kelurahan else "", []).append((place.pk, place_name(place)))
    return list(groups.items())


def _kind(file: "UploadedFile[Any]") -> str:
    head = file.read(HEAD_BYTES)
    file.seek(0)
    try:
        return media_type(head)
    except RefusedContent:
        return ""
