"""Pages by Typst: a template beside its module, its content as JSON, our own letters, and no clock.

What people typed reaches a template as data only, never as markup. The same content gives the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

FONTS = Path(str(files("tuntas.reports"))) / "fonts"
ARCHIVAL = "a-2b"
#: What our letters and Typst's own can show: Latin with its marks, punctuation, currency, arrows, simple signs.
SHOWN = ((0x20, 0x24F), (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2190, 0x2199), (0x2212, 0x2212),
         (0x2260, 0x2265))  # fmt: skip


def pdf(template: Path, content: Mapping[str, Any], *, at: datetime, is_tagged: bool = True) -> bytes:
    """The pages as PDF/A-2b, dated `at`. Tags help who reads by ear; empty forms are for hands and go without."""
    options = {"format": "pdf", "pdf_standards": ARCHIVAL, "timestamp": int(at.timestamp()), "pdf_tags": is_tagged}
    return _one(_compiled(template, content, **options))


def png(template: Path, content: Mapping[str, Any], *, pixels_per_point: int = 1) -> bytes:
    """The one page as a picture. `ValueError` where the content runs over it."""
    return _one(_compiled(template, content, format="png", ppi=72.0 * pixels_per_point))


def shown_text(value: Any) -> Any:
    """The same content, each letter that cannot be set as "?": a page with one lacking letter is still a page."""
    if isinstance(value, str):
        return "".join(letter if _is_shown(letter) else "?" for letter in value)
    if isinstance(value, Mapping):
        return {key: shown_text(one) for key, one in value.items()}
    return [shown_text(one) for one in value] if isinstance(value, list | tuple) else value


def _is_shown(letter: str) -> bool:
    return letter == "\n" or any(first <= ord(letter) <= last for first, last in SHOWN)


def _compiled(template: Path, content: Mapping[str, Any], **options: Any) -> Any:
    told = {"content": json.dumps(shown_text(content), ensure_ascii=False)}
    return typst.compile(template, root=template.parent, font_paths=_fonts(), sys_inputs=told, **options)


def _one(made: Any) -> bytes:
    if not isinstance(made, bytes):
        raise ValueError("the content does not fit one page")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
