"""From an address to a decree; what the person may not see is not there (404)."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tuntas.city.decrees.facts import state_of
from tuntas.city.decrees.models import Decree, DecreeState
from tuntas.city.people.access import can, made_by_other, need
from tuntas.city.people.models import City
from tuntas.web.city_page.loading import load_city
from tuntas.web.shared.requests import SignedInRequest

RELATED = ("city__place", "campaign__rule_set", "campaign__city__place", "revises", "drafted_by", "verified_by",
           "enacted_by", "dropped_by", "minutes__file", "paper__file")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """A decree with its state, and what the person may do with it now."""

    city: City
    decree: Decree
    state: DecreeState
    can_draft: bool
    can_verify: bool
    can_enact: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.state in (DecreeState.DRAFT, DecreeState.VERIFIED)

    @property
    def can_edit(self) -> bool:
        """Whether the person may change it: nobody changes what was verified."""
        return self.can_draft and self.state is DecreeState.DRAFT


def chosen_decree(request: HttpRequest, code: str, sk_id: int) -> Chosen:
    """The decree that the address names."""
    city = load_city(request, code)
    decree = get_object_or_404(
        Decree.objects.visible_to(request.user).filter(city=city).select_related(*RELATED), pk=sk_id
    )
    user = request.user
    return Chosen(city, decree, state_of(decree), *(can(user, f"{verb}_decree", city) for verb in VERBS))


VERBS = ("draft", "verify", "enact")


def drafters_city(request: HttpRequest, code: str) -> City:
    """The city, for who drafts its decrees."""
    city = load_city(request, code)
    need(can(request.user, "draft_decree", city))
    return city


def chosen_to(request: HttpRequest, code: str, sk_id: int, verb: str) -> Chosen:
    """The decree, for who holds that right in its city."""
    chosen = chosen_decree(request, code, sk_id)
    need(can(request.user, verb, chosen.city))
    return chosen


def is_own_draft(request: SignedInRequest, decree: Decree) -> bool:
    """Whether somebody else has to verify it."""
    return not made_by_other(request.user, decree.drafted_by)


def is_own_record(request: SignedInRequest, decree: Decree) -> bool:
    """Whether somebody else has to enact it."""
    return not made_by_other(request.user, decree.drafted_by, decree.verified_by)
