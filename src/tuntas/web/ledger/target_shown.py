"""Targets and achievement as their page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tuntas.city.dossiers.beside import Beside
from tuntas.city.dossiers.measures import Measure
from tuntas.city.hectares.achievement import Achievement, TargetYear
from tuntas.city.hectares.models import YearTarget
from tuntas.city.people.models import City
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.numbers import number
from tuntas.ledger.forecasting import Forecast, Outlook
from tuntas.ledger.plain import sum_problems
from tuntas.ledger.yearly import Step, YearMoves
from tuntas.web.ledger.target_forms import PAPER_KINDS
from tuntas.web.shared.components import Companion, Figure
from tuntas.web.shared.falling import FallStep
from tuntas.web.shared.formats import count, day, hectares, language, percent, square_metres


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target with its paper; `url` where its scan is kept."""

    area_m2: int
    printed: str
    paper: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownYear:
    """A row of the table of targets."""

    row: TargetYear
    target: ShownTarget | None
    earlier: list[ShownTarget]
    share: str | None


@dataclass(frozen=True, slots=True)
class ShownMoves:
    """A row of the ledger by year; cells in the order of `STEPS`, None where nothing moved."""

    year: int
    opening_m2: int
    cells: list[tuple[str, str, str] | None]
    closing_m2: int


STEPS = (Step.ESTABLISHED, Step.ADDED, Step.SLUM_AGAIN, Step.HANDLED, Step.WITHDRAWN)


def step_words() -> dict[Step, str]:
    """What the steps are called."""
    return {Step.ESTABLISHED: _("Ditetapkan"), Step.ADDED: _("Ditambahkan"), Step.SLUM_AGAIN: _("Kumuh kembali"),
            Step.HANDLED: _("Tertangani"), Step.WITHDRAWN: _("Dikurangi")}  # fmt: skip


def headline(found: Achievement) -> str:
    """The page in one sentence."""
    state = found.seen.balance
    told = {"handled": hectares(state.handled_m2), "decreed": hectares(state.decreed_m2),
            "remaining": hectares(state.remaining_m2)}  # fmt: skip
    return _("Tertangani %(handled)s dari %(decreed)s; tersisa %(remaining)s.") % told


def tiles(found: Achievement, beside: Beside | None, city: City) -> list[Figure]:
    """Handled, remaining with who lives there, targets ahead, and where it leads."""
    state, ledger = found.seen.balance, reverse("ledger", args=[city.code])
    ahead = [target.area_m2 for target in found.seen.targets]
    share = Fraction(state.handled_m2, state.decreed_m2) if state.decreed_m2 > 0 else None
    said = _("%(share)s dari luas SK") % {"share": percent(share)} if share is not None else ""
    remaining = _area(_("Sisa"), state.remaining_m2, beside_note(beside), ledger, "map")
    return [
        _area(_("Tertangani sejak SK"), state.handled_m2, said, ledger, "check"),
        replace(remaining, is_accent=True, companions=companions(beside)),
        _area(_("Target di depan"), sum(ahead) if ahead else None, _("sesudah penanganan terakhir"), "", "calendar"),
        outlook_tile(found.outlook),
    ]


def companions(beside: Beside | None) -> list[Companion]:
    """Households, people, buildings and unfit houses of the slum units."""
    said = beside.figures if beside else None
    return [
        Companion(_("KK"), _whole(said.households if said else None)),
        Companion(_("Jiwa"), _whole(said.people if said else None)),
        Companion(_("Bangunan"), _whole(said.buildings if said else None)),
        Companion(_("RTLH"), _whole(said.unfit_houses if said else None)),
    ]


def beside_note(beside: Beside | None) -> str:
    """Which survey counted the people."""
    if beside is None:
        return _("belum ada survei seluruh kota")
    return _("warga dan bangunan di RT kumuh menurut survei %(year)s") % {"year": beside.campaign.year}


