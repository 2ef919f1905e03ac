"""The classes as people see them: one colour everywhere, and always a word."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class GradeLook:
    """The word of a class and the end of its CSS classes (`grade-…`, `fill-…`)."""

    code: str
    word: str | Promise
    css: str


LOOKS = (
    GradeLook("SEVERE", _("Kumuh berat"), "severe"),
    GradeLook("MODERATE", _("Kumuh sedang"), "moderate"),
    GradeLook("LIGHT", _("Kumuh ringan"), "light"),
    GradeLook("NOT_SLUM", _("Tidak kumuh"), "not-slum"),
    GradeLook("HANDLED", _("Tertangani"), "handled"),
)
UNKNOWN = GradeLook("", _("Belum dapat ditentukan"), "unknown")
_BY_CODE = {look.code: look for look in LOOKS}


def look_of(grade: str | None) -> GradeLook:
    """The look of a `Grade` code or `HANDLED`. Raises KeyError for other codes.

    None or empty: not assessed, or a range that spans classes; the word is true of both.
    """
    return _BY_CODE[str(grade)] if grade else UNKNOWN
