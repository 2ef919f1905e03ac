"""From an address to a problem or a target area; what the person may not see is not there (404)."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tuntas.city.people.models import City
from tuntas.city.problems.answering import can_answer, can_close, can_direct, can_reopen
from tuntas.city.problems.models import Problem, TargetArea
from tuntas.web.city_page.loading import load_city

RELATED = ("city__place", "settlement__place", "place__kelurahan", "campaign__rule_set", "agency", "evidence__file",
           "quote_paper__file", "brought_by", "brought_by_agency")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """A problem, and what the person may do with it now."""

    city: City
    problem: Problem
    can_answer: bool
    can_direct: bool
    can_close: bool
    can_reopen: bool


def chosen_problem(request: HttpRequest, code: str, problem_id: int) -> Chosen:
    """The problem that the address names."""
    city, user = load_city(request, code), request.user
    seen = Problem.objects.visible_to(user).filter(city=city).select_related(*RELATED)
    problem = get_object_or_404(seen, pk=problem_id)
    return Chosen(city, problem, can_answer(user, problem), can_direct(user, problem), can_close(user, problem),
                  can_reopen(user, problem))  # fmt: skip


def chosen_area(request: HttpRequest, code: str, target_area_id: int) -> tuple[City, TargetArea]:
    """The target area that the address names."""
    city = load_city(request, code)
    seen = TargetArea.objects.visible_to(request.user).filter(city=city)
    related = seen.select_related("city__place", "lead_agency", "paper__file", "by")
    return city, get_object_or_404(related, pk=target_area_id)
