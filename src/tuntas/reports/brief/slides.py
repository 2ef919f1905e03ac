"""The brief as five slides: native charts and tables, real text, the map as a picture, sources in the notes."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.util import Emu

from tuntas.reports.brief import charts
from tuntas.reports.brief.content import Brief, KeyFigure
from tuntas.reports.brief.pages import map_note, map_png
from tuntas.reports.brief.slide_parts import FOOT_TOP, LEFT, TOP, WIDTH, Box, Deck, inches
from tuntas.reports.looks import ACCENT, ACCENT_SOFT, INK, INK_SOFT, SURFACE
from tuntas.reports.zip_bytes import steady_zip

SIZE = (13.333, 7.5)


def slides_pptx(brief: Brief) -> bytes:
    """Five slides, 16:9. The same brief gives the same bytes."""
    show = Presentation()
    show.slide_width, show.slide_height = (Emu(inches(side)) for side in SIZE)
    deck = Deck(show, brief)
    for slide in (_opening, _classes, _aspects, _ranking, _trend):
        slide(deck, brief)
    _date(show, brief)
    target = BytesIO()
    show.save(target)
    return steady_zip(target.getvalue())


def _opening(deck: Deck, brief: Brief) -> None:
    slide = deck.slide(brief.title, brief.place_line)
    width = 7.4 if brief.map else WIDTH
    deck.panel(slide, Box(LEFT, TOP, width, 1.35), ACCENT_SOFT)
    size = 24 if len(brief.headline) < 110 else 18
    deck.text(slide, Box(LEFT + 0.2, TOP + 0.05, width - 0.4, 1.25), brief.headline, size, bold=True, middle=True)
    column = (width - 0.3) / 3
    for number, one in enumerate(brief.figures):
        at = Box(LEFT + number % 3 * (column + 0.15), TOP + 1.55 + number // 3 * 1.65, column, 1.5)
        _figure(deck, slide, at, one, is_first=number == 0)
    _place(deck, slide, Box(LEFT + 7.7, TOP, WIDTH - 7.7, 4.2), brief)
    deck.notes(slide, [brief.headline, *brief.missing])


def _figure(deck: Deck, slide: Any, at: Box, one: KeyFigure, *, is_first: bool) -> None:
    ink, value = "#ffffff" if is_first else INK, f"{one.value} {one.unit}".strip()
    deck.panel(slide, at, ACCENT if is_first else SURFACE)
    deck.text(slide, Box(at.x + 0.12, at.y + 0.08, at.w - 0.2, 0.35), one.label, 14, colour=ink)
    deck.text(slide, Box(at.x + 0.12, at.y + 0.42, at.w - 0.2, 0.6), value, 26 if len(value) < 12 else 16, bold=True,
              colour=ink, middle=True)  # fmt: skip
    deck.text(slide, Box(at.x + 0.12, at.y + 1.05, at.w - 0.2, 0.4), one.note, 12, colour=ink if is_first else INK_SOFT)


def _place(deck: Deck, slide: Any, at: Box, brief: Brief) -> None:
    """The map with its key; nothing where there is none."""
    picture = map_png(brief)
    if picture is None:
        return
    deck.picture(slide, at, picture, _("Peta %(place)s") % {"place": brief.title})
    classes = brief.classes.rows[0]
    key = (
        [(classes.cells[1], classes.colour)] if brief.is_unit else [(bar.label, bar.colour) for bar in brief.chart.bars]
    )
    deck.legend(slide, Box(at.x, at.y + at.h + 0.05, at.w, 0.55), key)
    deck.text(slide, Box(at.x, at.y + at.h + 0.65, at.w, 0.3), map_note(brief), 11, colour=INK_SOFT, to="center")


def _classes(deck: Deck, brief: Brief) -> None:
    slide = deck.slide(brief.chart.title, deck.under)
    if brief.is_unit:
        charts.bars(slide, Box(LEFT, TOP, 6.2, 4.7), brief.chart)
        deck.table(slide, Box(LEFT + 6.5, TOP, WIDTH - 6.5, 0), brief.classes, (2.6, 3.1), 14)
    else:
        charts.bars(slide, Box(LEFT, TOP, WIDTH, 2.35), brief.chart)
        deck.table(slide, Box(LEFT, TOP + 2.45, WIDTH, 0), brief.classes, (3.2, *(1.55,) * 6), 13)
    deck.notes(slide, [f"{bar.label}: {bar.text}" for bar in brief.chart.bars])


def _aspects(deck: Deck, brief: Brief) -> None:
    slide = deck.slide(_("Tujuh aspek: kekurangan rata-rata"), deck.under)
    charts.aspects(slide, Box(LEFT, TOP, WIDTH, 4.7), brief)
    shares = [share for one in brief.aspects for share in (one.now, one.before if brief.year_before else 0)]
    _without_bar(deck, slide, shares)
    before = [f" ({brief.year_before}: {one.before_text})" if one.before_text else "" for one in brief.aspects]
    deck.notes(slide, [f"{one.label}: {one.now_text}{then}" for one, then in zip(brief.aspects, before, strict=True)])


def _ranking(deck: Deck, brief: Brief) -> None:
    slide, told = deck.slide(brief.ranking.title, deck.under), brief.ranking
    longest = max((len(row.cells[0]) for row in told.rows), default=0)
    # Sixteen criteria, or names of several words, take smaller letters and a wider first column.
    size = 10 if brief.is_unit or longest > 44 else 13
    first = min(4.4, max(2.6, 0.1 * longest))
    widths = (5.2, 5.7, 1.3) if brief.is_unit else (first, 2.3, *((WIDTH - first - 2.3) / 6,) * 6)
    top = TOP - 0.2 if brief.is_unit else TOP
    deck.table(slide, Box(LEFT, top, WIDTH, 0), told, widths, size)
    deck.text(slide, Box(LEFT, FOOT_TOP - 0.35, WIDTH, 0.3), told.note, 11, colour=INK_SOFT)
    deck.notes(slide, [told.note] if told.note else [])


def _trend(deck: Deck, brief: Brief) -> None:
    slide = deck.slide(brief.trend.title, deck.under)
    charts.columns(slide, Box(LEFT, TOP, 5.4, 4.7), brief.trend)
    _without_bar(deck, slide, [bar.micro for bar in brief.trend.bars])
    deck.lines(slide, Box(LEFT + 5.8, TOP, WIDTH - 5.8, 2.6), _("Perubahan"), brief.changes)
    deck.lines(slide, Box(LEFT + 5.8, TOP + 2.75, WIDTH - 5.8, 1.95), _("Yang belum diketahui"), brief.missing)
    deck.notes(slide, [*brief.changes, *brief.missing])


def _without_bar(deck: Deck, slide: Any, drawn: Sequence[int | None]) -> None:
    """A chart shows nothing where nothing is known, not even a word: say that it is no 0."""
    if None in drawn:
        deck.text(slide, Box(LEFT, FOOT_TOP - 0.35, WIDTH, 0.3), _("Tanpa batang: belum ada data."), 11,
                  colour=INK_SOFT)  # fmt: skip


def _date(show: Any, brief: Brief) -> None:
    about = show.core_properties
    about.title, about.subject, about.author = brief.title, brief.headline, "Tuntas"
    about.last_modified_by, about.revision = "Tuntas", 1
    about.created = about.modified = brief.at.replace(tzinfo=None, microsecond=0)
