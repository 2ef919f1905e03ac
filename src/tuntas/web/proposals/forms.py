"""Forms of proposals: head, works, shares of sources, endings, budget steps, papers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.funding.models import Source
from tuntas.city.people.models import Agency
from tuntas.city.proposals.catalogue import activity_word, codes_in, documents, readiness
from tuntas.city.proposals.drafting import COFUNDING
from tuntas.city.proposals.models import BudgetStep
from tuntas.web.proposals.targets import Target
from tuntas.web.proposals.words import ORIGINS, item_word
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import day, language
from tuntas.web.shared.money_field import RupiahField
from tuntas.web.shared.quantity_field import QuantityField

SCANS = "application/pdf,image/jpeg,image/png,image/tiff,image/webp"
ITEM = "siap-"
OWN, ALONG = "sendiri", "ikut-"
SOURCE_ROWS = 3
Choices = Sequence[tuple[str, str]]


class HeadForm(forms.Form):
    """What a proposal is, where, and how ready."""

    title = forms.CharField(label=gettext_lazy("Judul usulan"), max_length=200)
    agency = forms.TypedChoiceField(label=gettext_lazy("Perangkat daerah pelaksana"), coerce=int)
    year = forms.IntegerField(label=gettext_lazy("Tahun anggaran"), min_value=1945, max_value=2200)
    origin = forms.ChoiceField(label=gettext_lazy("Asal usulan"))
    budget_code = forms.ChoiceField(label=gettext_lazy("Kode anggaran"), required=False,
                                    help_text=gettext_lazy("Permendagri 90/2019 dan pemutakhirannya."))  # fmt: skip
    location = forms.CharField(
        label=gettext_lazy("Jalan, gang, atau RT"), max_length=200, required=False,
        help_text=gettext_lazy("Nama jalan yang sama mempertemukan usulan dua dinas."),
    )  # fmt: skip
    geometry = forms.CharField(
        label=gettext_lazy("Letak di peta"), required=False, max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "data-place-text": ""}),
        help_text=gettext_lazy("Kosong: seluruh kawasan. Titik sebagai lintang dan bujur, misalnya -6,889 109,675; "
                               "garis atau area sebagai GeoJSON atau WKT."),
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=2000, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, agencies: Sequence[Agency], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", [(one.pk, one.name) for one in agencies])
        offer(self, "origin", ORIGINS.items())
        offer(self, "budget_code", [("", _("Belum dipilih")),
                                    *((one.code, f"{one.code} {one.name}") for one in codes_in(year))])  # fmt: skip
        states = [
            ("", _("belum ada data")),
            *((code, name.in_(language())) for code, name in readiness().states.items()),
        ]
        for code in readiness().items:
            self.fields[ITEM + code] = forms.ChoiceField(label=item_word(code), required=False, choices=states)

    def readiness_fields(self) -> list[forms.BoundField]:
        """The items of readiness."""
        return [self[name] for name in self.fields if name.startswith(ITEM)]

    def readiness(self) -> dict[str, str]:
        """What was said of each item."""
        return {
            code: self.cleaned_data[ITEM + code] for code in readiness().items if self.cleaned_data.get(ITEM + code)
        }


class WorkForm(forms.Form):
    """One work: against what, which activity, how much, and who prices it."""

    target = forms.CharField(widget=forms.HiddenInput)
    activity = forms.ChoiceField(label=gettext_lazy("Kegiatan"))
    volume = QuantityField(label=gettext_lazy("Volume"))
    price = forms.ChoiceField(label=gettext_lazy("Biaya"), required=False)
    own = RupiahField(label=gettext_lazy("Harga sendiri per satuan (Rp)"), required=False)
    reason = forms.CharField(label=gettext_lazy("Dasar harga sendiri"), max_length=200, required=False)
    remove = forms.BooleanField(label=gettext_lazy("Hapus pekerjaan ini"), required=False)

    def __init__(self, data: Any, *, target: Target, number: int, count: int, initial: Any) -> None:
        super().__init__(data, prefix=f"kerja-{number}", initial=initial)
        self.about, self.number = target, number
        choices = [(one.code, f"{one.name.in_(language())} ({one.unit})") for one in target.activities]
        offer(self, "activity", choices)
        others = [(f"{ALONG}{other}", _("ikut pekerjaan %(n)s, tanpa biaya sendiri") % {"n": other})
                  for other in range(1, count + 1) if other != number]  # fmt: skip
        offer(self, "price", [("", _("menurut harga satuan kota")), (OWN, _("harga sendiri")), *others])

    def clean(self) -> dict[str, Any]:
        """A price of one's own names its amount and what it rests on."""
        said = super().clean() or {}
        if said.get("remove"):
            self.errors.clear()
        elif said.get("price") == OWN:
            for name in ("own", "reason"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Isi harga per satuan dan dasarnya."))
        if said.get("volume") == 0 and not said.get("remove"):
            self.add_error("volume", _("Volume harus lebih dari nol."))
        return said


class ShareForm(forms.Form):
    """A source and its share; an empty share takes what the others leave."""

    source = forms.TypedChoiceField(label=gettext_lazy("Sumber dana"), required=False, coerce=int, empty_value=None)
    share = RupiahField(label=gettext_lazy("Bagian (Rp)"), required=False)

    def __init__(self, data: Any, *, number: int, sources: Sequence[Source], initial: Any) -> None:
        super().__init__(data, prefix=f"dana-{number}", initial=initial)
        offer(self, "source", [("", _("–")), *((one.pk, one.name) for one in sources)])


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class StepForm(forms.Form):
    """What a budget document says of a proposal."""

    document = forms.ChoiceField(label=gettext_lazy("Dokumen"))
    number = forms.CharField(label=gettext_lazy("Nomor"), max_length=120, required=False,
                             help_text=gettext_lazy("Persis seperti tertulis."))  # fmt: skip
    on = day_field(gettext_lazy("Tanggal dokumen"))
    ceiling = RupiahField(
        label=gettext_lazy("Pagu (Rp)"), required=False,
        help_text=gettext_lazy("Kosong bila dokumen belum menyebut pagu; 0 bila dicoret."),
    )  # fmt: skip
    sub_activity = forms.CharField(label=gettext_lazy("Sub kegiatan"), max_length=300, required=False)
    cut = RupiahField(label=gettext_lazy("Dipotong (Rp)"), required=False)
    cut_by = forms.CharField(
        label=gettext_lazy("Dipotong oleh"), max_length=200, required=False,
        help_text=gettext_lazy("Lembaga atau forum, misalnya TAPD atau Badan Anggaran."),
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=1000, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    corrects = forms.TypedChoiceField(label=gettext_lazy("Membetulkan catatan"), required=False, coerce=int,
                                      empty_value=None)  # fmt: skip
    content = forms.FileField(label=gettext_lazy("Pindaian"), required=False,
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip

    def __init__(self, *args: Any, steps: Sequence[BudgetStep], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        kinds = documents()
        offer(self, "document", [(code, one.name.in_(language())) for code, one in kinds.items()])
        told = [(step.pk, f"{kinds[step.document].name.in_(language())}, {day(step.on)}") for step in steps
                if step.document in kinds]  # fmt: skip
        offer(self, "corrects", [("", _("Tidak")), *told])
        if not told:
            del self.fields["corrects"]

    def clean_on(self) -> date:
        """No document of a day to come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return on


class ReadinessPaperForm(forms.Form):
    """A paper that shows an item of readiness, or the co-funding agreement."""

    item = forms.ChoiceField(label=gettext_lazy("Untuk"))
    number = forms.CharField(label=gettext_lazy("Nomor dokumen"), max_length=120, required=False)
    signed_on = day_field(gettext_lazy("Tanggal dokumen"), required=False)
    content = forms.FileField(label=gettext_lazy("Berkas"), widget=forms.FileInput(attrs={"accept": SCANS}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item", [(code, item_word(code)) for code in (*readiness().items, COFUNDING)])


def activity_name(code: str) -> str:
    """The activity in the language of the page."""
    return activity_word(code, language())
