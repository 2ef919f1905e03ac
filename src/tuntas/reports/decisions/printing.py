"""The paper of a meeting as PDF/A."""

from importlib.resources import files
from pathlib import Path

from tuntas.reports import typesetting
from tuntas.reports.decisions.content import MeetingPaper
from tuntas.reports.words import language

TEMPLATE = Path(str(files("tuntas.reports.decisions"))) / "list.typ"


def meeting_pdf(paper: MeetingPaper) -> bytes:
    """The pages, A4 lying; the same bytes for the same content."""
    told = {
        "language": language(), "title": paper.title, "subject": paper.subject, "city": paper.city,
        "facts": [list(one) for one in paper.facts], "sums": [list(one) for one in paper.sums],
        "notes": list(paper.notes), "marks": list(paper.marks),
        "tables": [
            {"title": one.title, "columns": [{"title": column.title, "width": column.width,
                                              "is_figure": column.is_figure} for column in one.columns],
             "rows": [[cell.text for cell in row] for row in one.rows]}
            for one in paper.tables
        ],
        "date": {"year": paper.at.year, "month": paper.at.month, "day": paper.at.day},
    }  # fmt: skip
    return typesetting.pdf(TEMPLATE, told, at=paper.at)
