"""Forms for opening and closing a survey, and for announcing the days of objection."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.surveys.actions import CampaignHead
from tuntas.city.surveys.models import Campaign
from tuntas.web.campaigns.rule_choices import RuleChoice, profile_choices, size_choices
from tuntas.web.shared.days import DayField

ONE_DAY = timedelta(days=1)
Words = Any  # a text, or one that is translated when the page is made
USUAL_NAME = "Pendataan"


def day_field(label: Words, help_text: Words = "") -> DayField:
    """A day, by the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, help_text=help_text, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"])


class OpenForm(forms.Form):
    """What a survey is."""

    year = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=1945, max_value=2200)
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=80, help_text=gettext_lazy(
        "Nama membedakan dua survei dalam tahun yang sama, misalnya Pendataan dan Verifikasi."))  # fmt: skip
    rule = forms.ChoiceField(label=gettext_lazy("Aturan penilaian"), widget=forms.RadioSelect)
    city_size = forms.ChoiceField(label=gettext_lazy("Ukuran kota"), required=False, help_text=gettext_lazy(
        "Diperlukan untuk kepadatan penduduk. Tanpa ini prioritas belum dapat dihitung; nilai dan kelas tetap dihitung."
    ))  # fmt: skip
    profile = forms.ChoiceField(label=gettext_lazy("Skor pertimbangan lain"), required=False, help_text=gettext_lazy(
        "Ubah hanya bila kota Anda menetapkan skor yang berbeda dari bawaan aturan."))  # fmt: skip

    def __init__(self, posted: QueryDict | None, *, choices: list[RuleChoice], year: int) -> None:
        first = choices[0].value if choices else ""
        super().__init__(posted, initial={"year": year, "name": USUAL_NAME, "rule": first})
        self.known = {choice.value: choice for choice in choices}
        self._choose("rule", [(choice.value, choice.title) for choice in choices])
        self._choose("city_size", size_choices() if choices else [])
        self._choose("profile", profile_choices() if choices else [])

    def head(self) -> CampaignHead:
        """The survey that was asked for."""
        said = self.cleaned_data
        rule = self.known[said["rule"]]
        return CampaignHead(said["year"], said["name"].strip(), rule.rule_id, rule.overlays, said["profile"],
                            said["city_size"])  # fmt: skip

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """From which day nothing more comes in."""

    on = day_field(
        gettext_lazy("Ditutup mulai"), gettext_lazy("Sejak tanggal ini tidak ada isian atau berkas yang masuk.")
    )

    def __init__(self, posted: QueryDict | None = None, *, today: date) -> None:
        super().__init__(posted, initial={"on": today})


class ObjectionsForm(forms.Form):
    """The first and the last day of objections, as a notice says them."""

    from_on = day_field(gettext_lazy("Hari pertama"))
    last_on = day_field(gettext_lazy("Hari terakhir"), gettext_lazy("Keberatan pada tanggal ini masih diterima."))

    def __init__(self, posted: QueryDict | None = None, *, campaign: Campaign) -> None:
        initial = {}
        if campaign.objection_from and campaign.objection_until:
            initial = {"from_on": campaign.objection_from, "last_on": campaign.objection_until - ONE_DAY}
        super().__init__(posted, initial=initial)

    def clean(self) -> dict[str, date]:
        """The last day cannot come before the first."""
        said = self.cleaned_data
        first, last = said.get("from_on"), said.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("Hari terakhir mendahului hari pertama."))
        return said

    def period(self) -> dict[str, date]:
        """As the action takes it: the first day, and the first day after."""
        return {"from_on": self.cleaned_data["from_on"], "until_on": self.cleaned_data["last_on"] + ONE_DAY}
