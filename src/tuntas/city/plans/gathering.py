"""What the city has on record, as a scenario is asked of it: settlements, works with costs, money, capacity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tuntas.city.decisions.facts import settlement_verdicts, standing
from tuntas.city.decisions.models import MeetingItem, Verdict
from tuntas.city.decrees.facts import in_force
from tuntas.city.decrees.models import DecreeLine, LandStatus
from tuntas.city.decrees.scoping import grades_of
from tuntas.city.funding.facts import capacities, use
from tuntas.city.funding.models import Eligibility, Source
from tuntas.city.hectares.accounts import open_accounts
from tuntas.city.people.models import Agency, City
from tuntas.city.plans.asking import Area, Executor, Gap, Options, Payer, Stored
from tuntas.city.plans.authority import authorities
from tuntas.city.plans.packaging import LAND, OUTSIDE, Packed, Packing
from tuntas.city.problems.models import Problem, ProblemKind
from tuntas.city.problems.routing import Route, routes
from tuntas.city.proposals.catalogue import aspect_order, law
from tuntas.city.proposals.facts import whole
from tuntas.city.proposals.models import Proposal
from tuntas.city.proposals.pricing import Library
from tuntas.city.settlements.models import Settlement


@dataclass(frozen=True, slots=True)
class Standing:
    """A settlement as the book and the decree have it."""

    settlement: Settlement
    area_m2: int
    grade: str
    is_legal: bool


def gather(city: City, options: Options, *, on: date) -> Stored:
    """Everything that a scenario is asked of (about fifteen queries, whatever the city's size)."""
    gaps: list[Gap] = []
    standings = _standings(city, gaps, on=on)
    proposals = _proposals(city, options)
    names = {one.settlement.pk: one.settlement.name for one in standings}
    packed = Packing(Library(city), options, names).pack(standing_problems(city), proposals)
    chosen = [one for one in standings if _is_asked(one.settlement.pk, options, proposals, packed)]
    gaps += [gap for one in chosen for told in (packed.gaps, packed.notes) for gap in told.get(one.settlement.pk, ())]
    whose = authorities(city, [one.settlement.pk for one in chosen], on=on)
    points = _points(city) if options.weights == "RANKING" else {}
    areas = [_area(one, packed, whose, points) for one in chosen if one.settlement.pk in packed.packages]
    aspects = [one.id for one in law().aspects] + sorted({
        aspect for area in areas for aspect in area.packages if aspect.startswith((OUTSIDE, LAND))})  # fmt: skip
    executors = _executors(city, aspects, options, gaps)
    payers = _payers(city, options, gaps, on=on)
    return Stored(areas, payers, executors, aspects, _before(aspects), law().slum_from_total, tuple(_once(gaps)))


def standing_problems(city: City) -> list[Problem]:
    """The deficits that stand, in the order of the form."""
    rows = Problem.objects.filter(city=city, kind=ProblemKind.DEFICIT).standing()
    return list(rows.order_by("settlement", "criterion"))


def mayors_word(city: City) -> tuple[frozenset[int], frozenset[int]]:
    """The settlements that the mayor's word binds: those decided, which must be in, and those declined, which never."""
    words = settlement_verdicts(city)
    decided = frozenset(pk for pk, verdict in words.items() if verdict == Verdict.DECIDED)
    return decided, frozenset(pk for pk, verdict in words.items() if verdict == Verdict.DECLINED)


def _standings(city: City, gaps: list[Gap], *, on: date) -> list[Standing]:
    """Accounts of the book that still have area; without a book, settlements by their drawn area."""
    decree = in_force(city, on=on)
    lines = {line.settlement_id: line for line in DecreeLine.objects.filter(decree=decree)} if decree else {}
    grades = grades_of(decree) if decree else {}
    found = []
    for account in open_accounts(city, on=on):
        if account.settlement is None:
            gaps.append(Gap("SCEN-ACCOUNT-WITHOUT-SETTLEMENT", "SETTLEMENT",
                            {"name": account.place.name, "area_m2": account.remaining_m2}))  # fmt: skip
            continue
        line = lines.get(account.settlement.pk)
        grade = grades.get(line.grade, "") if line else ""
        is_legal = bool(line and line.land_status == LandStatus.LEGAL)
        found.append(Standing(account.settlement, account.remaining_m2, grade, is_legal))
    if decree is None:
        gaps.append(Gap("SCEN-NO-DECREE", "DECREE"))
    return sorted(found, key=lambda one: (one.settlement.name, one.settlement.pk))


def _proposals(city: City, options: Options) -> list[Proposal]:
    """The proposals whose works count: submitted for the years, not declined; decided ones alone where asked."""
    words = standing(city)
    declined = [pk for pk, word in words.items() if word.verdict == Verdict.DECLINED]
    rows = Proposal.objects.filter(city=city, year__range=(options.span[0], options.span[-1])).submitted()
    rows = rows.exclude(pk__in=declined)
    if options.base == "DECIDED":
        rows = rows.filter(pk__in=[pk for pk, word in words.items() if word.verdict == Verdict.DECIDED])
    return list(whole(rows).order_by("year", "pk"))


def _is_asked(settlement: int, options: Options, proposals: Iterable[Proposal], packed: Packed) -> bool:
    if options.base == "ALL":
        return settlement in packed.packages or settlement in packed.gaps
    return any(one.settlement_id == settlement for one in proposals)


def _area(one: Standing, packed: Packed, whose: Mapping[int, str], points: Mapping[int, float]) -> Area:
    pk = one.settlement.pk
    scores = packed.scores.get(pk, {})
    known = [score for score in scores.values() if score is not None]
    return Area(
        settlement=pk, name=one.settlement.name, area_m2=one.area_m2, grade=one.grade, is_legal=one.is_legal,
        packages=packed.packages[pk], authority=whose.get(pk, ""),
        total=sum(known) if known and len(known) == len(scores) else None, scores=scores, rank_points=points.get(pk),
    )  # fmt: skip


def _executors(city: City, aspects: Sequence[str], options: Options, gaps: list[Gap]) -> dict[str, Executor]:
    """Who carries out each aspect: who answers for it; outside the aspects the agency that proposed it."""
    told, agencies = capacities(city, options.span), {one.pk: one for one in city.agencies.all()}
    routed = routes(city, [one for one in aspects if not one.startswith((OUTSIDE, LAND))])
    found = {}
    for aspect in aspects:
        if aspect.startswith((OUTSIDE, LAND)):
            agency = agencies.get(int(aspect.rpartition("-")[2]))
        else:
            agency = _routed(aspect, routed[aspect], gaps)
        if agency is None:
            continue
        own = {year: told[agency.pk, year] for year in options.span if (agency.pk, year) in told}
        missing = [year for year in options.span if year not in own]
        if missing:
            gaps.append(Gap("SCEN-NO-CAPACITY", "CAPACITY", {"agency": agency.name, "years": _years(missing)}))
        found[aspect] = Executor(agency.pk, agency.code, own)
    return found


def _routed(aspect: str, route: Route, gaps: list[Gap]) -> Agency | None:
    if route.is_gap:
        gaps.append(Gap("SCEN-NO-AGENCY", "MANDATE", {"aspect": aspect}))
        return None
    if route.is_double:
        gaps.append(Gap("SCEN-TWO-AGENCIES", "MANDATE", {"aspect": aspect, "agency": route.candidates[0].name}))
    return route.candidates[0]


def _payers(city: City, options: Options, gaps: list[Gap], *, on: date) -> list[Payer]:
    """Sources with what may still be committed in each year; one that is open and has no envelope is asked for."""
    cells: dict[int, list[tuple[str, str]]] = {}
    for cell in Eligibility.objects.filter(source__city=city):
        cells.setdefault(cell.source_id, []).append((cell.aspect, cell.authority))
    money = {(one.envelope.source_id, one.envelope.year): one.sums.headroom_idr
             for one in use(city, options.span, on=on)}  # fmt: skip
    found = []
    for source in Source.objects.filter(city=city).bearing().order_by("position", "pk"):
        known = {year: money.get((source.pk, year)) for year in options.span if source.is_open_in(year)}
        budgets = {year: amount for year, amount in known.items() if amount is not None}
        missing = [year for year, amount in known.items() if amount is None]
        if budgets and missing:
            gaps.append(Gap("SCEN-NO-ENVELOPE", "ENVELOPE", {"source": source.name, "years": _years(missing)}))
        if budgets:
            found.append(Payer(source.pk, source.code, source.name, tuple(cells.get(source.pk, ())), budgets))
    if not found:
        gaps.append(Gap("SCEN-NO-ENVELOPES", "ENVELOPE", {"years": _years(list(options.span))}, blocks=True))
    return found


def _before(aspects: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of packages with an order: those of the data, and land before everything."""
    land = [one for one in aspects if one.startswith(LAND)]
    pairs = [(first, then) for first in land for then in aspects if then not in land]
    return sorted(aspect_order()) + pairs


def _points(city: City) -> dict[int, float]:
    """By settlement its best score in the newest list of priorities, in points."""
    rows = MeetingItem.objects.filter(meeting__city=city, meeting__kind="PRIORITIES").order_by("-meeting__held_on",
                                                                                               "-meeting")  # fmt: skip
    newest = rows.values_list("meeting", flat=True).first()
    found: dict[int, float] = {}
    for item in rows.filter(meeting=newest):
        for told in item.settlements:
            found[told["id"]] = max(found.get(told["id"], 0.0), item.score_centi / 100)
    return found


def _years(years: Sequence[int]) -> str:
    """`2027`, `2027–2029`, or `2027, 2029`."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(str(year) for year in years)


def _once(gaps: Iterable[Gap]) -> list[Gap]:
    return list({gap.key: gap for gap in gaps}.values())
