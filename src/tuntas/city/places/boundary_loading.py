"""Loading boundaries: each outline finds its place by code or by name, is looked over, and is kept or reported."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from django.db import transaction

from tuntas.city.places import shapes
from tuntas.city.places.actions import PlaceHead, add_places
from tuntas.city.places.drawing import draw_boundaries, editions_now, is_drawn_so
from tuntas.city.places.grounds import Surroundings
from tuntas.city.places.loading import Answers, LoadReport, Question
from tuntas.city.places.matching import Matcher, Target
from tuntas.city.places.models import Place, PlaceKind
from tuntas.city.places.outlines import MapSheet, Outline, check_whole_file
from tuntas.domain.problems import Severity

Placed: TypeAlias = tuple[Target, Outline]


@dataclass(frozen=True, slots=True)
class BoundaryPlan:
    """What a file would do, worked out without doing it: the same for preview and acceptance."""

    report: LoadReport
    drawn: list[Placed] = field(default_factory=list)
    added: list[Target] = field(default_factory=list)


@transaction.atomic
def load_boundaries(*, sheet: MapSheet, answers: Answers, by: Any, at: datetime) -> LoadReport:
    """Keep the sound outlines of a file as boundaries of their places; say what is wrong with the others, where, and
    about how many square metres. Raises `FileNotUsable` where no outline lies in Indonesia: the system is wrong."""
    plan = plan_boundaries(sheet=sheet, answers=answers)
    who_when = {"by": by, "at": at}
    places = add_missing(plan.added, sheet, who_when)
    pairs = [
        (target.place or places[target.mark], shapes.boundary_of(outline.shape, crs=sheet.crs, source=sheet.source))
        for target, outline in plan.drawn
    ]
    draw_boundaries(drawn=pairs, from_on=answers.changed_on, about=sheet.city, **who_when)
    return plan.report


def plan_boundaries(*, sheet: MapSheet, answers: Answers) -> BoundaryPlan:
    """What `load_boundaries` would do with a file, with its report; nothing is written (three queries)."""
    check_whole_file(sheet.outlines)
    report = LoadReport()
    matcher = Matcher(sheet, answers, report)
    matched = [(target, outline) for outline in sheet.outlines if _is_sound(outline, report)
               if (target := matcher.target(outline)) is not None]  # fmt: skip
    around = Surroundings(sheet.city, report)
    drawn = [placed for placed in one_each(matched, answers, report) if around.holds(*placed)]
    around.name_overlaps(drawn)
    around.say_if_blind(drawn)
    return BoundaryPlan(report, _changing(drawn, sheet, answers, report), new_ones(matched, matcher, report))


def _is_sound(outline: Outline, report: LoadReport) -> bool:
    """Whether the shape can be kept; else the report says why not."""
    if flaw := shapes.flaw_of(outline.shape):
        report.ask(flaw.code, outline.row, Severity.ERROR, name=outline.title, at=flaw.at, area_m2=flaw.area_m2)
    return flaw is None


def one_each(matched: Sequence[Placed], answers: Answers, report: LoadReport) -> list[Placed]:
    """Each place with its outline. Of several for one place the officer says which; else none is kept."""
    claims: dict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for target, outline in matched:
        claims[target.mark].append((target, outline))
    kept = (own[0] if len(own) == 1 else _agreed(own, answers, report) for own in claims.values())
    return [placed for placed in kept if placed is not None]


def _agreed(own: list[Placed], answers: Answers, report: LoadReport) -> Placed | None:
    """The outline that holds of several for one place; the report names them."""
    rivals = [outline for _, outline in own]
    first = rivals[0]
    areas = [shapes.geodesic_area_m2(rival.shape) if rival.shape is not None else 0 for rival in rivals]
    told = {"name": first.title, "rows": ", ".join(str(rival.row) for rival in rivals),
            "areas_m2": ", ".join(str(area) for area in areas)}  # fmt: skip
    if all(rival.shape == first.shape for rival in rivals):
        report.ask("SHAPE-REPEATED", first.row, Severity.INFO, **told)
        return own[0]
    key = f"gambar:{first.row}"
    question = Question(key, "SHAPE-TWICE", first.title, [rival.row for rival in rivals])
    question.choices = [(str(rival.row), f"{rival.row}: {area} m²") for rival, area in zip(rivals, areas, strict=True)]
    report.wonder(question, answers)
    chosen = next((placed for placed in own if placed[1].row == answers.chosen(key)), None)
    if chosen is None and not answers.is_left(key):
        report.ask("SHAPE-TWICE", first.row, Severity.ERROR, **told)
    return chosen


def _changing(drawn: list[Placed], sheet: MapSheet, answers: Answers, report: LoadReport) -> list[Placed]:
    """Those that bring something new; an old shape is followed by another only from a day that the officer named."""
    known = editions_now(target.place.pk for target, _ in drawn if target.place)
    changing = []
    for target, outline in drawn:
        edition = known.get(target.place.pk) if target.place else None
        if edition is None or edition.geometry is None:
            changing.append((target, outline))
        elif is_drawn_so(edition, shapes.boundary_of(outline.shape, crs=sheet.crs, source=sheet.source)):
            report.counts["same"] += 1
        elif answers.changed_on is None:
            report.ask("PLACE-DRAWN-OTHERWISE", outline.row, name=outline.title)
        elif edition.until_on or (edition.from_on and edition.from_on >= answers.changed_on):
            on = edition.until_on or edition.from_on
            report.ask("PLACE-LATER-EDITION", outline.row, name=outline.title, on=on)
        else:
            changing.append((target, outline))
    report.counts += Counter(drawn=len(changing))
    return changing


def new_ones(matched: Sequence[Placed], matcher: Matcher, report: LoadReport) -> list[Target]:
    """The RT that the file brings, each once, and how many RW come with them."""
    new = {target.mark: target for target, _ in matched if target.place is None}
    rws = {target.mark[:2] for target in new.values() if matcher.rw(target) is None}
    report.counts += Counter(added=len(new) + len(rws))
    return list(new.values())


def add_missing(targets: list[Target], sheet: MapSheet, who_when: dict[str, Any]) -> dict[tuple[object, ...], Place]:
    """The new RT by their mark, below their RW; one line in the audit trail for each storey."""
    if not targets:
        return {}
    add = _Adding(sheet, who_when)
    homes = {target.home.pk for target in targets}
    known = Place.objects.filter(parent__in=homes, dissolved_on=None)
    rws: dict[tuple[object, ...], Place] = {(rw.parent_id, rw.match_name): rw for rw in known}
    new_rws = {target.mark[:2]: target for target in targets if target.mark[:2] not in rws}
    rws |= dict(zip(new_rws, add(new_rws.values(), lambda one: (PlaceKind.RW, one.rw, one.home)), strict=True))
    rts = add(targets, lambda one: (PlaceKind.RT, one.rt, rws[one.mark[:2]]))
    return {target.mark: place for target, place in zip(targets, rts, strict=True)}


@dataclass(frozen=True, slots=True)
class _Adding:
    sheet: MapSheet
    who_when: dict[str, Any]

    def __call__(self, targets: Any, head_of: Callable[[Target], tuple[PlaceKind, str, Place]]) -> list[Place]:
        heads = [PlaceHead(*head_of(target)) for target in targets]
        about = self.sheet.city or (heads[0].parent if heads else None)
        return add_places(heads=heads, source=self.sheet.source, about=about, **self.who_when) if heads else []
