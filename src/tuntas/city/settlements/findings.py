"""What is worth a word about the delineations of a file, each with its row, its square metres and a point to go to."""

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places import topology
from tuntas.city.places.loading import LoadReport
from tuntas.city.places.models import Level, Place
from tuntas.city.places.outlines import Outline
from tuntas.city.places.overlapping import shared_ground_between
from tuntas.city.places.projections import utm_control
from tuntas.city.places.shapes import flaw_of, geodesic_area_m2
from tuntas.city.settlements.gathering import Location
from tuntas.city.settlements.headers import Statement, printed_m2
from tuntas.city.settlements.models import Delineation
from tuntas.city.settlements.sheets import Placed, SettlementSheet, title_of
from tuntas.city.settlements.terms import differs, terms
from tuntas.domain.area import DecimalMark
from tuntas.domain.problems import Severity


class Findings:
    """Adds to a report; nothing is changed by it."""

    def __init__(self, sheet: SettlementSheet, report: LoadReport) -> None:
        self.sheet, self.report = sheet, report

    def is_sound(self, outline: Outline, said: Statement) -> bool:
        """Whether a shape can be kept; else the report says why not."""
        if flaw := flaw_of(outline.shape):
            told = {"name": title_of(outline, said), "at": flaw.at, "area_m2": flaw.area_m2}
            self.report.ask(flaw.code, outline.row, Severity.ERROR, **told)
        return flaw is None

    def look_among(self, outlines: Sequence[tuple[Outline, Statement]]) -> None:
        """Doubles, overlaps, gaps and slivers within the file."""
        shapes = [outline.shape for outline, _ in outlines if outline.shape is not None]
        doubles = topology.duplicates(shapes)
        same = {(one.first, one.second) for one in doubles}
        crossing = [one for one in topology.overlapping(shapes) if (one.first, one.second) not in same]
        titles = [title_of(*pair) for pair in outlines]
        for code, found in (("SHAPE-DOUBLE", doubles), ("SHAPE-OVERLAP", crossing),
                            ("SHAPE-SLIVER", topology.slivers(shapes)), ("SHAPE-GAP", self._gaps(shapes))):  # fmt: skip
            for one in found:  # two shapes of one place are a question already
                if one.second is None or code == "SHAPE-GAP" or titles[one.first] != titles[one.second]:
                    self._tell(code, one, outlines)

    def look_beside(self, locations: Sequence[Location]) -> None:
        """Ground that new delineations share with those that hold on the day, other than their own (one query)."""
        own = {one.settlement.pk for one in locations if one.settlement}
        kept = Delineation.objects.in_force(self.sheet.on).filter(settlement__city=self.sheet.city)
        others = list(kept.exclude(settlement__in=own).select_related("settlement").order_by("settlement"))
        theirs = [shapely.from_wkb(bytes(other.geometry)) for other in others]
        shared = shared_ground_between([one.shape for one in locations], theirs)
        for (first, second, area), piece in zip(shared.pairs(), shared.pieces, strict=True):
            one, other = locations[first], others[second].settlement
            self.report.ask("SETTLEMENT-OVERLAPS", one.row, name=one.name, other=other.name, area_m2=area,
                            at=_point(piece))  # fmt: skip

    def compare_printed(self, outlines: Sequence[tuple[Outline, Statement]], mark: DecimalMark | None) -> None:
        """Areas that the file prints, against the drawn ones with their control."""
        for outline, said in outlines:
            drawn = geodesic_area_m2(outline.shape) if outline.shape is not None and said.printed else 0
            printed = printed_m2(said, drawn, mark)
            told = {"name": title_of(outline, said), "printed": said.printed, "area_m2": drawn}
            if said.printed and printed is None:
                self.report.ask("AREA-UNREADABLE", outline.row, **told)
            elif printed is not None and outline.shape is not None and differs(printed, drawn):
                utm, crs = utm_control(outline.shape)
                self.report.ask("AREA-PRINTED-DIFFERS", outline.row, printed_m2=printed, utm_m2=utm, crs=crs,
                                difference_m2=drawn - printed, **told)  # fmt: skip

    def compare_verified(self, placed: Sequence[Placed]) -> None:
        """Verified areas of the survey against drawn RT; RT with only one of both."""
        if not self.sheet.survey.name:
            return
        rts = [part for part in placed if part.target.level == Level.RT]
        for part in rts:
            self._compare_rt(part)
        self._undrawn(rts)

    def compare_members(self, one: Location, members: Sequence[Place]) -> None:
        """The verified area of the RT that a settlement covers, against its drawing, where the survey has them all."""
        areas = [self.sheet.survey.verified_m2.get(place.pk) for place in members]
        known = [area for area in areas if area is not None]
        drawn = geodesic_area_m2(one.shape)
        if known and len(known) == len(areas) and differs(sum(known), drawn):
            self.report.ask("AREA-VERIFIED-DIFFERS", one.row, Severity.INFO, name=one.name, area_m2=drawn,
                            survey=self.sheet.survey.name, verified_m2=sum(known),
                            difference_m2=sum(known) - drawn)  # fmt: skip

    def _compare_rt(self, part: Placed) -> None:
        survey = self.sheet.survey
        drawn, place = geodesic_area_m2(part.outline.shape), part.target.place
        told = {"name": part.title, "area_m2": drawn, "survey": survey.name}
        if place is None or place.pk not in survey.verified_m2:
            self.report.ask("RT-NOT-SURVEYED", part.outline.row, **told)
            return
        verified = survey.verified_m2[place.pk]
        if verified is not None and differs(verified, drawn):
            self.report.ask("AREA-VERIFIED-DIFFERS", part.outline.row, Severity.INFO, verified_m2=verified,
                            difference_m2=verified - drawn, **told)  # fmt: skip

    def _undrawn(self, rts: Sequence[Placed]) -> None:
        """RT of the survey in the kelurahan of the file that have no polygon."""
        homes = {part.target.home.pk for part in rts}
        drawn = {part.target.place.pk for part in rts if part.target.place}
        lacking = [pk for pk in self.sheet.survey.verified_m2 if pk not in drawn]
        rows = Place.objects.filter(pk__in=lacking, kelurahan__in=homes).select_related("parent", "kelurahan")
        for place in rows.order_by("kelurahan__name", "parent__name", "name"):
            verified = self.sheet.survey.verified_m2[place.pk]
            self.report.ask("RT-NOT-DRAWN", 0, Severity.INFO, name=_rt_name(place), area_m2=verified or 0)

    def _gaps(self, shapes: Sequence[BaseGeometry]) -> list[topology.Finding]:
        return topology.gaps(shapes, terms().gap_least_m2, terms().gap_most_m2) if shapes else []

    def _tell(self, code: str, one: topology.Finding, outlines: Sequence[tuple[Outline, Statement]]) -> None:
        first = outlines[one.first]
        told: dict[str, object] = {"name": title_of(*first), "area_m2": one.area_m2, "at": _text(one.at)}
        if one.second is not None:
            other = outlines[one.second]
            told |= {"other": title_of(*other), "other_row": other[0].row}
        elif code == "SHAPE-GAP":
            told |= {"other": title_of(*first), "other_row": first[0].row}
        self.report.ask(code, first[0].row, **told)


def _rt_name(place: Place) -> str:
    above = [place.parent.name] if place.parent and place.parent_id != place.kelurahan_id else []
    home = [place.kelurahan.name] if place.kelurahan else []
    return " / ".join([place.name, *above]) + "".join(f", {name}" for name in home)


def _point(piece: BaseGeometry) -> str:
    inner = piece.representative_point()
    return _text((inner.x, inner.y))


def _text(at: tuple[float, float]) -> str:
    return f"{at[0]:.6f} {at[1]:.6f}"
