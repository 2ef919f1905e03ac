"""What all sheets of one workbook share: the book, its looks and words, the rule set, and the lines that say so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tuntas.rules.regulation import Regulation
from tuntas.sheets.writing.book import footer, on_a4
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.words import Words


@dataclass(frozen=True, slots=True)
class BookOptions:
    """How a result workbook is written.

    `made_at` is printed as given; None leaves the moment out. `source_note` says where the figures come from
    (empty: the file's name). `tab_per_unit` adds a tab for every RT, at most `MOST_TABS`.
    """

    lang: str = "id"
    made_at: datetime | None = None
    source_note: str = ""
    is_example: bool = False
    tab_per_unit: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The book in the making."""

    book: Workbook
    looks: Looks
    words: Words
    regulation: Regulation
    options: BookOptions
    source: str

    def add_sheet(self, name: str, kind: type[Worksheet] = Worksheet, *, landscape: bool, wide: bool = True) -> Any:
        """A sheet that prints on A4 with source, page numbers and rule in its footer."""
        sheet = self.book.add_worksheet(name, worksheet_class=kind)
        sheet.hide_gridlines(2)
        foot = footer(self.words("foot-source", source=self.source), self.words("foot-pages"), self.rule_line)
        on_a4(sheet, landscape=landscape, foot=foot, wide=wide)
        return sheet

    def title(self, title: str) -> str:
        """The title, marked where the figures are invented."""
        return f"{self.words('example-mark')} · {title}" if self.options.is_example else title

    @property
    def rule_line(self) -> str:
        """The rule set in one line, with what is not yet verified about it."""
        return f"{self.words.of(self.regulation.short)} · {self.words('not-verified')}"

    @property
    def made_line(self) -> str:
        """Source and moment in one line."""
        made = self.options.made_at
        parts = [self.words("source-line", source=self.source)]
        if made:
            zone = f" {made.tzname()}" if made.tzinfo else ""
            parts.append(self.words("made-line", moment=f"{made:%d-%m-%Y %H:%M}{zone}"))
        return " · ".join(parts)
