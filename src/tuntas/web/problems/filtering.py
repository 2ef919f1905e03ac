"""The filter of the list of problems; what it holds lives in the address."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.models import Agency
from tuntas.city.problems.models import Problem, ProblemState
from tuntas.rules.regulation import Aspect
from tuntas.web.problems.words import NOBODY, ORIGINS, STATES
from tuntas.web.shared.components import Filter
from tuntas.web.shared.formats import language
from tuntas.web.shared.listing import PAGE, Sorting, query_with

NONE, STANDING, WAITING, ALL = "tanpa", "", "menunggu", "semua"
#: Columns of the list that can be sorted by, and the fields of each.
ORDERS: Mapping[str, Sequence[str]] = {
    "kawasan": ("place__name", "settlement__name", "aspect", "criterion"),
    "nilai": ("score", "place__name"),
    "umur": ("waiting_since",),
}


class ProblemFilterForm(forms.Form):
    """Settlement, aspect, agency, state, origin."""

    kawasan = forms.ChoiceField(label=gettext_lazy("Kawasan"), required=False)
    aspek = forms.ChoiceField(label=gettext_lazy("Aspek"), required=False)
    perangkat = forms.ChoiceField(label=gettext_lazy("Perangkat daerah"), required=False)
    keadaan = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    asal = forms.ChoiceField(label=gettext_lazy("Asal"), required=False)

    def __init__(self, query: QueryDict, settlements: Iterable[tuple[int, str]], aspects: Mapping[str, Aspect],
                 agencies: Sequence[Agency]) -> None:  # fmt: skip
        super().__init__(query)
        self._offer("kawasan", [("", _("Semua kawasan")), *((str(pk), name) for pk, name in settlements)])
        self._offer("aspek", [("", _("Semua aspek")),
                              *((one.id, one.name.in_(language())) for one in aspects.values()),
                              (NONE, _("Di luar tujuh aspek"))])  # fmt: skip
        self._offer("perangkat", [("", _("Semua")), *((str(one.pk), one.code) for one in agencies),
                                  (NONE, str(NOBODY[0]).capitalize())])  # fmt: skip
        states = [(state.value, str(STATES[state][0]).capitalize()) for state in ProblemState]
        self._offer("keadaan", [(STANDING, _("Belum ditutup")), (WAITING, _("Menunggu jawaban atau dikembalikan")),
                                *states, (ALL, _("Semua"))])  # fmt: skip
        self._offer("asal", [("", _("Semua")), *((code, str(word).capitalize()) for code, word in ORIGINS.items())])
        self.is_valid()

    def narrowed(self, problems: QuerySet[Problem]) -> QuerySet[Problem]:
        """The problems that the filter lets through; what the address says amiss is left out."""
        said = self.cleaned_data
        found = problems.filter(_state(said.get("keadaan", "")))
        for name, narrow in NARROWINGS.items():
            if said.get(name):
                found = found.filter(narrow(said[name]))
        return found

    def chips(self, query: QueryDict) -> list[Filter]:
        """What is in force, each with the address that takes it away."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return [Filter(f"{self.fields[name].label}: {self._word(name, value)}",
                       query_with(query, **{name: None, PAGE: None})) for name, value in said.items()]  # fmt: skip

    def _offer(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _word(self, name: str, value: str) -> str:
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))


def ordered(problems: QuerySet[Problem], query: QueryDict) -> tuple[QuerySet[Problem], Sorting]:
    """In the order that the address asks for."""
    sorting = Sorting.read(query, tuple(ORDERS), "kawasan")
    sign = "-" if sorting.descending else ""
    first, *rest = ORDERS[sorting.column]
    return problems.order_by(f"{sign}{first}", *rest, "pk"), sorting


def _state(asked: str) -> Q:
    if asked == ALL:
        return Q()
    if asked == WAITING:
        return Q(state__in=[ProblemState.OPEN, ProblemState.RETURNED])
    return Q(state=asked) if asked else ~Q(state=ProblemState.CLOSED)


NARROWINGS: Mapping[str, Callable[[str], Q]] = {
    "kawasan": lambda value: Q(settlement=int(value)),
    "aspek": lambda value: Q(aspect="" if value == NONE else value),
    "perangkat": lambda value: Q(agency=None) if value == NONE else Q(agency=int(value)),
    "asal": lambda value: Q(origin=value),
}
