"""What a scenario would reach with other budgets, as a curve."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from tuntas.city.plans.instance_making import M2_PER_HA, MONEY_UNIT
from tuntas.web.plans.chart import Chart, Dot, chart
from tuntas.web.shared.formats import percent


def frontier_chart(points: Sequence[Mapping[str, Any]]) -> Chart | None:
    """The curve; None where nothing was reckoned."""
    if not points:
        return None
    dots = [Dot(_("dana %(share)s") % {"share": percent(Fraction(str(one["factor"])), 0)}, one["spent"] * MONEY_UNIT,
                round(one["hectares"] * M2_PER_HA))
            for one in points]  # fmt: skip
    return chart(sorted(dots, key=lambda one: (one.cost_idr, one.area_m2)), is_joined=True)
