"""The filter of the list of problems; what it holds lives in the address."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.models import Agency
from tuntas.city.problems.models import ProblemQuerySet, ProblemState
from tuntas.rules.regulation import Aspect
from tuntas.web.problems.words import NOBODY, ORIGINS, STATES
from tuntas.web.shared.choices import NarrowingForm, offer
from tuntas.web.shared.formats import language
from tuntas.web.shared.listing import Sorting

NONE, STANDING, WAITING, ALL = "tanpa", "", "menunggu", "semua"
#: Columns of the list that can be sorted by, and the fields of each.
ORDERS: Mapping[str, Sequence[str]] = {
    "kawasan": ("place__name", "settlement__name", "aspect", "criterion"),
    "nilai": ("score", "place__name"),
    "umur": ("waiting_since",),
}


class ProblemFilterForm(NarrowingForm):
    """Settlement, aspect, agency, state, origin."""

    kawasan = forms.ChoiceField(label=gettext_lazy("Kawasan"), required=False)
    aspek = forms.ChoiceField(label=gettext_lazy("Aspek"), required=False)
    perangkat = forms.ChoiceField(label=gettext_lazy("Perangkat daerah"), required=False)
    keadaan = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    asal = forms.ChoiceField(label=gettext_lazy("Asal"), required=False)

    def __init__(self, query: QueryDict, settlements: Iterable[tuple[int, str]], aspects: Mapping[str, Aspect],
                 agencies: Sequence[Agency]) -> None:  # fmt: skip
        super().__init__(query)
        offer(self, "kawasan", [("", _("Semua kawasan")), *((str(pk), name) for pk, name in settlements)])
        offer(self, "aspek", [("", _("Semua aspek")),
                              *((one.id, one.name.in_(language())) for one in aspects.values()),
                              (NONE, _("Di luar tujuh aspek"))])  # fmt: skip
        offer(self, "perangkat", [("", _("Semua")), *((str(one.pk), one.code) for one in agencies),
                                  (NONE, str(NOBODY[0]).capitalize())])  # fmt: skip
        states = [(state.value, str(STATES[state][0]).capitalize()) for state in ProblemState]
        offer(self, "keadaan", [(STANDING, _("Belum ditutup")), (WAITING, _("Menunggu jawaban atau dikembalikan")),
                                *states, (ALL, _("Semua"))])  # fmt: skip
        offer(self, "asal", [("", _("Semua")), *((code, str(word).capitalize()) for code, word in ORIGINS.items())])
        self.is_valid()

    def narrowed(self, problems: ProblemQuerySet) -> ProblemQuerySet:
        """The problems that the filter lets through; what the address says amiss is left out."""
        said = self.cleaned_data
        found = problems.filter(_state(said.get("keadaan", "")))
        for name, narrow in NARROWINGS.items():
            if said.get(name):
                found = found.filter(narrow(said[name]))
        return found


def ordered(problems: ProblemQuerySet, query: QueryDict) -> tuple[ProblemQuerySet, Sorting]:
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
