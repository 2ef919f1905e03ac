"""What slides are made of: titles, texts, panels, tables, notes, in one look and with nothing of a template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from tuntas.reports.brief.content import Brief, Row, Table
from tuntas.reports.looks import ACCENT, ACCENT_SOFT, INK, INK_SOFT

#: A face that every office has: slides carry no letters of their own.
FACE = "Arial"
EMU_PER_INCH = 914_400
LEFT, WIDTH, TOP, FOOT_TOP = 0.6, 12.13, 1.55, 6.75
TITLE_LAYOUT = 5
SIDES = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NO_BREAK = "\u00a0"
#: Built-in table style without bands and borders, so that every cell looks as written here.
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on a slide, in inches."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is set: `to` is left, center or right; `middle`: between top and bottom of its box."""

    size: int
    bold: bool = False
    colour: str = INK
    middle: bool = False
    to: str = "left"


#: The library says nothing of its types here.
Colour: Any = RGBColor


def inches(length: float) -> int:
    """Inches as PowerPoint's own unit."""
    return round(length * EMU_PER_INCH)


def colour_of(code: str) -> Any:
    """`#rrggbb` as PowerPoint takes it."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return Colour(red, green, blue)


def sides(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width, height."""
    return Emu(inches(box.x)), Emu(inches(box.y)), Emu(inches(box.w)), Emu(inches(box.h))


