"""What the officer brings, and what they answer about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.places.loading import ADD, LEAVE, Answers, LoadReport
from tuntas.city.places.models import Place, PlaceKind
from tuntas.exchange.regions.boundary_files import SUFFIXES
from tuntas.exchange.regions.systems import known_systems

CODE_LISTS = (".csv", ".xlsx", ".xls", ".ods")
ANSWER = "jawab-"
NO_SYSTEM = ("", _("Pilih sistem koordinat"))
KELURAHAN_KINDS = [PlaceKind.KELURAHAN, PlaceKind.DESA]


class PlaceFileForm(forms.Form):
    """A list of codes, or a map."""

    content = forms.FileField(
        label=_("Berkas"), widget=forms.FileInput(attrs={"accept": ",".join((*CODE_LISTS, *SUFFIXES))})
    )


class ReadingForm(forms.Form):
    """What a file leaves unsaid: its coordinate system, its layer, and since when what it says otherwise holds."""

    crs = forms.ChoiceField(label=_("Sistem koordinat berkas"), required=False)
    layer = forms.CharField(label=_("Nama lapisan"), max_length=120, required=False)
    changed_on = forms.DateField(
        label=_("Berlaku sejak"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Isi hanya bila nama, kode, atau batas memang berubah: yang lama tetap tersimpan sampai hari itu."),
    )  # fmt: skip
    everything = forms.ChoiceField(
        label=_("RT yang belum dikenal"), required=False,
        choices=[("", _("Tunggu jawaban saya")), (ADD, _("Tambahkan semuanya sebagai RT baru")),
                 (LEAVE, _("Jangan pakai satu pun"))],
    )  # fmt: skip

    def __init__(self, *args: Any, is_map: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        systems = [(code, f"{code} – {name}") for code, name in known_systems()]
        self.fields["crs"].choices = [NO_SYSTEM, *systems]  # type: ignore[attr-defined]
        if not is_map:
            for name in ("crs", "layer", "everything"):
                del self.fields[name]

    @property
    def answers(self) -> Answers:
        """The answers that this form and the questions beside it hold."""
        said: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        changed_on: date | None = said.get("changed_on")
        return Answers(changed_on=changed_on, is_adding=said.get("everything") == ADD, said=answered(self.data))


class ConfirmForm(forms.Form):
    """The code, the kecamatan and the kind of a place that only a survey knows."""

    code = forms.RegexField(
        r"^\d\d\.\d\d\.\d\d(\.\d{4})?$", label=_("Kode Kemendagri"), max_length=13,
        help_text=_("Dengan titik, misalnya 33.75.01.1002; salin dari daftar kode Kemendagri."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Jenis"), choices=[(kind.value, kind.label) for kind in KELURAHAN_KINDS])
    kecamatan = forms.ModelChoiceField(Place.objects.none(), label=_("Kecamatan"), empty_label=_("Pilih kecamatan"))

    def __init__(self, *args: Any, place: Place, kecamatan: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        self.fields["kecamatan"].queryset = kecamatan  # type: ignore[attr-defined]
        self.fields["kecamatan"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]
        if place.level == "KECAMATAN":
            del self.fields["kecamatan"], self.fields["kind"]

    def clean_code(self) -> str:
        """A code of this storey, in this city."""
        code: str = self.cleaned_data["code"]
        parts = 2 if self.place.level == "KECAMATAN" else 3
        own = self.place.city.code if self.place.city else ""
        if code.count(".") != parts or not code.startswith(f"{own}."):
            raise forms.ValidationError(
                _("Kode %(level)s di kota ini dimulai dengan %(own)s. dan punya %(parts)s bagian."),
                params={"level": self.place.get_level_display(), "own": own, "parts": parts + 1},
            )
        return code

    def clean(self) -> dict[str, Any]:
        """The code names its kecamatan: both have to agree."""
        said: dict[str, Any] = super().clean() or {}
        above, code = said.get("kecamatan"), said.get("code", "")
        if above is not None and above.code and code and not code.startswith(f"{above.code}."):
            self.add_error("code", forms.ValidationError(_("Kode ini bukan milik kecamatan %(name)s (%(code)s)."),
                                                         params={"name": above.name, "code": above.code}))  # fmt: skip
        return said


def answered(data: Mapping[str, Any]) -> dict[str, str]:
    """The answers to single questions; an empty one is none."""
    return {name.removeprefix(ANSWER): str(data[name]) for name in data if name.startswith(ANSWER) and data[name]}


def with_rest_left(answers: Answers, report: LoadReport) -> Answers:
    """The same answers, and the unknown RT of which nobody said anything left out."""
    open_rts = [key for key in report.open_keys if report.questions[key].can_add and key.startswith("rt:")]
    said = dict(answers.said) | dict.fromkeys(open_rts, LEAVE)
    return Answers(answers.aliases, answers.changed_on, answers.is_adding, said)
