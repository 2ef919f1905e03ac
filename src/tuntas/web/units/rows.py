"""The rows of the list as HTML. Their template is rendered once for a language and filled for each row: a page has a
hundred of them, and rendering it a hundred times took most of the page's time.
"""

from collections.abc import Sequence
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tuntas.web.shared.formats import language
from tuntas.web.shared.templatetags.formats import no_data
from tuntas.web.shared.templatetags.ui import grade_badge
from tuntas.web.units.list_shown import ShownRow

#: The blanks of `units/_row.html`, each filled with escaped text.
CELLS = ("url", "name", "kelurahan", "grade", "total", "area", "households", "people", "buildings", "unfit_houses",
         "priority")  # fmt: skip


def row_lines(rows: Sequence[ShownRow]) -> SafeString:
    """The body of the table."""
    frame = _frame(language())
    return format_html_join("", "{}", ((format_html(frame, **_cells(row)),) for row in rows))


@lru_cache(maxsize=8)
def _frame(_language: str) -> str:
    """The row with a blank as in `{total}` in each of its cells; the words beside them in the page's language."""
    return render_to_string("units/_row.html", {name: f"{{{name}}}" for name in CELLS})


def _cells(row: ShownRow) -> dict[str, object]:
    counts = ("total", "households", "people", "buildings", "unfit_houses", "priority")
    told = {name: no_data(getattr(row, name)) for name in counts}
    area = format_html("{} ha", row.area) if row.area else no_data(None)
    return {"url": row.url, "name": row.name, "kelurahan": row.kelurahan, "grade": grade_badge(row.grade),
            "area": area, **told}  # fmt: skip
