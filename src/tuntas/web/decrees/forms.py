"""Forms of decrees: the head of a draft, a location's area, minutes, the signed decree, and reasons."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.surveys.models import Campaign
from tuntas.domain.area import NotAnArea, read_hectares
from tuntas.reports.decree.content import SUBJECT
from tuntas.web.decrees.words import level_choices
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field

SCANS = "application/pdf,image/jpeg,image/png,image/tiff,image/webp"
#: No city is larger, and no area is written longer.
MOST_M2, LONGEST_AREA = 10**11, 20


class AreaField(forms.Field):
    """Hectares as people write them, to square metres: `359,50` and `359.50`."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": LONGEST_AREA})

    def to_python(self, value: Any) -> int | None:
        """Square metres, None where it is empty; raises `ValidationError`."""
        text = str(value or "").strip()
        if not text:
            return None
        area = _area(text)
        if area is None or not 0 < area < MOST_M2:
            raise forms.ValidationError(_("Tulis luas dalam hektare, misalnya 12,50."), code="invalid")
        return area


class DraftForm(forms.Form):
    """What a draft begins with."""

    title = forms.CharField(label=gettext_lazy("Tentang"), max_length=300, initial=SUBJECT)
    campaign = forms.TypedChoiceField(label=gettext_lazy("Berdasarkan survei"), coerce=int)

    def __init__(self, *args: Any, campaigns: Sequence[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "campaign", [(one.pk, f"{one.name} {one.year}") for one in campaigns])


class AreaForm(forms.Form):
    """Another area than the one proposed."""

    area = AreaField(
        label=gettext_lazy("Luas menurut SK (ha)"),
        help_text=gettext_lazy("Luas delineasi dan luas terverifikasi tetap berdiri di sampingnya."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class VerifyForm(forms.Form):
    """Whose verification, on which minutes."""

    level = forms.ChoiceField(label=gettext_lazy("Diverifikasi oleh"))
    number = forms.CharField(label=gettext_lazy("Nomor berita acara"), max_length=120,
                             help_text=gettext_lazy("Persis seperti tertulis."))  # fmt: skip
    signed_on = day_field(gettext_lazy("Tanggal berita acara"))
    content = forms.FileField(label=gettext_lazy("Pindaian berita acara"),
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "level", level_choices())


class EnactForm(forms.Form):
    """The signed decree."""

    number = forms.CharField(label=gettext_lazy("Nomor SK"), max_length=120,
                             help_text=gettext_lazy("Persis seperti tercetak, termasuk tanda baca."))  # fmt: skip
    signed_on = day_field(gettext_lazy("Tanggal SK"))
    content = forms.FileField(label=gettext_lazy("Pindaian SK yang ditandatangani"),
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip
    late_reason = forms.CharField(label=gettext_lazy("Mengapa baru dicatat sekarang"), max_length=1000, required=False,
                                  widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, late_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = _("Diisi bila SK ditandatangani lebih dari %(days)s hari lalu.") % {"days": late_days}
        self.fields["late_reason"].help_text = told


class LegacyForm(forms.Form):
    """An old decree as it prints itself, with its rows typed or as a table."""

    number = forms.CharField(label=gettext_lazy("Nomor SK"), max_length=120,
                             help_text=gettext_lazy("Persis seperti tercetak."))  # fmt: skip
    aliases = forms.CharField(label=gettext_lazy("Cara tulis lain"), max_length=400, required=False,
                              help_text=gettext_lazy("Pisahkan dengan titik koma."))  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Tentang"), max_length=300, initial=SUBJECT)
    printed_on = forms.CharField(
        label=gettext_lazy("Tanggal atau tahun seperti tercetak"), max_length=40,
        help_text=gettext_lazy("Misalnya 12 Maret 2016, atau 2016 bila hanya tahunnya."),
    )  # fmt: skip
    printed_total = AreaField(label=gettext_lazy("Jumlah luas tercetak (ha)"), required=False)
    rows = forms.CharField(
        label=gettext_lazy("Baris lampiran"), required=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy("Satu baris satu lokasi: nama lokasi; kelurahan; luas dalam ha; tingkat (boleh kosong). "
                               "Bila SK hanya mencetak jumlahnya, kosongkan."),
    )  # fmt: skip
    table = forms.FileField(label=gettext_lazy("Tabel lampiran"), required=False,
                            widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}))  # fmt: skip
    content = forms.FileField(label=gettext_lazy("Pindaian SK"), required=False,
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Mengapa baru dicatat sekarang"), max_length=1000,
                             initial=gettext_lazy("SK ditetapkan sebelum Tuntas dipakai."),
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def known_aliases(self) -> tuple[str, ...]:
        """The other spellings of the number."""
        said = [one.strip() for one in self.cleaned_data.get("aliases", "").split(";")]
        return tuple(dict.fromkeys(one for one in said if one))


class TemplateForm(forms.Form):
    """The city's own letter paper and wording for a decree."""

    content = forms.FileField(label=gettext_lazy("Berkas DOCX"), widget=forms.FileInput(attrs={"accept": ".docx"}))


class TotalForm(forms.Form):
    """The total that a scan prints, typed by whoever reads it."""

    total = AreaField(label=gettext_lazy("Jumlah luas pada pindaian (ha)"))


def _area(text: str) -> int | None:
    try:
        return read_hectares(text) if len(text) <= LONGEST_AREA else None
    except NotAnArea:
        return None


def last_of(year: int) -> date:
    """The day that a decree counts from where only its year is printed: by then its figure holds."""
    return date(year, 12, 31)
