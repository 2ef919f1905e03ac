"""Filters: numbers, hectares, rupiah, days and moments in the language of the page."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from tuntas.web.shared import formats

register = template.Library()
register.filter("count", formats.count)
register.filter("rupiah", formats.rupiah)
register.filter("rupiah_short", formats.rupiah_short)
register.filter("square_metres", formats.square_metres)
register.filter("quantity", formats.quantity)
register.filter("age", formats.age)


@register.filter
def hectares(area_m2: int | Decimal | None) -> SafeString:
    """`359,50 ha` with the exact square metres on hover."""
    if area_m2 is None:
        return no_data("")
    return format_html('<span title="{}">{}</span>', formats.square_metres(area_m2), formats.hectares(area_m2))


@register.filter
def percent(share: Fraction | Decimal | None, decimals: int = 1) -> str:
    """A share (0–1) as percent."""
    return formats.percent(share, decimals)


@register.filter
def day(on: date | None) -> SafeString:
    """A day, readable for machines too."""
    if on is None:
        return no_data("")
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), formats.day(on))


@register.filter
def moment(at: datetime | None) -> SafeString:
    """A moment in the time zone in force, readable for machines too."""
    if at is None:
        return no_data("")
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), formats.moment(at))


@register.filter
def no_data(value: object) -> SafeString:
    """The value, or "belum ada data" where it is None or empty. 0 stays 0."""
    if value in (None, ""):
        return format_html('<span class="no-data">{}</span>', formats.no_data())
    return conditional_escape(value)  # type: ignore[arg-type]  # takes whatever has a text
