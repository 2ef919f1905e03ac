"""The brief as one A4 page and as a picture for messages."""

from dataclasses import asdict
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tuntas.reports import typesetting
from tuntas.reports.brief.content import Bar, Brief, Chart
from tuntas.reports.words import PPM, language

HERE = Path(str(files("tuntas.reports.brief")))


def page_pdf(brief: Brief) -> bytes:
    """One A4 page, PDF/A-2b."""
    return typesetting.pdf(HERE / "page.typ", page_content(brief), at=brief.at)


def card_png(brief: Brief) -> bytes:
    """A picture of 1080 by 1350 pixels."""
    return typesetting.png(HERE / "card.typ", page_content(brief))


def map_png(brief: Brief) -> bytes | None:
    """The map alone, transparent; None where there is none."""
    if brief.map is None:
        return None
    told = {"svg": brief.map.svg, "width": brief.map.width, "height": brief.map.height}
    return typesetting.png(HERE / "picture.typ", told)


def map_note(brief: Brief) -> str:
    """What the colours alone do not say."""
    return _("Putih: belum ada data.") if brief.map and brief.map.has_unknown else ""


def page_content(brief: Brief) -> dict[str, Any]:
    """The brief as the templates read it: plain words and parts of 1."""
    return {
        **{name: getattr(brief, name) for name in ("title", "place_line", "headline", "year", "year_before",
                                                   "changes", "missing", "sources", "is_example", "is_unit")},
        "lang": language(),
        "city": brief.place_line.rpartition(", ")[2] or brief.title,
        "date": _day(brief.at.date()),
        "figures": [asdict(one) for one in brief.figures],
        "chart": _chart(brief.chart),
        "trend": _chart(brief.trend),
        "aspects": [asdict(one) | {"part": _part(one.now, PPM), "part_before": _part(one.before, PPM)}
                    for one in brief.aspects],
        "classes": asdict(brief.classes),
        "ranking": asdict(brief.ranking),
        "map": _map(brief),
        **_fixed_words(brief),
    }  # fmt: skip


def _fixed_words(brief: Brief) -> dict[str, str]:
    return {
        "example_word": _("CONTOH"),
        "aspects_title": _("Tujuh aspek: kekurangan rata-rata"),
        "before_word": _before_word(brief),
        "missing_word": _("Yang belum diketahui"),
        "made_word": _("Disusun dengan Tuntas dari catatan kota."),
    }


def _before_word(brief: Brief) -> str:
    """What the mark of the earlier survey means, and what it means where there is none."""
    is_silent = any(one.before is None for one in brief.aspects)
    word = _("keadaan %(year)s; tanpa garis: belum ada data") if is_silent else _("keadaan %(year)s")
    return word % {"year": brief.year_before}


def _chart(chart: Chart) -> dict[str, Any]:
    most = chart.most or max([bar.micro or 0 for bar in chart.bars], default=0)
    return {"title": chart.title, "bars": [_bar(bar, most) for bar in chart.bars]}


def _bar(bar: Bar, most: int) -> dict[str, Any]:
    return {"label": bar.label, "text": bar.text, "colour": bar.colour, "part": _part(bar.micro, most) or 0}


def _part(amount: int | None, whole: int) -> float | None:
    return None if amount is None or not whole else round(amount / whole, 4)


def _map(brief: Brief) -> dict[str, str] | None:
    if brief.map is None:
        return None
    alt = _("Peta %(place)s: RT menurut kelas") % {"place": brief.title}
    return {"svg": brief.map.svg, "alt": alt, "note": map_note(brief)}


def _day(on: date) -> dict[str, int]:
    return {"year": on.year, "month": on.month, "day": on.day}
