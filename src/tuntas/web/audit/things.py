"""The things that entries are about: what they are called and where they are shown, one query for each kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from tuntas.city.decisions.models import Directive, Meeting
from tuntas.city.decrees.models import Decree
from tuntas.city.people.access import can
from tuntas.city.people.models import Agency, City, Post, User
from tuntas.city.people.role_words import role_word
from tuntas.city.places.models import Level, Place
from tuntas.city.plans.models import Plan, Scenario
from tuntas.city.problems.models import Problem, TargetArea
from tuntas.city.proposals.models import BudgetStep, Proposal
from tuntas.city.records.models import AuditEntry, Paper
from tuntas.city.surveys.models import Campaign, SurveyRecord, Upload

Ids = frozenset[int]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing for reading; `url` empty where it has no page, or none for this reader."""

    name: str
    url: str = ""


@dataclass(slots=True)
class Shelf:
    """Things by kind and id, found for one reader in one city."""

    city: City
    reader: User
    found: dict[str, Mapping[int, Thing]] = field(default_factory=dict)

    def fill(self, entries: Iterable[AuditEntry]) -> None:
        """Find what a page of entries speaks of."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for entry in entries:
            if entry.about_id.isdecimal():
                wanted[entry.about_type].add(int(entry.about_id))
            for key, kind in (("user_id", "people.User"), ("place_id", "places.Place")):
                if isinstance(number := entry.details.get(key), int):
                    wanted[kind].add(number)
        for kind, ids in wanted.items():
            if finder := FINDERS.get(kind):
                self.found[kind] = finder(self, frozenset(ids))

    def thing(self, kind: str, number: str) -> Thing | None:
        """The thing of that kind and id; None where it is not known by name."""
        return self.found.get(kind, {}).get(int(number)) if number.isdecimal() else None

    def address(self, name: str, *parts: object) -> str:
        """An address within the city."""
        return reverse(name, args=[self.city.code, *parts])


def _users(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    here = set(Post.objects.filter(city=shelf.city, user__in=ids).values_list("user", flat=True))
    is_manager = can(shelf.reader, "manage_people", shelf.city)
    return {
        pk: Thing(name, shelf.address("person", pk) if is_manager and pk in here else "")
        for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")
    }


def _posts(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    is_manager = can(shelf.reader, "manage_people", shelf.city)
    return {
        post.pk: Thing(f"{post.title or role_word(post.role)}: {post.user.name}",
                       shelf.address("person", post.user_id) if is_manager else "")
        for post in Post.objects.filter(pk__in=ids, city=shelf.city).select_related("user")
    }  # fmt: skip


def _cities(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    return {shelf.city.pk: Thing(shelf.city.name, shelf.address("city_page"))}


def _agencies(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Agency.objects.filter(pk__in=ids, city=shelf.city)
    is_manager = can(shelf.reader, "manage_people", shelf.city) or can(shelf.reader, "manage_city", shelf.city)
    return {row.pk: Thing(row.name, shelf.address("agency", row.pk) if is_manager else "") for row in rows}


def _places(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Place.objects.filter(pk__in=ids).select_related("parent", "kelurahan")
    return {row.pk: Thing(_place_name(row), _unit_page(shelf, row)) for row in rows}


def _records(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = SurveyRecord.objects.filter(pk__in=ids, campaign__city=shelf.city)
    related = rows.select_related("place__parent", "place__kelurahan")
    return {row.pk: Thing(_place_name(row.place), f"{_unit_page(shelf, row.place)}?survei={row.campaign_id}")
            for row in related}  # fmt: skip


def _uploads(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Upload.objects.filter(pk__in=ids, campaign__city=shelf.city).values_list("pk", "file_name")
    return {pk: Thing(name, shelf.address("upload", pk)) for pk, name in rows}


def _campaigns(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Campaign.objects.filter(pk__in=ids, city=shelf.city).values_list("pk", "name", "year")
    return {pk: Thing(f"{name} {year}", f"{shelf.address('city_page')}?survei={pk}") for pk, name, year in rows}


def _decrees(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Decree.objects.visible_to(shelf.reader).filter(pk__in=ids, city=shelf.city)
    return {row.pk: Thing(row.name, shelf.address("decree", row.pk)) for row in rows}


def _problems(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Problem.objects.visible_to(shelf.reader).filter(pk__in=ids, city=shelf.city)
    related = rows.select_related("settlement", "place")
    return {row.pk: Thing(f"{row.criterion or row.subject}: {(row.settlement or row.place).name}",
                          shelf.address("problem", row.pk)) for row in related}  # fmt: skip


def _target_areas(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = TargetArea.objects.visible_to(shelf.reader).filter(pk__in=ids, city=shelf.city)
    return {row.pk: Thing(row.name, shelf.address("target_area", row.pk)) for row in rows}


def _proposals(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Proposal.objects.visible_to(shelf.reader).filter(pk__in=ids, city=shelf.city)
    return {row.pk: Thing(f"{row.title} {row.year}", shelf.address("proposal", row.pk)) for row in rows}


def _budget_steps(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    seen = Proposal.objects.visible_to(shelf.reader).filter(city=shelf.city)
    rows = BudgetStep.objects.filter(pk__in=ids, proposal__in=seen).select_related("proposal")
    return {row.pk: Thing(f"{row.document}: {row.proposal.title}", shelf.address("proposal", row.proposal_id))
            for row in rows}  # fmt: skip


def _meetings(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Meeting.objects.visible_to(shelf.reader).filter(pk__in=ids, city=shelf.city)
    return {row.pk: Thing(row.title, shelf.address("meeting", row.pk)) for row in rows}


def _directives(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Directive.objects.visible_to(shelf.reader).filter(pk__in=ids, city=shelf.city)
    return {row.pk: Thing(row.text[:80], shelf.address("task", row.pk)) for row in rows}


def _papers(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Paper.objects.visible_to(shelf.reader).filter(pk__in=ids).values_list("pk", "kind", "number")
    return {pk: Thing(f"{kind} {number}".strip()) for pk, kind, number in rows}


def _place_name(place: Place) -> str:
    above = [place.parent.name] if place.level == Level.RT and place.parent else []
    if place.kelurahan and place.kelurahan.name not in above:
        above.append(place.kelurahan.name)
    return ", ".join([place.name, *above])


def _unit_page(shelf: Shelf, place: Place) -> str:
    """Of the places only RT and the city itself have a page of figures."""
    if place.pk == shelf.city.place_id:
        return shelf.address("city_page")
    is_here = place.level == Level.RT and place.city_id == shelf.city.place_id
    return shelf.address("unit_page", place.pk) if is_here else ""


def _plans(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Plan.objects.visible_to(shelf.reader).filter(pk__in=ids, city=shelf.city)
    return {row.pk: Thing(row.name, shelf.address("plan", row.pk)) for row in rows}


def _scenarios(shelf: Shelf, ids: Ids) -> dict[int, Thing]:
    rows = Scenario.objects.visible_to(shelf.reader).filter(pk__in=ids, city=shelf.city)
    return {row.pk: Thing(row.name, shelf.address("scenario", row.pk)) for row in rows.only("pk", "name")}


FINDERS: dict[str, Callable[[Shelf, Ids], Mapping[int, Thing]]] = {
    "people.User": _users,
    "people.Post": _posts,
    "people.Agency": _agencies,
    "people.City": _cities,
    "places.Place": _places,
    "decisions.Meeting": _meetings,
    "decisions.Directive": _directives,
    "decrees.Decree": _decrees,
    "plans.Plan": _plans,
    "plans.Scenario": _scenarios,
    "problems.Problem": _problems,
    "problems.TargetArea": _target_areas,
    "proposals.BudgetStep": _budget_steps,
    "proposals.Proposal": _proposals,
    "records.Paper": _papers,
    "surveys.SurveyRecord": _records,
    "surveys.Upload": _uploads,
    "surveys.Campaign": _campaigns,
}
