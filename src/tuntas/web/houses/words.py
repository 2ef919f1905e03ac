"""Codes of the register in words of the page's language, and choices made of them."""

from collections.abc import Sequence

from tuntas.city.surveys.houses import LAND_STATUSES, SOURCES
from tuntas.domain.wording import text
from tuntas.web.shared.formats import language, no_data

Choices = list[tuple[str, str]]


def land_word(code: str) -> str:
    """Whose land it is; a code that the catalogue does not know stands for itself."""
    return _word("HOUSE-LAND", code) if code else no_data()


def source_word(code: str) -> str:
    """Who paid for the aid."""
    return _word("HOUSE-SOURCE", code)


def land_choices(empty: str) -> Choices:
    """Statuses of land to choose from."""
    return _choices("HOUSE-LAND", LAND_STATUSES, empty)


def source_choices(empty: str) -> Choices:
    """Sources of aid to choose from."""
    return _choices("HOUSE-SOURCE", SOURCES, empty)


def _choices(prefix: str, codes: Sequence[str], empty: str) -> Choices:
    return [("", empty), *((code, _word(prefix, code)) for code in codes)]


def _word(prefix: str, code: str) -> str:
    found = text(f"{prefix}-{code}", language())
    return code if found == f"{prefix}-{code}" else found