class Deck:
    """Slides of one brief: each has its title, the place, the source at its foot and in its notes."""

    def __init__(self, show: Any, brief: Brief) -> None:
        self._show, self._brief = show, brief
        self.under = ", ".join(part for part in (brief.title, brief.place_line) if part) + f" · {brief.year}"

    def slide(self, title: str, under: str) -> Any:
        """A slide with its title (a real one, so that screen readers and outlines find it)."""
        slide = self._show.slides.add_slide(self._show.slide_layouts[TITLE_LAYOUT])
        heading = slide.shapes.title
        heading.left, heading.top, heading.width, heading.height = sides(Box(LEFT, 0.42, WIDTH - 1.5, 0.7))
        _write(
            heading.text_frame, title, Look(_shrunk(len(title), (42, 30), (60, 22), (999, 16)), bold=True, middle=True)
        )
        self.text(slide, Box(LEFT, 1.06, WIDTH - 1.5, 0.4), under, _shrunk(len(under), (110, 14), (150, 11), (999, 9)),
                  colour=INK_SOFT)  # fmt: skip
        self.panel(slide, Box(0, 0, 13.333, 0.16), ACCENT)
        if self._brief.is_example:
            self.panel(slide, Box(11.55, 0.5, 1.18, 0.42), "#fdf1dc")
            self.text(
                slide,
                Box(11.55, 0.5, 1.18, 0.42),
                _("CONTOH"),
                13,
                bold=True,
                colour="#8a5200",
                middle=True,
                to="center",
            )
        self.text(slide, Box(LEFT, FOOT_TOP, WIDTH, 0.5), " ".join(self._brief.sources), 10, colour=INK_SOFT)
        return slide

    def text(self, slide: Any, box: Box, words: str, size: int, **look: Any) -> None:
        """A text; nothing where there are no words."""
        if words:
            _write(slide.shapes.add_textbox(*sides(box)).text_frame, words, Look(size, **look))

    def legend(self, slide: Any, box: Box, parts: Sequence[tuple[str, str]]) -> None:
        """Each colour with its word, in one line."""
        frame = slide.shapes.add_textbox(*sides(box)).text_frame
        frame.word_wrap = True
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        for words, colour in parts:
            kept_together = words.replace(" ", NO_BREAK)
            _run(frame.paragraphs[0], f"■{NO_BREAK}", Look(12, colour=colour))
            _run(frame.paragraphs[0], f"{kept_together}    ", Look(12))

    def lines(self, slide: Any, box: Box, heading: str, sentences: Sequence[str]) -> None:
        """A heading with sentences below it, smaller where there are many."""
        self.text(slide, Box(box.x, box.y, box.w, 0.4), heading, 16, bold=True, colour=ACCENT)
        length = sum(len(sentence) for sentence in sentences)
        size = 16 if length < 220 else 14 if length < 380 else 12
        self.text(slide, Box(box.x, box.y + 0.42, box.w, box.h - 0.42), "\n".join(sentences), size)

    def panel(self, slide: Any, box: Box, colour: str) -> None:
        """A coloured ground."""
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *sides(box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(colour)
        shape.line.fill.background()
        # The theme's style would add a shadow.
        shape._element.remove(shape._element.find(f"{PRESENTATION}style"))

    def picture(self, slide: Any, box: Box, content: bytes, words: str) -> None:
        """A picture in the middle of its box, whole, with words for those who do not see it."""
        shown = slide.shapes.add_picture(BytesIO(content), 0, 0)
        scale = min(inches(box.w) / shown.width, inches(box.h) / shown.height)
        shown.width, shown.height = Emu(int(shown.width * scale)), Emu(int(shown.height * scale))
        shown.left = Emu(inches(box.x) + (inches(box.w) - shown.width) // 2)
        shown.top = Emu(inches(box.y) + (inches(box.h) - shown.height) // 2)
        shown._element.nvPicPr.cNvPr.set("descr", words)

    def table(self, slide: Any, box: Box, told: Table, widths: Sequence[float], size: int) -> None:
        """A real table; the class of a row has its colour beside its word."""
        height = size / 72 * 2.1
        count = len(told.rows) + 1
        frame = slide.shapes.add_table(count, len(told.head), *sides(Box(box.x, box.y, box.w, height * count)))
        frame._element.graphic.graphicData.tbl.tblPr.find(f"{DRAWING}tableStyleId").text = PLAIN_TABLE
        grid = frame.table
        for number, width in enumerate(widths):
            grid.columns[number].width = Emu(inches(width * box.w / sum(widths)))
        for number, row in enumerate([Row(told.head), *told.rows]):
            grid.rows[number].height = Emu(inches(height))
            for place, words in enumerate(row.cells):
                has_class = place == told.class_column and bool(row.colour)
                _cell(grid.cell(number, place), words, size, is_head=number == 0, is_word=place < told.text_columns,
                      mark=row.colour if has_class else "")  # fmt: skip

    def notes(self, slide: Any, sentences: Sequence[str]) -> None:
        """What the speaker reads: the figures in words, and where they are from."""
        slide.notes_slide.notes_text_frame.text = "\n".join([*sentences, *self._brief.sources])


def _shrunk(length: int, *sizes: tuple[int, int]) -> int:
    """The size that a text of so many letters takes: (below, size), longest last."""
    return next((size for below, size in sizes if length < below), sizes[-1][1])


def _cell(cell: Any, words: str, size: int, *, is_head: bool, is_word: bool, mark: str) -> None:
    cell.margin_left = cell.margin_right = Emu(inches(0.08))
    cell.margin_top = cell.margin_bottom = Emu(inches(0.03))
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of(ACCENT_SOFT if is_head else "#ffffff")
    _write(cell.text_frame, words, Look(size, bold=is_head, to="left" if is_word else "right"))
    if mark:
        first = cell.text_frame.paragraphs[0].runs[0]
        first.text = "■ "
        first.font.color.rgb = colour_of(mark)
        _run(cell.text_frame.paragraphs[0], words, Look(size))


def _write(frame: Any, words: str, look: Look) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    if look.middle:
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for number, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = SIDES[look.to]
        if number:
            paragraph.space_before = Pt(6)
        _run(paragraph, line, look)


def _run(paragraph: Any, words: str, look: Look) -> None:
    run = paragraph.add_run()
    run.text = words
    run.font.name, run.font.size, run.font.bold = FACE, Pt(look.size), look.bold
    run.font.color.rgb = colour_of(look.colour)
