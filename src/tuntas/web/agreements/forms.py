"""Forms of agreements: the signed paper, the objection period, an objection and its decision."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.surveys.agreements import OBJECTORS, SIGNATORIES
from tuntas.city.surveys.models import Outcome, SurveyRecord, SurveyRecordVersion
from tuntas.web.agreements.words import role_word
from tuntas.web.shared.choices import offer
from tuntas.web.shared.formats import moment

PAPERS = "application/pdf,image/jpeg,image/png,image/tiff,image/webp"


class DayInput(forms.DateInput):
    """A day, picked in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MinutesForm(forms.Form):
    """The signed paper."""

    agreed_on = forms.DateField(label=_("Tanggal berita acara"), widget=DayInput())
    number = forms.CharField(label=_("Nomor berita acara"), max_length=120, required=False,
                             help_text=_("Persis seperti tertulis; kosongkan bila tidak bernomor."))  # fmt: skip
    signatories = forms.MultipleChoiceField(label=_("Sudah ditandatangani oleh"), widget=forms.CheckboxSelectMultiple)
    content = forms.FileField(label=_("Pindaian atau foto"), widget=forms.FileInput(attrs={"accept": PAPERS}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "signatories", [(code, role_word(code)) for code in SIGNATORIES])


class ObjectionForm(forms.Form):
    """An objection to one figure of one RT."""

    record = forms.TypedChoiceField(label=_("RT"), coerce=int)
    field = forms.ChoiceField(label=_("Data yang dipersoalkan"))
    raised_as = forms.ChoiceField(label=_("Diajukan oleh"))
    statement = forms.CharField(
        label=_("Isi keberatan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tulis apa yang menurut pengaju benar. Jangan menulis nama orang."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, records: Sequence[tuple[SurveyRecord, str]], fields: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "record", [("", _("Pilih RT")), *((record.pk, name) for record, name in records)])
        offer(self, "field", [("", _("Pilih data")), *fields.items()])
        offer(self, "raised_as", [("", _("Pilih")), *((code, role_word(code)) for code in OBJECTORS)])


class DecisionForm(forms.Form):
    """What comes of an objection: upheld by a change that was made, or rejected; the reason either way."""

    outcome = forms.ChoiceField(label=_("Putusan"))
    version = forms.TypedChoiceField(label=_("Perubahan yang memenuhinya"), coerce=int, required=False,
                                     empty_value=None)  # fmt: skip
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=_("Terlihat oleh semua yang melihat data RT ini."))  # fmt: skip

    def __init__(self, *args: Any, versions: Sequence[SurveyRecordVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        upheld = [(Outcome.UPHELD, _("Dikabulkan: angkanya sudah diubah"))] if versions else []
        offer(self, "outcome", [("", _("Pilih")), *upheld, (Outcome.REJECTED, _("Ditolak: angkanya tetap"))])
        offer(self, "version", [("", _("Pilih perubahan")), *((one.pk, version_name(one)) for one in versions)])
        if not versions:
            del self.fields["version"]

    def clean(self) -> dict[str, Any]:
        """An upheld objection names its change. Raises `ValidationError`."""
        said = super().clean() or self.cleaned_data
        if said.get("outcome") == Outcome.UPHELD and not said.get("version"):
            self.add_error("version", _("Pilih perubahan yang memenuhi keberatan ini."))
        return said


def version_name(version: SurveyRecordVersion) -> str:
    """`Versi 2, 3 Maret 2026 pukul 10.00 WIB: diukur ulang`."""
    told = {"n": version.number, "when": moment(version.at), "reason": version.reason}
    return str(_("Versi %(n)s, %(when)s: %(reason)s")) % told
