"""Forms of problems: bringing one, and each step that an agency or the secretariat takes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.models import Agency
from tuntas.city.problems.models import BY_ASSESSMENT, CloseCause
from tuntas.city.problems.subjects import subjects
from tuntas.domain.quantity import to_micro
from tuntas.rules.regulation import Aspect
from tuntas.sheets.reading.numerals import Mark, evidence, is_ambiguous, numeral_of, value_of
from tuntas.web.problems.words import CAUSES
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import language

SCANS = "application/pdf,image/jpeg,image/png,image/tiff,image/webp"
LONGEST = 20
#: No volume of a settlement is larger.
MOST = Decimal(100_000_000)
PAPER_KINDS = (
    ("PHOTO", gettext_lazy("Foto")),
    ("LETTER", gettext_lazy("Surat")),
    ("BERITA_ACARA", gettext_lazy("Berita acara")),
    ("MUSRENBANG", gettext_lazy("Berita acara musrenbang")),
    ("OTHER", gettext_lazy("Dokumen lain")),
)
Choices = Sequence[tuple[str, str]]


class VolumeField(forms.Field):
    """A volume as people write it, `1.250,5` or `1250.5`, to micro-units; None where it is empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": LONGEST})

    def to_python(self, value: Any) -> int | None:
        """Micro-units; refuses what is no number, what has two meanings, and what is below zero or absurd."""
        said = str(value or "").strip()
        if not said:
            return None
        numeral = numeral_of(said) if len(said) <= LONGEST else None
        if numeral is not None and is_ambiguous(numeral):
            raise forms.ValidationError(_("Dapat dibaca dua cara. Tulis 1250 atau 1,25."), code="invalid")
        number = value_of(numeral, evidence(numeral) or Mark.COMMA) if numeral and not numeral.unit else None
        if number is None or not 0 <= number <= MOST:
            raise forms.ValidationError(_("Tulis angka yang tidak kurang dari nol, misalnya 120,5."), code="invalid")
        return to_micro(number)


class PaperFields(forms.Form):
    """A paper: its kind, number and day where it has them, its file."""

    paper_kind = forms.ChoiceField(label=gettext_lazy("Jenis bukti"), choices=PAPER_KINDS)
    paper_number = forms.CharField(label=gettext_lazy("Nomor dokumen"), max_length=120, required=False,
                                   help_text=gettext_lazy("Persis seperti tertulis; foto tidak bernomor."))  # fmt: skip
    paper_on = day_field(gettext_lazy("Tanggal dokumen"), required=False)
    content = forms.FileField(label=gettext_lazy("Berkas"), required=False,
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip
    is_personal = forms.BooleanField(label=gettext_lazy("Memuat data pribadi warga (wajah, nama, atau NIK)"),
                                     required=False)  # fmt: skip

    def clean_paper_on(self) -> date | None:
        """No paper of a day to come."""
        said: date | None = self.cleaned_data.get("paper_on")
        if said is not None and said > timezone.localdate():
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return said

    def has_paper(self) -> bool:
        """Whether a number or a file was given."""
        return bool(self.cleaned_data.get("paper_number", "").strip() or self.cleaned_data.get("content"))


class BringForm(PaperFields):
    """A problem that no assessment shows."""

    settlement = forms.ChoiceField(label=gettext_lazy("Kawasan"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Kelurahan, bila di luar kawasan"), required=False)
    subject = forms.ChoiceField(label=gettext_lazy("Pokok masalah"))
    aspect = forms.ChoiceField(
        label=gettext_lazy("Aspek yang terkait"), required=False,
        help_text=gettext_lazy("Kosong: menurut pokok masalahnya. Aspek menentukan perangkat daerah yang ditanya."),
    )  # fmt: skip
    origin = forms.ChoiceField(label=gettext_lazy("Asal"))
    agency = forms.ChoiceField(label=gettext_lazy("Ditujukan kepada"), required=False,
                               help_text=gettext_lazy("Kosong: menurut mandat."))  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Uraian masalah"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Apa, di mana tepatnya, sejak kapan. Jangan tulis nama warga."),
    )  # fmt: skip
    volume = VolumeField(label=gettext_lazy("Volume"), required=False,
                         help_text=gettext_lazy("Bila diketahui; satuannya menurut pokok masalah."))  # fmt: skip
    quote = forms.CharField(label=gettext_lazy("Dasar atau kutipan aspirasi warga"), max_length=1000, required=False,
                            widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=gettext_lazy("Kata warga dalam musyawarah atau surat, tanpa nama."))  # fmt: skip
    quote_content = forms.FileField(label=gettext_lazy("Dokumen kutipan"), required=False,
                                    widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip

    def __init__(self, *args: Any, settlements: Choices, places: Choices, origins: Choices, aspects: Sequence[Aspect],
                 agencies: Sequence[Agency], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        told = language()
        offer(self, "settlement", [("", _("Di luar kawasan")), *settlements])
        offer(self, "place", [("", _("Menurut kawasannya")), *places])
        offer(self, "subject", [("", _("Pilih pokok masalah")), *_subject_choices()])
        offer(self, "aspect", [("", _("Menurut pokok masalah")), *((one.id, one.name.in_(told)) for one in aspects)])
        offer(self, "origin", origins)
        offer(self, "agency", [("", _("Menurut mandat")), *agency_choices(agencies)])

    def clean(self) -> dict[str, Any]:
        """A place has to be named, and evidence given."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("settlement") and not said.get("place"):
            self.add_error("settlement", _("Pilih kawasan, atau kelurahan bila di luar kawasan."))
        if not self.has_paper() and "content" not in self.errors:
            self.add_error("content", _("Sertakan bukti: unggah berkas, atau tulis nomor dokumennya."))
        return said


class StepForm(forms.Form):
    """A step, with the count of changes that its author saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(StepForm):
    """Taking a problem on."""

    remark = forms.CharField(label=gettext_lazy("Catatan"), max_length=1000, required=False,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip


class CompleteForm(StepForm, PaperFields):
    """What the agency found on site."""

    volume = VolumeField(
        label=gettext_lazy("Volume hasil pemeriksaan"), required=False,
        help_text=gettext_lazy("Berdiri di samping volume survei, tidak menggantikannya."),
    )  # fmt: skip
    remark = forms.CharField(label=gettext_lazy("Catatan"), max_length=1000, required=False,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["volume", "remark"])


class AskForm(StepForm):
    """Which agency is to answer."""

    agency = forms.ChoiceField(label=gettext_lazy("Perangkat daerah"))
    reason = forms.CharField(label=gettext_lazy("Catatan"), max_length=1000, required=False,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", [("", _("Pilih perangkat daerah")), *agency_choices(agencies)])


class HandOnForm(AskForm):
    """Which agency is to answer instead, and why."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ReasonForm(StepForm):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class CloseForm(ReasonForm):
    """For what cause, and why."""

    cause = forms.ChoiceField(label=gettext_lazy("Sebab"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(one.value, str(CAUSES[one])) for one in CloseCause if one not in BY_ASSESSMENT]
        offer(self, "cause", [("", _("Pilih sebab")), *said])
        self.order_fields(["cause", "reason"])


def agency_choices(agencies: Sequence[Agency]) -> list[tuple[str, str]]:
    """Agencies to choose from."""
    return [(str(one.pk), f"{one.code} – {one.name}") for one in agencies]


def _subject_choices() -> list[tuple[str, str]]:
    told = language()
    return [(one.code, f"{one.name.in_(told)} ({one.unit})" if one.unit else one.name.in_(told))
            for one in subjects().values()]  # fmt: skip
