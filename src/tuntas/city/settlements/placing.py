"""Where the outlines of a map lie: by code, by the name of their kelurahan, by their ground, or as the officer says."""

from collections.abc import Sequence
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from tuntas.city.places.areas import areas_m2
from tuntas.city.places.loading import Answers, LoadReport, Question
from tuntas.city.places.matching import Matcher, Target
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.places.naming import match_name
from tuntas.city.places.outlines import Outline
from tuntas.city.places.shapes import geodesic_area_m2
from tuntas.city.settlements.headers import Statement
from tuntas.city.settlements.sheets import Placed, SettlementSheet, title_of
from tuntas.city.settlements.terms import share_ppm, terms


class Placer:
    """Finds the place of each outline (two queries); what lies somewhere without saying so is shown and confirmed."""

    def __init__(self, sheet: SettlementSheet, answers: Answers, report: LoadReport) -> None:
        self.answers, self.report = answers, report
        self.matcher = Matcher(sheet.map, answers, report)
        places = Place.objects.within(sheet.city.place).filter(dissolved_on=None)
        wide = places.filter(level__in=[Level.CITY, Level.KECAMATAN, Level.KELURAHAN]).select_related("kecamatan")
        self._places = {place.pk: place for place in wide.order_by("name")}
        self._grounds = _Grounds([pk for pk, one in self._places.items() if one.level == Level.KELURAHAN])

    def placed(self, outline: Outline, said: Statement) -> Placed | None:
        """The outline with its place; None and a question where that is not clear."""
        if said.kelurahan or outline.code or (outline.rt_rw and outline.name):
            named = replace(outline, name=said.kelurahan or outline.name, kecamatan=said.kecamatan)
            target = self.matcher.target(named)
        else:
            home = self._by_ground(outline, said)
            target = Target(home, home) if home else None
        return Placed(target, outline, said) if target else None

    def _by_ground(self, outline: Outline, said: Statement) -> Place | None:
        """The kelurahan that holds the outline, once the officer agrees; else its kecamatan by name, or a question."""
        shares = self._grounds.shares(outline.shape) if outline.shape is not None else []
        if shares and shares[0][1] >= terms().lies_in_ppm:
            return self._confirmed(f"letak:{shares[0][0]}", "SETTLEMENT-BY-GROUND", outline, said, shares[:1])
        if not shares and (kecamatan := self._kecamatan(said)):
            return kecamatan
        if not shares and said.kecamatan:  # one answer for all that name this kecamatan
            key = f"letak-kecamatan:{match_name(said.kecamatan)}"
            return self._confirmed(key, "SETTLEMENT-WHERE", outline, said, ())
        return self._confirmed(f"letak-baris:{outline.row}", "SETTLEMENT-WHERE", outline, said, shares)

    def _confirmed(self, key: str, code: str, outline: Outline, said: Statement,
                   shares: Sequence[tuple[int, int]]) -> Place | None:  # fmt: skip
        likely = [self._places[pk] for pk, _ in shares]
        title = likely[0].name if code == "SETTLEMENT-BY-GROUND" else said.kecamatan or title_of(outline, said)
        others = [one for one in self._places.values() if one not in likely]
        question = Question(key, code, title, [outline.row], near=len(likely))
        question.choices = [(str(one.pk), _words(one)) for one in [*likely, *others]]
        self.report.wonder(question, self.answers)
        chosen = self._places.get(self.answers.chosen(key) or 0)
        if chosen is None and not self.answers.is_left(key):
            self.report.ask(code, outline.row, name=title_of(outline, said), home=likely[0].name if likely else "–")
        return chosen

    def _kecamatan(self, said: Statement) -> Place | None:
        name = match_name(said.kecamatan) if said.kecamatan else ""
        found = [one for one in self._places.values() if one.level == Level.KECAMATAN and one.match_name == name]
        return found[0] if len(found) == 1 else None


class _Grounds:
    """The drawn kelurahan (one query)."""

    def __init__(self, kelurahan: Sequence[int]) -> None:
        drawn = PlaceEdition.objects.drawn().filter(until_on=None, place__in=kelurahan).order_by("place")
        rows = list(drawn.values_list("place", "geometry"))
        self._ids = [pk for pk, _ in rows]
        self._shapes = [shapely.from_wkb(bytes(geometry or b"")) for _, geometry in rows]
        self._tree = shapely.STRtree(self._shapes)

    def shares(self, shape: BaseGeometry) -> list[tuple[int, int]]:
        """The kelurahan that hold a part of a shape, the largest part first: id and parts per million."""
        near = sorted(int(one) for one in self._tree.query(shape, "intersects"))
        if not near:
            return []
        whole = geodesic_area_m2(shape)
        pieces = areas_m2(shapely.intersection([self._shapes[one] for one in near], shape))
        shares = [(self._ids[one], share_ppm(int(area), whole)) for one, area in zip(near, pieces, strict=True)]
        return sorted((one for one in shares if one[1]), key=lambda one: -one[1])


def _words(place: Place) -> str:
    return f"{place.name} ({place.kecamatan.name})" if place.kecamatan else place.name
