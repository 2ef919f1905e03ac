"""Up to four scenarios as columns, and the chart of hectares against money."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.funding.models import Source
from tuntas.city.people.models import City
from tuntas.city.plans.asking import read_options
from tuntas.city.plans.models import Scenario
from tuntas.web.plans.chart import Dot, chart
from tuntas.web.plans.reached import Reached, reached
from tuntas.web.plans.scenario_forms import MODE_WORDS
from tuntas.web.plans.scenario_shown import asked_words, proof_words
from tuntas.web.shared.formats import count, hectares, percent, rupiah_short


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the comparison: a cell for each scenario; `best` are the columns that do best."""

    label: str
    cells: Sequence[str]
    best: frozenset[int] = frozenset()
    is_head: bool = False


def context(city: City, chosen: Sequence[Scenario]) -> dict[str, object]:
    """The page of a comparison."""
    found = [reached(one) for one in chosen]
    return {"chosen": chosen, "heads": [_head(one) for one in chosen], "rows": _rows(found) if found else [],
            "chart": chart(_dots(city, found))}  # fmt: skip


def _head(one: Scenario) -> dict[str, object]:
    options = read_options(one.options)
    return {"scenario": one, "url": reverse("scenario", args=[one.city.code, one.pk]), "asked": asked_words(options),
            "is_partial": options.mode == "threshold", "mode": MODE_WORDS[options.mode]}  # fmt: skip


def _rows(found: Sequence[Reached]) -> list[Row]:
    rows = [
        _row(_("Luas selesai"), [one.area_m2 for one in found], [hectares(one.area_m2) for one in found]),
        Row(_("Dari sisa luas"), [percent(Fraction(one.area_m2, one.all_m2)) if one.all_m2 else "–" for one in found]),
        _row(_("Kawasan selesai"), [one.finished for one in found],
             [_("%(n)s dari %(all)s") % {"n": count(one.finished), "all": count(one.places)} for one in found]),
        _row(_("Target tercapai"), [one.met for one in found],
             [_("%(n)s dari %(all)s tahun") % {"n": count(one.met), "all": count(one.asked)} if one.asked else "–"
              for one in found]),
        Row(_("Dana dipakai"), [rupiah_short(one.cost_idr) for one in found]),
        _row(_("Dana per hektare"), [-(one.cost_idr // max(1, one.area_m2)) if one.area_m2 else -(10**18)
                                     for one in found],
             [rupiah_short(one.cost_idr * 10_000 // one.area_m2) if one.area_m2 else "–" for one in found]),
        Row(_("Jarak dari yang terbaik"), [proof_words(one.scenario) for one in found]),
    ]  # fmt: skip
    return [*rows, *_year_rows(found), *_source_rows(found)]


def _year_rows(found: Sequence[Reached]) -> list[Row]:
    years = sorted({year for one in found for year in one.years})
    rows = [Row(_("Luas selesai per tahun"), [""] * len(found), is_head=True)]
    for year in years:
        done = [dict(zip(one.years, one.done_m2, strict=True)).get(year) for one in found]
        rows.append(_row(str(year), [area or 0 for area in done],
                         ["–" if area is None else hectares(area) for area in done]))  # fmt: skip
    return rows


def _source_rows(found: Sequence[Reached]) -> list[Row]:
    ids = list(dict.fromkeys(source for one in found for source, row in one.by_source.items() if sum(row)))
    names = {one.pk: one.name for one in Source.objects.filter(pk__in=ids)}
    rows = [Row(_("Dana per sumber"), [""] * len(found), is_head=True)]
    for source in ids:
        sums = [sum(one.by_source.get(source, ())) for one in found]
        rows.append(Row(names.get(source, "?"), [rupiah_short(amount) if amount else "–" for amount in sums]))
    return rows


def _row(label: str, values: Sequence[int], cells: Sequence[str]) -> Row:
    """A row that has a best: none where all are alike."""
    top = max(values, default=0)
    is_even = len(set(values)) < 2
    return Row(label, cells, frozenset() if is_even else frozenset(
        place for place, value in enumerate(values) if value == top))  # fmt: skip


def _dots(city: City, found: Sequence[Reached]) -> list[Dot]:
    return [Dot(one.scenario.name, one.cost_idr, one.area_m2, number,
                reverse("scenario", args=[city.code, one.scenario.pk]),
                read_options(one.scenario.options).mode == "threshold")
            for number, one in enumerate(found, start=1)]  # fmt: skip
