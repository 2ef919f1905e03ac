"""Colours on paper: those of the pages, and never without the class's word beside them."""

from tuntas.rules.regulation import Grade

ACCENT, ACCENT_SOFT, INK, INK_SOFT, LINE, SURFACE = "#2b4590", "#e9edf8", "#1a2234", "#545f75", "#dde1ea", "#f4f5f8"
EARLIER = "#9aa8cf"
UNDECIDED = "#b9bfcc"
GRADES = {
    Grade.SEVERE: "#8f1d1d",
    Grade.MODERATE: "#e8821a",
    Grade.LIGHT: "#f5cf45",
    Grade.NOT_SLUM: "#58728b",
}


def grade_colour(grade: Grade | None) -> str:
    """The colour of a class; of what is not certain where there is none."""
    return GRADES[grade] if grade else UNDECIDED
