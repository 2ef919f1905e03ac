"""What the memorandum of a plan says, in the words of an Indonesian office; figures stay figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tuntas.city.people.models import City
from tuntas.city.places.models import PlaceKind
from tuntas.city.plans.facts import state_of
from tuntas.city.plans.models import Plan, PlanState
from tuntas.city.plans.packaging import LAND, OUTSIDE
from tuntas.city.plans.programme import Programme, ProgrammeRow, YearCell
from tuntas.city.proposals.catalogue import activity_word, budget_codes, law, readiness
from tuntas.reports.decree.phrases import EXAMPLE, day_text

LANG = "id"
ABSENT = "belum ada data"
DRAFT = "RANCANGAN"
#: Program of a code of the budget classification: its first three parts (urusan, bidang, program).
PROGRAMME_PARTS = 3
#: States of readiness that wait for nothing.
DONE = ("READY", "NOT_NEEDED")


@dataclass(frozen=True, slots=True)
class MemorandumHead:
    """What stands above the table. `number` empty: a draft. `office`: Wali Kota or Bupati."""

    office: str
    city: str
    title: str
    number: str
    signed_on: str
    first_year: int
    last_year: int
    at: datetime
    is_example: bool
    is_draft: bool

    @property
    def issuer(self) -> str:
        """`Wali Kota Contoh`."""
        return f"{self.office} {self.city.removeprefix('Kota ').removeprefix('Kabupaten ')}"

    @property
    def years(self) -> str:
        """`2027–2031`."""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"

    @property
    def marks(self) -> list[str]:
        """What has to stand on every page of a paper that is not the signed one."""
        return [*([EXAMPLE] if self.is_example else []), *([DRAFT] if self.is_draft else [])]


@dataclass(frozen=True, slots=True)
class MemorandumRow:
    """A line; volumes in millionths of their unit, money in rupiah, areas in square metres; None: not said."""

    number: int
    aspect: str
    criterion: str
    programme: str
    activity: str
    code: str
    location: str
    volume_micro: int | None
    unit: str
    cost_idr: int
    cells: Sequence[YearCell | None]
    sources: Sequence[int]
    unsourced_idr: int
    agency: str
    readiness: Sequence[str]
    waits_for: Sequence[str]
    target_m2: int | None
    finished_year: int | None
    is_indicative: bool


@dataclass(frozen=True, slots=True)
class MemorandumContent:
    """The whole memorandum. `sources`: code and name; rows have what each of them pays, in that order."""

    head: MemorandumHead
    years: Sequence[int]
    sources: Sequence[tuple[str, str]]
    rows: Sequence[MemorandumRow]
    by_source: Sequence[Sequence[int]]
    unsourced: Sequence[int]
    by_year: Sequence[int]
    targets: Sequence[int | None]
    finished: Sequence[int]

    @property
    def cost_idr(self) -> int:
        """What all of it costs."""
        return sum(row.cost_idr for row in self.rows)


def memorandum_of(table: Programme, *, at: datetime) -> MemorandumContent:
    """The memorandum of a plan's programme."""
    rows = [_row(number, row, table) for number, row in enumerate(table.rows, start=1)]
    years = list(table.years)
    return MemorandumContent(
        head=_head(table.plan, at), years=years, sources=[(one.code, one.name) for one in table.sources], rows=rows,
        by_source=[[table.paid(source, year) for year in years] for source in table.sources],
        unsourced=[table.paid(None, year) for year in years], by_year=[table.by_year.get(year, 0) for year in years],
        targets=[table.targets.get(year) for year in years], finished=[table.finished.get(year, 0) for year in years],
    )  # fmt: skip


def _head(plan: Plan, at: datetime) -> MemorandumHead:
    city: City = plan.city
    signed = day_text(plan.signed_on) if plan.signed_on else ""
    return MemorandumHead(
        office="Bupati" if city.place.kind == PlaceKind.KABUPATEN else "Wali Kota", city=city.name, title=plan.title,
        number=plan.number, signed_on=signed, first_year=plan.span[0], last_year=plan.span[-1], at=at,
        is_example=city.is_example, is_draft=state_of(plan) not in (PlanState.ADOPTED, PlanState.REVISED),
    )  # fmt: skip


def _row(number: int, row: ProgrammeRow, table: Programme) -> MemorandumRow:
    line = row.line
    paid = {source.pk if source else None: cost for source, cost in row.sources}
    return MemorandumRow(
        number=number, aspect=aspect_name(line.aspect), criterion=_criterion(line.criterion),
        programme=_programme(line.budget_code), activity=_activity(line.activity, line.title),
        code=line.budget_code, location=line.location, volume_micro=line.volume_micro, unit=line.unit,
        cost_idr=line.cost_idr, cells=row.cells, sources=[paid.get(one.pk, 0) for one in table.sources],
        unsourced_idr=paid.get(None, 0), agency=line.agency.name if line.agency else "",
        readiness=_readiness(line.readiness),
        waits_for=_waits_for(line.readiness), target_m2=line.target_m2, finished_year=line.finished_year,
        is_indicative=row.is_indicative,
    )  # fmt: skip


def aspect_name(aspect: str) -> str:
    """The aspect as the rule set calls it."""
    if aspect.startswith(LAND):
        return "Lahan dan relokasi"
    if not aspect or aspect.startswith(OUTSIDE):
        return "Di luar tujuh aspek"
    return next((one.name.in_(LANG) for one in law().aspects if one.id == aspect), aspect)


def _criterion(criterion: str) -> str:
    """`2b Kualitas permukaan jalan`."""
    return next((f"{one.id} {one.name.in_(LANG)}" for one in law().criteria if one.id == criterion), criterion)


def _programme(code: str) -> str:
    """The program of a code, where the table of codes names it."""
    wanted = ".".join(code.split(".")[:PROGRAMME_PARTS])
    named = {one.code: one.name for one in budget_codes()}
    return f"{wanted} {named.get(wanted, '')}".strip() if code else ""


def _activity(code: str, title: str) -> str:
    return activity_word(code, LANG) if code else title


def _readiness(states: Mapping[str, str]) -> list[str]:
    """Every item of which something was said, with its state."""
    known = readiness()
    return [f"{name.in_(LANG)}: {known.states[states[code]].in_(LANG)}" for code, name in known.items.items()
            if states.get(code) in known.states]  # fmt: skip


def _waits_for(states: Mapping[str, str]) -> list[str]:
    """For a narrow column: how many items are ready, and those that are not; empty where nothing was said."""
    known = readiness()
    said = {code: state for code, state in states.items() if code in known.items and state in known.states}
    if not said:
        return []
    waiting = [code for code in known.items if said.get(code) not in (*DONE, None)]
    told = f"{len(said) - len(waiting)} dari {len(known.items)} siap"
    return [told, *(f"{known.items[code].in_(LANG)}: {known.states[said[code]].in_(LANG)}" for code in waiting)]
