"""A city's hectare ledger as an answer."""

from datetime import date

from tuntas.api.shapes.ledger import AreaFigureOut, DiscrepancyOut, LedgerOut, TargetOut
from tuntas.city.hectares.facts import CityLedger
from tuntas.city.people.models import City
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.problems import Problem
from tuntas.domain.quantity import round_half_up
from tuntas.ledger.plain import sum_problems


def ledger_out(city: City, on: date, seen: CityLedger, lang: str) -> LedgerOut:
    """What the book says on a day."""
    state = seen.balance if seen.decree is not None else None
    return LedgerOut(
        city_code=city.code, on=on, decree=seen.decree,
        decreed=figure(state.decreed_m2) if state else None, handled=figure(state.handled_m2) if state else None,
        remaining=figure(state.remaining_m2) if state else None,
        targets=[TargetOut(year=one.year, area_m2=one.area_m2, area_ha=_printed(one.area_m2)) for one in seen.targets],
        difference_m2=seen.difference_m2,
        discrepancies=[_discrepancy(problem, lang) for problem in sum_problems(seen.sum)],
    )  # fmt: skip


def figure(area_m2: int) -> AreaFigureOut:
    """An area, exact and with two decimals."""
    return AreaFigureOut(area_m2=area_m2, area_ha=_printed(area_m2))


def _printed(area_m2: int) -> str:
    return f"{round_half_up(m2_to_hectares(area_m2), 2):f}"


def _discrepancy(problem: Problem, lang: str) -> DiscrepancyOut:
    return DiscrepancyOut(code=problem.code, message=problem.wording(lang), advice=problem.advice(lang),
                          area_m2=int(str(problem.params["area_m2"])))  # fmt: skip
