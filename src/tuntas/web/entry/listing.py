"""Which RT a person has to survey, and how far each is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Count, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.access import place_scope
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign, Draft, SurveyRecord
from tuntas.web.shared.listing import PAGE

LEFT, BEGUN, SENT, RETURNED, DONE = "belum", "draf", "dikirim", "dikembalikan", "diterima"
#: State → its words, its look, its icon; in the order of the work.
STATES = {
    RETURNED: (_("dikembalikan"), "is-bad", "return"),
    LEFT: (_("belum didata"), "", "empty"),
    BEGUN: (_("draf"), "is-warn", "edit"),
    SENT: (_("dikirim"), "is-note", "wait"),
    DONE: (_("diterima"), "is-good", "check"),
}
PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Tally:
    """How many RT are in a state."""

    state: str
    word: object
    css: str
    icon: str
    count: int


class EntryFilterForm(forms.Form):
    """Kelurahan, RW, state; what it holds lives in the address."""

    kelurahan = forms.ChoiceField(label=_("Kelurahan"), required=False)
    rw = forms.ChoiceField(label="RW", required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    survei = forms.ChoiceField(label=_("Survei"), required=False)

    def __init__(self, query: QueryDict, rts: "QuerySet[Place]", campaign: Campaign, campaigns: list[Campaign]) -> None:
        said = query.copy()
        said["survei"] = str(campaign.pk)
        super().__init__(said)
        kelurahan = rts.order_by("kelurahan__name").values_list("kelurahan", "kelurahan__name").distinct()
        rw = rts.filter(parent__level=Level.RW).order_by("parent__name").values_list("parent__name", flat=True)
        states = [(state, words[0]) for state, words in STATES.items()]
        self._choose("kelurahan", _("Semua kelurahan"), [(str(pk), name) for pk, name in kelurahan if pk])
        self._choose("rw", _("Semua RW"), [(name, name) for name in rw.distinct()])
        self._choose("keadaan", _("Semua keadaan"), states)
        self.fields["survei"].choices = [(str(one.pk), f"{one.name} {one.year}") for one in campaigns]  # type: ignore[attr-defined]

    def narrowed(self, rts: "QuerySet[Place]") -> "QuerySet[Place]":
        """The RT that the address asks for; what it says amiss is left out."""
        self.is_valid()
        asked = {"kelurahan": "kelurahan", "rw": "parent__name", "keadaan": "entry_state"}
        return rts.filter(**{path: self.cleaned_data[name] for name, path in asked.items()
                             if self.cleaned_data.get(name)})  # fmt: skip

    def _choose(self, name: str, everything: object, choices: list[tuple[str, Any]]) -> None:
        """Where there is nothing to choose, nothing is asked; the state is chosen by the tallies above the list."""
        field = self.fields[name]
        field.choices = [("", everything), *choices]  # type: ignore[attr-defined]
        if len(choices) < 2 or name == "keadaan":
            field.widget = forms.HiddenInput()


def rts_to_enter(user: Any, campaign: Campaign) -> "QuerySet[Place]":
    """The RT that the person enters, each with `entry_state` and `entry_reason` (why its draft came back)."""
    rts = Place.objects.filter(place_scope(user, "enter_survey"), city=campaign.city.place_id, level=Level.RT,
                               dissolved_on=None)  # fmt: skip
    own = Draft.objects.filter(user=user.pk, campaign=campaign, place=OuterRef("pk"))
    records = SurveyRecord.objects.filter(campaign=campaign, place=OuterRef("pk"))
    state = Case(
        When(Exists(own.filter(sent_at__isnull=False)), then=Value(SENT)),
        When(Exists(own.exclude(returned_reason="")), then=Value(RETURNED)),
        When(Exists(own), then=Value(BEGUN)),
        When(Exists(records), then=Value(DONE)),
        default=Value(LEFT), output_field=CharField(),
    )  # fmt: skip
    return rts.annotate(entry_state=state, entry_reason=Subquery(own.values("returned_reason")[:1]))


def tallies(rts: "QuerySet[Place]") -> list[Tally]:
    """How many are in each state."""
    found: Any = rts.order_by()  # the annotation is nothing that the type of a place knows
    counts: Mapping[str, int] = dict(found.values_list("entry_state").annotate(n=Count("pk")))
    return [Tally(state, *look, counts.get(state, 0)) for state, look in STATES.items()]


def page_of(rts: "QuerySet[Place]", query: QueryDict) -> "Page[Place]":
    """One page of the list, in the order of the streets: kelurahan, RW, RT."""
    ordered = rts.select_related("parent", "kelurahan").order_by("kelurahan__name", "parent__name", "name", "pk")
    return Paginator(ordered, PAGE_ROWS).get_page(query.get(PAGE))
