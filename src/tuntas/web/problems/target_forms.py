"""Forms of a target area: what it says of itself, why it is opened or changed, how it ends."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.models import Agency
from tuntas.city.problems.models import TargetAreaEnd
from tuntas.city.problems.targets import YEARS
from tuntas.rules.regulation import Aspect
from tuntas.web.problems.forms import Choices, PaperFields, StepForm, agency_choices
from tuntas.web.problems.words import ENDS
from tuntas.web.shared.choices import offer
from tuntas.web.shared.formats import language

AREA_PAPERS = (
    ("SK", gettext_lazy("SK")),
    ("BERITA_ACARA", gettext_lazy("Berita acara")),
    ("OTHER", gettext_lazy("Dokumen lain")),
)


class TargetAreaForm(PaperFields):
    """Name, settlements, years, lead agency, meaning of complete, paper."""

    name = forms.CharField(label=gettext_lazy("Nama daerah sasaran"), max_length=160)
    from_year = forms.IntegerField(label=gettext_lazy("Tahun mulai"), min_value=YEARS[0], max_value=YEARS[1])
    until_year = forms.IntegerField(label=gettext_lazy("Tahun selesai"), min_value=YEARS[0], max_value=YEARS[1])
    lead_agency = forms.ChoiceField(label=gettext_lazy("Perangkat daerah yang memimpin"))
    settlements = forms.MultipleChoiceField(label=gettext_lazy("Kawasan"), widget=forms.CheckboxSelectMultiple)
    aspects = forms.MultipleChoiceField(label=gettext_lazy("Aspek yang harus tuntas"),
                                        widget=forms.CheckboxSelectMultiple)  # fmt: skip
    definition_of_complete = forms.CharField(
        label=gettext_lazy("Arti tuntas"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Keadaan yang harus tercapai, misalnya: semua jalan lingkungan layak dan tidak ada "
                               "genangan."),
    )  # fmt: skip

    def __init__(self, *args: Any, settlements: Choices, aspects: Sequence[Aspect], agencies: Sequence[Agency],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        told = language()
        offer(self, "lead_agency", [("", _("Pilih perangkat daerah")), *agency_choices(agencies)])
        offer(self, "settlements", settlements)
        offer(self, "aspects", [(one.id, one.name.in_(told)) for one in aspects])
        self.fields["paper_kind"].label = _("Jenis dokumen")
        offer(self, "paper_kind", [(code, str(word)) for code, word in AREA_PAPERS])
        self.fields["paper_number"].help_text = _("Persis seperti tertulis.")

    def clean(self) -> dict[str, Any]:
        """The last year is not before the first."""
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("from_year"), said.get("until_year")
        if first is not None and last is not None and first > last:
            self.add_error("until_year", _("Tahun selesai tidak boleh sebelum tahun mulai."))
        return said


class NewTargetAreaForm(TargetAreaForm):
    """A new one; the reason is asked where earlier ones are unfinished."""

    despite = forms.CharField(label=gettext_lazy("Alasan membuka yang baru"), max_length=1000, required=False,
                              widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip


class EditTargetAreaForm(TargetAreaForm, StepForm):
    """Changes, with their reason."""

    reason = forms.CharField(label=gettext_lazy("Alasan perubahan"), max_length=1000,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip


class EndTargetAreaForm(StepForm):
    """How it ends, and why."""

    kind = forms.ChoiceField(label=gettext_lazy("Cara berakhir"))
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(one.value, str(ENDS[one])) for one in TargetAreaEnd]
        offer(self, "kind", [("", _("Pilih cara berakhir")), *said])
