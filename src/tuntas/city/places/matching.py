"""Which place an outline means: by code, by name, by the numbers of RT and RW, or as the officer answered."""

from collections import defaultdict
from dataclasses import dataclass

from tuntas.city.places.code_loading import is_code
from tuntas.city.places.loading import Answers, LoadReport, Question, near_names
from tuntas.city.places.models import Level, Place
from tuntas.city.places.naming import match_name, rt_of_key, rw_of_key
from tuntas.city.places.outlines import MapSheet, Outline
from tuntas.domain.places import parse_rt_rw

MOST_CHOICES = 40


@dataclass(frozen=True, slots=True)
class Target:
    """The place of an outline. `place` None: an RT that the file brings, named `rt` in `rw` of `home`."""

    home: Place
    place: Place | None
    rw: str = ""
    rt: str = ""

    @property
    def mark(self) -> tuple[object, ...]:
        """Equal for one place."""
        return (self.place.pk,) if self.place else (self.home.pk, match_name(self.rw), match_name(self.rt))

    @property
    def level(self) -> str:
        """The storey of the place."""
        return self.place.level if self.place else Level.RT.value

    @property
    def kelurahan_id(self) -> int | None:
        """The kelurahan that it lies in; None for what lies in none."""
        return self.place.kelurahan_id if self.place else self.home.pk


class Matcher:
    """Finds places by exact code or name (one query); what is merely alike becomes a question."""

    def __init__(self, sheet: MapSheet, answers: Answers, report: LoadReport) -> None:
        self.answers, self.report = answers, report
        self._by_id: dict[int, Place] = {}
        self._by_code: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._below: dict[tuple[int, str], Place] = {}
        known = Place.objects.filter(dissolved_on=None)
        known = known.within(sheet.city) if sheet.city else known.filter(code__isnull=False)
        for place in known.select_related("kecamatan").order_by("name", "pk"):
            self._know(place)

    def _know(self, place: Place) -> None:
        self._by_id[place.pk] = place
        if place.code:
            self._by_code[place.code] = place
        if place.level in (Level.RW, Level.RT):
            self._below[place.parent_id or 0, place.match_name] = place
        else:
            self._by_name[place.match_name].append(place)

    def target(self, outline: Outline) -> Target | None:
        """The place that an outline names; None and a question where it is not clear."""
        coded = self._by_code.get(outline.code) if is_code(outline.code) else None
        home = coded if coded and self._could_be(coded, outline) else self._named(outline)
        if home is None or not outline.rt_rw:
            return Target(home, home) if home else None
        return self._rt(home, outline)

    def rw(self, target: Target) -> Place | None:
        """The RW that a new RT belongs to, where it is known."""
        return self._below.get((target.home.pk, match_name(target.rw)))

    def _named(self, outline: Outline) -> Place | None:
        """The place above RT of that name, in that kecamatan where the file says one."""
        named = self._by_name.get(self.answers.our_name(outline.name), []) if outline.name else []
        found = [place for place in named if self._could_be(place, outline)]
        if outline.kecamatan and len(found) > 1:
            kecamatan = self.answers.our_name(outline.kecamatan)
            found = [place for place in found if place.kecamatan and place.kecamatan.match_name == kecamatan]
        return found[0] if len(found) == 1 else self._asked(outline, found)

    def _asked(self, outline: Outline, found: list[Place]) -> Place | None:
        """A name that nobody has, or several: the officer's answer, or a question."""
        everywhere = [place for places in self._by_name.values() for place in places if self._could_be(place, outline)]
        near = near_names(outline.name, [place.name for place in everywhere])
        likely = found or [place for name in near for place in everywhere if place.match_name == match_name(name)]
        code = "PLACE-AMBIGUOUS" if found else "PLACE-UNKNOWN"
        key = outline.home_key
        others = [place for place in everywhere if place not in likely]
        question = Question(key, code, outline.name or outline.code, [outline.row], near=len(likely))
        question.choices = [(str(place.pk), _words(place)) for place in [*likely, *others]]
        self.report.wonder(question, self.answers)
        chosen = self._by_id.get(self.answers.chosen(key) or 0)
        if chosen is None and not self.answers.is_left(key):
            told = {"count": len(found)} if found else {"near": ", ".join(near) or "–"}
            self.report.ask(code, outline.row, name=outline.title, code=outline.code, **told)
        return chosen

    def _could_be(self, place: Place, outline: Outline) -> bool:
        """RT and RW lie in kelurahan, not in a kecamatan of that name; any other outline may be any place."""
        return not outline.rt_rw or place.level == Level.KELURAHAN

    def _rt(self, home: Place, outline: Outline) -> Target | None:
        """The RT in a kelurahan; a new one only where the officer lets the file bring places."""
        key, numbers = f"rt:{outline.row}", parse_rt_rw(outline.rt_rw)
        if chosen := self._by_id.get(self.answers.chosen(key) or 0):
            self._ask_rt("PLACE-RT-UNKNOWN", home, outline)
            return Target(home, chosen)
        if numbers is None:
            self._unclear_rt("PLACE-RT-UNREADABLE", home, outline)
            return None
        rw, rt = rw_of_key(numbers.rw), rt_of_key(numbers.rt)
        rw_place = self._below.get((home.pk, match_name(rw)))
        found = rw_place and self._below.get((rw_place.pk, match_name(rt)))
        if found is not None:
            return Target(home, found)
        if self.answers.may_add(key):
            self._ask_rt("PLACE-RT-UNKNOWN", home, outline)
            return Target(home, None, rw, rt)
        self._unclear_rt("PLACE-RT-UNKNOWN", home, outline)
        return None

    def _unclear_rt(self, code: str, home: Place, outline: Outline) -> None:
        self._ask_rt(code, home, outline)
        if not self.answers.is_left(f"rt:{outline.row}"):
            told = {"home": home.name} if code == "PLACE-RT-UNKNOWN" else {}
            self.report.ask(code, outline.row, name=outline.title, **told)

    def _ask_rt(self, code: str, home: Place, outline: Outline) -> None:
        """Which RT of the kelurahan is meant; one that is only added without a word is no question."""
        key = f"rt:{outline.row}"
        if self.answers.is_adding and key not in self.answers.said and code == "PLACE-RT-UNKNOWN":
            return
        question = Question(key, code, outline.title, [outline.row], can_add=code == "PLACE-RT-UNKNOWN")
        like = self._like(home, outline)[:MOST_CHOICES]
        question.choices = [(str(place.pk), self._rt_words(place)) for place in like]
        self.report.wonder(question, self.answers)

    def _like(self, home: Place, outline: Outline) -> list[Place]:
        """The RT of the kelurahan that share a number with what the file says; all where that cannot be read."""
        numbers = parse_rt_rw(outline.rt_rw)
        marks = {match_name(rw_of_key(numbers.rw)), match_name(rt_of_key(numbers.rt))} if numbers else set()
        rts = [place for place in self._by_id.values() if place.level == Level.RT and place.kelurahan_id == home.pk]
        return [place for place in rts if not marks or marks & {place.match_name, self._above(place)}]

    def _above(self, place: Place) -> str:
        parent = self._by_id.get(place.parent_id or 0)
        return parent.match_name if parent else ""

    def _rt_words(self, place: Place) -> str:
        above = self._by_id.get(place.parent_id or 0)
        return f"{place.name} / {above.name}" if above and above.level == Level.RW else place.name


def _words(place: Place) -> str:
    return f"{place.name} ({place.kecamatan.name})" if place.kecamatan else place.name