def outlook_tile(outlook: Forecast | None) -> Figure:
    """When nothing would remain, or why that cannot be said."""
    words = {
        Outlook.DONE: _("tidak ada sisa luas"),
        Outlook.YOUNG: _("belum dapat diperkirakan: SK berlaku kurang dari dua tahun"),
        Outlook.IDLE: _("belum dapat diperkirakan: belum ada yang tertangani sejak SK"),
        Outlook.FAR: _("lebih dari seratus tahun bila lajunya tetap"),
    }
    label = _("Perkiraan selesai")
    if outlook is None or outlook.finish_on is None:
        note = words[outlook.outlook] if outlook else _("belum dapat diperkirakan: belum ada SK")
        return Figure(label, None, note=note, icon="clock")
    pace = _("bila lajunya tetap %(area)s per tahun, rata-rata sejak SK")
    around = _("sekitar %(month)s") % {"month": date_format(outlook.finish_on, "F Y")}
    return Figure(label, around, note=pace % {"area": hectares(outlook.per_year_m2)}, icon="clock")


def years(found: Achievement, city: City) -> list[ShownYear]:
    """The table of targets, oldest first."""
    return [
        ShownYear(row, _target(row.target, city) if row.target else None,
                  [_target(one, city) for one in row.earlier], _share(row))
        for row in found.years
    ]  # fmt: skip


def moves(found: Achievement) -> list[ShownMoves]:
    """The ledger by year, for reading beside the chart."""
    shown = []
    for one in found.moves:
        by_step = dict(one.steps)
        cells = [_signed(step, by_step[step]) if step in by_step else None for step in STEPS]
        shown.append(ShownMoves(one.year, one.opening_m2, cells, one.closing_m2))
    return shown


def fall_steps(found: Sequence[YearMoves]) -> list[FallStep]:
    """The waterfall: of each year with movements these, then what remained."""
    words, steps = step_words(), []
    for one in found:
        if not one.steps:
            continue
        label = str(one.year)
        steps += [FallStep(label, words[step], area, _plain(area), _css(step)) for step, area in one.steps]
        steps.append(FallStep(label, _("Sisa"), one.closing_m2, _bare(one.closing_m2), "bar-total", is_level=True))
    return steps


def fall_keys() -> list[tuple[str, str]]:
    """What the colours of the waterfall mean."""
    return [("bar-total", _("sisa akhir tahun (ha)")), ("bar-up", _("bertambah")), ("bar-down", _("tertangani")),
            ("bar-off", _("dikurangi tanpa ditangani"))]  # fmt: skip


def sums(found: Achievement) -> list[tuple[str, str]]:
    """What does not add to the decree, and the likely cause."""
    return [(one.wording(language()), one.advice(language())) for one in sum_problems(found.seen.sum)]


def paper_words(target: YearTarget) -> str:
    """The paper as people call it: kind, number, day."""
    kinds = {code: str(word) for code, word in PAPER_KINDS}
    paper = target.paper
    name = " ".join(part for part in (kinds.get(paper.kind, ""), paper.number) if part)
    if paper.kind == "REPORT":
        name = paper.title or paper.number
    return f"{name}, {day(paper.signed_on)}" if paper.signed_on else name


def _target(target: YearTarget, city: City) -> ShownTarget:
    url = reverse("target_paper", args=[city.code, target.pk]) if target.paper.file_id else ""
    return ShownTarget(target.area_m2, target.printed, paper_words(target), url)


def _share(row: TargetYear) -> str | None:
    if row.target is None or row.handled_m2 is None or row.target.area_m2 <= 0:
        return None
    return percent(Fraction(row.handled_m2, row.target.area_m2))


def _css(step: Step) -> str:
    return {Step.HANDLED: "bar-down", Step.WITHDRAWN: "bar-off"}.get(step, "bar-up")


def _signed(step: Step, area_m2: int) -> tuple[str, str, str]:
    return str(step_words()[step]), _plain(area_m2), square_metres(area_m2)


def _plain(area_m2: int) -> str:
    return f"{'+' if area_m2 > 0 else '−'}{_bare(abs(area_m2))}"


def _bare(area_m2: int) -> str:
    return number(m2_to_hectares(area_m2), language(), 2)


def _whole(measure: Measure | None) -> str | None:
    return None if measure is None or measure.count is None else count(measure.count)


def _area(label: str, area_m2: int | None, note: str, url: str, icon: str) -> Figure:
    value = None if area_m2 is None else _bare(area_m2)
    return Figure(label, value, "ha", note, square_metres(area_m2), url, icon=icon)
