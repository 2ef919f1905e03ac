"""The form of a scenario: what it may spend, what counts, and the mayor's word that it keeps or lets go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.funding.models import Source
from tuntas.city.people.models import City
from tuntas.city.plans.asking import MOST_PERCENT, Options
from tuntas.city.plans.computing import Question
from tuntas.city.plans.drafting import set_targets
from tuntas.city.plans.gathering import mayors_word
from tuntas.city.plans.models import MOST_YEARS
from tuntas.city.settlements.models import Settlement
from tuntas.web.plans.forms import payers

FREE, MUST, NEVER = "bebas", "harus", "jangan"
BASE_WORDS: Mapping[str, "str | Promise"] = {
    "ALL": gettext_lazy("Semua kawasan yang masih kumuh"),
    "PROPOSED": gettext_lazy("Kawasan yang punya usulan"),
    "DECIDED": gettext_lazy("Kawasan yang usulannya sudah diputuskan"),
}
WEIGHT_WORDS: Mapping[str, "str | Promise"] = {
    "CLASS": gettext_lazy("Hektare menurut kelas: berat 5, sedang 3, ringan 1, lahan legal tambah 1"),
    "RANKING": gettext_lazy("Hektare menurut nilai peringkat rapat terakhir"),
    "HECTARES": gettext_lazy("Hektare saja"),
}
MODE_WORDS: Mapping[str, "str | Promise"] = {
    "all": gettext_lazy("Tuntas: semua aspek yang kurang"),
    "threshold": gettext_lazy("Sampai di bawah ambang (belum tuntas)"),
}
#: Years from the first work to the last: 0 is one year.
WINDOWS = ((0, "1"), (1, "2"), (2, "3"), (3, "4"))
SECONDS = ((5, "5"), (10, "10"), (30, "30"), (60, "60"), (120, "120"))


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """A settlement on the form, and what the mayor said of it."""

    settlement: Settlement
    field: forms.BoundField
    is_decided: bool
    is_declined: bool


class ScenarioForm(forms.Form):
    """What a scenario asks."""

    name = forms.CharField(label=gettext_lazy("Nama skenario"), max_length=160, help_text=gettext_lazy(
        "Misalnya: Dana tetap, atau APBD naik 20 %."))  # fmt: skip
    from_year = forms.IntegerField(label=gettext_lazy("Tahun pertama"), min_value=2000, max_value=2150)
    years = forms.IntegerField(label=gettext_lazy("Berapa tahun"), min_value=1, max_value=MOST_YEARS, initial=5)
    base = forms.ChoiceField(label=gettext_lazy("Kawasan yang dihitung"), choices=list(BASE_WORDS.items()))
    weights = forms.ChoiceField(label=gettext_lazy("Yang diutamakan"), choices=list(WEIGHT_WORDS.items()))
    mode = forms.ChoiceField(label=gettext_lazy("Selesai berarti"), choices=list(MODE_WORDS.items()))
    window = forms.TypedChoiceField(label=gettext_lazy("Dari mulai sampai selesai, paling lama (tahun)"), coerce=int,
                                    choices=WINDOWS, initial=1)  # fmt: skip
    percent = forms.IntegerField(label=gettext_lazy("Dana, persen dari yang tersedia"), min_value=0,
                                 max_value=MOST_PERCENT, initial=100)  # fmt: skip
    hard_targets = forms.BooleanField(label=gettext_lazy("Target luas per tahun wajib tercapai"), required=False)
    with_readiness = forms.BooleanField(
        label=gettext_lazy("Perhitungkan kesiapan usulan"), required=False, initial=True
    )
    time_limit = forms.TypedChoiceField(label=gettext_lazy("Waktu hitung (detik)"), coerce=int, choices=SECONDS,
                                        initial=10)  # fmt: skip
    seed = forms.IntegerField(label=gettext_lazy("Angka acak"), min_value=1, max_value=999_999, initial=1,
                              help_text=gettext_lazy(
                                  "Data dan angka yang sama memberi hitungan yang dapat diulang."))  # fmt: skip

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._city, self.sources = city, payers(city)
        self._settlements = list(Settlement.objects.filter(city=city, dissolved_on=None).order_by("name", "pk"))
        self._decided, self._declined = mayors_word(city)
        for source in self.sources:
            self.fields[f"b{source.pk}"] = forms.IntegerField(label=source.name, required=False, min_value=0,
                                                              max_value=MOST_PERCENT)  # fmt: skip
        for one in self._settlements:
            word = MUST if one.pk in self._decided else NEVER if one.pk in self._declined else FREE
            self.fields[f"s{one.pk}"] = forms.ChoiceField(
                label=one.name, required=False, initial=word, widget=forms.Select(attrs={"class": "form-select"}),
                choices=[(FREE, _("bebas")), (MUST, _("harus masuk")), (NEVER, _("jangan masuk"))],
            )  # fmt: skip

    @property
    def source_fields(self) -> Sequence[forms.BoundField]:
        """Percent of each source."""
        return [self[f"b{source.pk}"] for source in self.sources]

    @property
    def settlement_rows(self) -> Sequence[SettlementRow]:
        """The settlements with what the mayor said."""
        return [SettlementRow(one, self[f"s{one.pk}"], one.pk in self._decided, one.pk in self._declined)
                for one in self._settlements]  # fmt: skip

    def question(self) -> Question:
        """What is put to the optimiser."""
        said = self.cleaned_data
        return Question(said["name"], self.options(), said["seed"], said["time_limit"])

    def options(self) -> Options:
        """What was chosen; a settlement that nobody named goes by the mayor's word."""
        said = self.cleaned_data
        words = {one.pk: self._word(one, said) for one in self._settlements}
        bound = {pk: MUST for pk in self._decided} | {pk: NEVER for pk in self._declined}
        span = range(said["from_year"], said["from_year"] + said["years"])
        return Options(
            from_year=said["from_year"], years=said["years"], base=said["base"], weights=said["weights"],
            mode=said["mode"], percent=said["percent"],
            budgets={source.pk: said[f"b{source.pk}"] for source in self.sources if said[f"b{source.pk}"] is not None},
            must={pk: None for pk, word in words.items() if word == MUST},
            never=frozenset(pk for pk, word in words.items() if word == NEVER),
            free=frozenset(pk for pk, word in bound.items() if words.get(pk) != word),
            targets=set_targets(self._city, span), hard_targets=said["hard_targets"],
            with_readiness=said["with_readiness"], window=said["window"],
        )  # fmt: skip

    def _word(self, one: Settlement, said: Mapping[str, Any]) -> str:
        return str(said.get(f"s{one.pk}") or self.fields[f"s{one.pk}"].initial)


def source_words(sources: Sequence[Source], options: Options) -> str:
    """`dana 80 %; CSR 120 %`."""
    own = [_("%(source)s %(percent)s %%") % {"source": one.name, "percent": options.budgets[one.pk]}
           for one in sources if one.pk in options.budgets]  # fmt: skip
    return "; ".join([_("dana %(percent)s %%") % {"percent": options.percent}, *own])
