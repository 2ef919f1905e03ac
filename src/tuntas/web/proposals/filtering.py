"""The filter of the list of proposals; what it holds lives in the address."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.proposals.facts import money_of
from tuntas.city.proposals.models import Proposal, ProposalQuerySet, ProposalState
from tuntas.web.proposals.words import ORIGINS, STATES
from tuntas.web.shared.choices import NarrowingForm, offer
from tuntas.web.shared.listing import Sorting

STANDING, ALL = "", "semua"
WITH, WITHOUT = "sudah", "belum"
#: Columns of the list that can be sorted by.
ORDERS: Mapping[str, Sequence[str]] = {
    "usulan": ("title",),
    "kawasan": ("settlement__name", "title"),
    "perangkat": ("agency__code", "title"),
    "tahun": ("year", "agency__code", "title"),
}


class ProposalFilterForm(NarrowingForm):
    """Year, agency, settlement, state, money, origin."""

    tahun = forms.ChoiceField(label=gettext_lazy("Tahun"), required=False)
    perangkat = forms.ChoiceField(label=gettext_lazy("Perangkat daerah"), required=False)
    kawasan = forms.ChoiceField(label=gettext_lazy("Kawasan"), required=False)
    keadaan = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)
    dana = forms.ChoiceField(label=gettext_lazy("Pendanaan"), required=False)
    asal = forms.ChoiceField(label=gettext_lazy("Asal"), required=False)

    def __init__(self, query: QueryDict, seen: ProposalQuerySet) -> None:
        super().__init__(query)
        years = sorted(set(seen.values_list("year", flat=True)))
        agencies = dict(seen.order_by("agency__code").values_list("agency", "agency__code"))
        settlements = dict(seen.order_by("settlement__name").values_list("settlement", "settlement__name"))
        offer(self, "tahun", [("", _("Semua tahun")), *((str(year), str(year)) for year in years)])
        offer(self, "perangkat", [("", _("Semua")), *((str(pk), code) for pk, code in agencies.items())])
        offer(self, "kawasan", [("", _("Semua kawasan")), *((str(pk), name) for pk, name in settlements.items())])
        states = [(state.value, str(STATES[state][0]).capitalize()) for state in ProposalState]
        offer(self, "keadaan", [(STANDING, _("Masih berjalan")), *states, (ALL, _("Semua"))])
        offer(self, "dana", [("", _("Semua")), (WITHOUT, _("Belum terdanai")), (WITH, _("Sudah terdanai"))])
        offer(self, "asal", [("", _("Semua")), *((code, str(word)) for code, word in ORIGINS.items())])
        self.is_valid()

    def narrowed(self, proposals: ProposalQuerySet) -> ProposalQuerySet:
        """The proposals that the filter lets through, but for their money."""
        said = self.cleaned_data
        state = said.get("keadaan", "")
        found = proposals if state == ALL else proposals.filter(state=state) if state else proposals.standing()
        for name, field in (("tahun", "year"), ("perangkat", "agency"), ("kawasan", "settlement")):
            if said.get(name):
                found = found.filter(**{field: int(said[name])})
        return found.filter(origin=said["asal"]) if said.get("asal") else found

    def by_money(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Those with, or without, a ceiling in a final document."""
        asked = self.cleaned_data.get("dana", "")
        return [one for one in proposals if not asked or money_of(one).is_funded == (asked == WITH)]


def ordered(proposals: ProposalQuerySet, query: QueryDict) -> tuple[ProposalQuerySet, Sorting]:
    """In the order that the address asks for."""
    sorting = Sorting.read(query, tuple(ORDERS), "tahun")
    sign = "-" if sorting.descending else ""
    first, *rest = ORDERS[sorting.column]
    return proposals.order_by(f"{sign}{first}", *rest, "pk"), sorting
