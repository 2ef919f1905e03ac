"""Proposals of the demo with prices, sources, a way through the budget, and one that goes on next year. Invented."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tuntas.city.funding.models import Source
from tuntas.city.people.models import Agency, City, User
from tuntas.city.problems.models import Problem
from tuntas.city.proposals.catalogue import activities_for
from tuntas.city.proposals.drafting import Draft, Work, draft_proposal
from tuntas.city.proposals.library import PriceHead, keep_prices, keep_rise
from tuntas.city.proposals.models import Origin, Proposal
from tuntas.city.proposals.pricing import Library, Price, line_cost
from tuntas.city.proposals.rolling import roll_over
from tuntas.city.proposals.submitting import Passage, record_passage, submit_proposal
from tuntas.city.settlements.models import Settlement

#: Round figures that nobody should take for a price; two activities in use have none, which the pages ask for.
PRICES = {
    "rehab_rtlh": 40_000_000, "penataan_bangunan": 15_000_000, "penataan_kepadatan": 1_500_000_000,
    "jalan_paving": 500_000, "jalan_beton": 800_000, "sambungan_rumah": 3_000_000, "genangan_drainase": 900_000_000,
    "drainase": 1_000_000, "jamban": 10_000_000, "bak_3r": 500_000, "angkutan_sampah": 750_000,
    "drainase_primer": 4_000_000,
}  # fmt: skip
SOURCE, RISE_PPM = "angka contoh", 30_000
READY = ({"lahan": "READY", "tata_ruang": "READY", "ded": "READY", "utilitas": "NOT_NEEDED", "pengelola": "READY",
          "lingkungan": "READY"},
         {"lahan": "READY", "tata_ruang": "READY", "ded": "UNDERWAY", "pengelola": "ABSENT"},
         {"lahan": "UNDERWAY", "ded": "ABSENT"})  # fmt: skip
CODE, MOST = "1.04.03.2.03", 5


def make_proposals(city: City, people: Mapping[str, User], *, on: date, at: datetime) -> None:
    """By ordinary actions; where the example has no problems or no agency, nothing."""
    agencies = list(city.agencies.order_by("code"))
    settlements = _settlements(city)
    if not agencies or not settlements:
        return
    by = people["PLANNER"]
    heads = [PriceHead(code, on.year, cost, SOURCE) for code, cost in PRICES.items()]
    keep_prices(city=city, heads=heads, by=by, at=at)
    for year in range(on.year + 1, on.year + 4):
        keep_rise(city=city, year=year, rate_ppm=RISE_PPM, source=SOURCE, by=by, at=at)
    made = [_propose(settlement, agencies, number, on.year + 1 + number % 2, by, at)
            for number, settlement in enumerate(settlements)]  # fmt: skip
    _late(settlements[0], agencies, on, by, at)
    _beside(settlements[0], agencies, on, by, at)
    for one in made[:-1]:
        submit_proposal(proposal=one, seen=one.changed, by=by, at=at)
    _passes(made[0], on, by, at)


def _settlements(city: City) -> list[Settlement]:
    """Those with the most problems first."""
    counts: dict[int, int] = {}
    for pk in (
        Problem.objects.filter(city=city, settlement__isnull=False).standing().values_list("settlement", flat=True)
    ):
        counts[pk] = counts.get(pk, 0) + 1
    chosen = sorted(counts, key=lambda pk: (-counts[pk], pk))[:MOST]
    rows = {one.pk: one for one in Settlement.objects.filter(pk__in=chosen).select_related("place", "city__place")}
    return [rows[pk] for pk in chosen]


def _propose(
    settlement: Settlement, agencies: Sequence[Agency], number: int, year: int, by: User, at: datetime
) -> Proposal:
    """The first proposes against every deficit of its settlement, the others against some."""
    problems = list(settlement.problems.standing().filter(volume_micro__gt=0).order_by("criterion"))
    chosen = problems if number == 0 else problems[number % 2 :: 2] or problems
    works = [_work(one) for one in chosen]
    told = Draft(
        title=f"Penanganan {settlement.name} (contoh)", agency=agencies[number % len(agencies)], year=year,
        origin=(Origin.AGENCY, Origin.MUSRENBANG, Origin.KELURAHAN, Origin.POKIR)[number % 4], works=works,
        budget_code=CODE if number % 2 == 0 else "", location="Gang Contoh", readiness=READY[number % len(READY)],
        shares=_shares(settlement.city, works, year, number), note="Contoh; bukan usulan sungguhan.",
    )  # fmt: skip
    return draft_proposal(settlement=settlement, told=told, by=by, at=at)


def _work(problem: Problem) -> Work:
    fitting = activities_for(problem.criterion, problem.subject)
    known = [one for one in fitting if one.code in PRICES]
    return Work((known or fitting)[0].code, problem.needed_micro or 0, problem.criterion, problem=problem)


def _shares(city: City, works: Sequence[Work], year: int, number: int) -> list[tuple[Source, int]]:
    """The city pays, in every other proposal a third comes from elsewhere."""
    sources = {one.code: one for one in Source.objects.filter(city=city, code__in=["APBD_KOTA", "BSPS"])}
    if len(sources) < 2:
        return []
    library, cost = Library(city), 0
    for work in works:
        price = library.price(work.activity, year)
        cost += line_cost(work.volume_micro, price.cost_idr) if isinstance(price, Price) else 0
    other = cost // 3 if number % 2 else 0
    return [(sources["APBD_KOTA"], cost - other), *([(sources["BSPS"], other)] if other else [])]


def _late(settlement: Settlement, agencies: Sequence[Agency], on: date, by: User, at: datetime) -> None:
    """One of this year found no money and goes on."""
    problem = settlement.problems.standing().filter(volume_micro__gt=0, aspect="jalan").first()
    if problem is None:
        return
    told = Draft("Jalan lingkungan yang tertunda (contoh)", agencies[0], on.year, works=[_work(problem)],
                 location="Gang Contoh", readiness=READY[0])  # fmt: skip
    one = draft_proposal(settlement=settlement, told=told, by=by, at=at)
    submit_proposal(proposal=one, seen=one.changed, by=by, at=at)
    cut = Passage("KUA_PPAS", on, "CONTOH/KUA-PPAS", 0, CODE, 1_000_000, "TAPD (contoh)", "Contoh: dicoret.")
    record_passage(proposal=one, passage=cut, by=by, at=at)
    roll_over(city=settlement.city, proposals=[one.pk], to_year=on.year + 1, by=by, at=at)


def _beside(settlement: Settlement, agencies: Sequence[Agency], on: date, by: User, at: datetime) -> None:
    """Another agency in the same street and year."""
    problem = settlement.problems.standing().filter(volume_micro__gt=0, aspect="drainase").first()
    if problem is None or len(agencies) < 2:
        return
    told = Draft("Saluran di gang yang sama (contoh)", agencies[-1], on.year + 1, works=[_work(problem)],
                 location="Gang Contoh")  # fmt: skip
    one = draft_proposal(settlement=settlement, told=told, by=by, at=at)
    submit_proposal(proposal=one, seen=one.changed, by=by, at=at)


def _passes(one: Proposal, on: date, by: User, at: datetime) -> None:
    """The first stands in two documents; the second cut it."""
    asked = sum(line.cost_idr or 0 for line in one.lines.all())
    cut = asked // 10
    for passage in (Passage("RENJA", on, "CONTOH/RENJA", asked, CODE),
                    Passage("RKPD", on, "CONTOH/RKPD", asked - cut, CODE, cut, "TAPD (contoh)")):  # fmt: skip
        record_passage(proposal=one, passage=passage, by=by, at=at)
