"""A drawing with what was found about it, as its page shows it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from shapely.geometry.base import BaseGeometry

from tuntas.city.settlements.drawn_checks import Remark, Verdict
from tuntas.domain.problems import Problem, Severity
from tuntas.domain.wording import optional_text, text
from tuntas.web.shared.formats import count, hectares, language, square_metres
from tuntas.web.shared.maps import exact_geometry

LOOKS = {Severity.ERROR: ("error", "error"), Severity.WARNING: ("warning", "alert"), Severity.INFO: ("info", "info")}
#: What a person accepts by a tick, by the code of its remark: %(area)s is the sum.
ACCEPT = {
    "DRAWING-OUTSIDE": gettext_lazy("Simpan walau %(area)s berada di luar wilayahnya"),
    "DRAWING-OVERLAPS": gettext_lazy("Simpan walau bertumpang tindih %(area)s"),
    "DRAWING-GAP": gettext_lazy("Simpan walau ada celah %(area)s terhadap tetangga"),
    "DRAWING-SLIVER": gettext_lazy("Simpan walau ada bagian tipis %(area)s"),
}


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark as it is read; `see` is the point to go to, longitude before latitude."""

    look: str
    icon: str
    wording: str
    todo: str
    see: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read and found; no shape where the text could not be read."""

    verdict: Verdict
    shape: BaseGeometry | None = None
    before_m2: int | None = None
    edition: int = 0
    accepted: Sequence[str] = field(default_factory=tuple)

    @property
    def can_save(self) -> bool:
        """Whether it may be kept, once what is doubtful was accepted."""
        return self.shape is not None and not self.verdict.is_blocked

    @property
    def refused(self) -> list[str]:
        """The doubts that nobody has accepted."""
        return [code for code in self.verdict.doubts if code not in self.accepted]

    @property
    def fingerprint(self) -> str:
        """Tells whether what is kept is what was seen: the shape, the edition before it, and every remark."""
        seen = [self.shape.wkb.hex() if self.shape else "", str(self.edition)]
        seen += [f"{one.problem.code} {sorted(one.problem.params.items())}" for one in self.verdict.remarks]
        return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:32]

    @property
    def geojson(self) -> str:
        """The shape as the map reads it."""
        return exact_geometry(self.shape) if self.shape is not None and not self.shape.is_empty else ""

    @property
    def remarks(self) -> list[ShownRemark]:
        """What was found, errors first."""
        order = list(LOOKS)
        return [_shown(one) for one in sorted(self.verdict.remarks, key=lambda one: order.index(one.problem.severity))]

    @property
    def area(self) -> str:
        """The area as it would be kept; empty where it cannot be."""
        return _area(self.verdict.area_m2) if self.verdict.area_m2 else ""

    @property
    def change(self) -> str:
        """How it differs from the drawing in force; empty without one."""
        if self.before_m2 is None or not self.verdict.area_m2:
            return ""
        difference = self.verdict.area_m2 - self.before_m2
        told = {"before": _area(self.before_m2), "difference": square_metres(abs(difference))}
        if not difference:
            return _("Luasnya sama dengan delineasi yang berlaku.")
        if difference > 0:
            return _("Bertambah %(difference)s dari %(before)s.") % told
        return _("Berkurang %(difference)s dari %(before)s.") % told

    @property
    def ticks(self) -> list[tuple[str, str, bool]]:
        """What has to be accepted: its code, the words, and whether it was."""
        return [(code, self._tick(code), code in self.accepted) for code in self.verdict.doubts]

    def _tick(self, code: str) -> str:
        found = [one.problem for one in self.verdict.remarks if one.problem.code == code]
        area = square_metres(sum(_m2(one) for one in found))
        where = ngettext("(%(n)s tempat)", "(%(n)s tempat)", len(found)) % {"n": count(len(found))}
        return f"{str(ACCEPT[code]) % {'area': area}} {where}"


def doubts_in_words(checked: Checked) -> str:
    """The accepted doubts, kept with the edition: codes and square metres."""
    found = [one.problem for one in checked.verdict.remarks if one.problem.code in checked.verdict.doubts]
    return "; ".join(f"{one.code} {_m2(one)} m²" for one in found)


def _shown(remark: Remark) -> ShownRemark:
    problem, lang = remark.problem, language()
    told = {name: count(value) if isinstance(value, int) else value for name, value in problem.params.items()}
    look, icon = LOOKS[problem.severity]
    see = f"{remark.at[0]:.7f} {remark.at[1]:.7f}" if remark.at else ""
    todo = optional_text(f"{problem.code}-TODO", lang, **told)
    return ShownRemark(look, icon, text(problem.code, lang, **told), todo, see)


def _m2(problem: Problem) -> int:
    found = problem.params.get("area_m2")
    return found if isinstance(found, int) else 0


def _area(area_m2: int) -> str:
    return f"{hectares(area_m2)} ({square_metres(area_m2)})"
