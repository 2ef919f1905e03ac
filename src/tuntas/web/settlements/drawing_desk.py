"""What a delineation is drawn on: the settlement, what is around it, and the drawing as it was sent."""

from dataclasses import dataclass
from datetime import date

import shapely
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place, PlaceEdition
from tuntas.city.records.models import Paper
from tuntas.city.settlements.drawings import Claim, Drawing, drawing_of
from tuntas.city.settlements.drawn_checks import Remark, Sketch, Verdict, homes_of, judge
from tuntas.city.settlements.models import Delineation, Settlement
from tuntas.city.settlements.terms import terms
from tuntas.domain.problems import Problem, Severity
from tuntas.exchange.regions.shape_text import UnreadableShape, WrittenShape, read_shape
from tuntas.web.settlements.drawing_forms import ACCEPTED, TEXT, DrawingForm, NewDrawingForm
from tuntas.web.settlements.drawing_maps import BOX, OWN, Box
from tuntas.web.settlements.drawing_shown import Checked, doubts_in_words
from tuntas.web.settlements.loading import KEEPS
from tuntas.web.shared.maps import exact_geometry

#: What a drawing made here rests on, before the words of whoever drew it.
MAP_SOURCE = "peta aplikasi"
PAPER_KINDS = ("SK", "BERITA_ACARA", "LETTER", "BOUNDARY", "SCAN")
MOST_PAPERS = 200
#: How far around a shape its surroundings are shown, in degrees: about a kilometre.
AROUND = 0.01


@dataclass(frozen=True, slots=True)
class Desk:
    """A city, the settlement and its newest edition where there are any, and the place to begin at."""

    city: City
    settlement: Settlement | None = None
    last: Delineation | None = None
    place: Place | None = None

    @property
    def text(self) -> str:
        """The drawing in force as GeoJSON; empty without one."""
        return exact_geometry(shapely.from_wkb(bytes(self.last.geometry))) if self.last else ""

    @property
    def box(self) -> Box | None:
        """What the map shows first: the drawing, else the place, else everything (one query)."""
        drawn: Delineation | PlaceEdition | None = self.last
        if drawn is None:
            place = self.place or (self.settlement.place if self.settlement else None)
            drawn = PlaceEdition.objects.drawn().filter(place=place, until_on=None).first() if place else None
        return shapely.from_wkb(bytes(drawn.geometry or b"")).bounds if drawn else None

    def map_context(self) -> dict[str, str]:
        """Where the map begins and what it asks for."""
        url, box = reverse("settlement_around", args=[self.city.code]), self.box
        asked = [f"{OWN}={self.settlement.pk}"] if self.settlement else []
        if box:
            wide = (box[0] - AROUND, box[1] - AROUND, box[2] + AROUND, box[3] + AROUND)
            asked.append(f"{BOX}={','.join(f'{edge:.6f}' for edge in wide)}")
        return {"around_url": f"{url}?{'&'.join(asked)}" if asked else url,
                "bounds": " ".join(f"{edge:.7f}" for edge in box) if box else ""}  # fmt: skip


def places_for(request: HttpRequest, city: City) -> list[Place]:
    """Where a settlement may lie: the kelurahan, then the kecamatan for one that spans several."""
    levels = [Level.KELURAHAN, Level.KECAMATAN]
    found = Place.objects.within(city.place).filter(level__in=levels, dissolved_on=None)
    listed = sorted(found.select_related("kecamatan", "city__tenant__place"),
                    key=lambda one: (levels.index(Level(one.level)), one.name))  # fmt: skip
    return [one for one in listed if can(request.user, KEEPS, one)]


def papers_for(request: HttpRequest, city: City) -> list[Paper]:
    """Papers that a drawing may rest on, the newest first."""
    seen = Paper.objects.visible_to(request.user).filter(city=city, kind__in=PAPER_KINDS, is_personal=False)
    return list(seen.order_by("-filed_at", "-pk")[:MOST_PAPERS])


def checked_drawing(request: HttpRequest, desk: Desk, form: DrawingForm, place: Place | None) -> Checked:
    """The drawing as it was sent, with what is to be said about it."""
    edition, before = (desk.last.pk, desk.last.area_m2) if desk.last else (0, None)
    accepted = request.POST.getlist(ACCEPTED)
    try:
        written = read_shape(request.POST.get(TEXT, ""))
    except UnreadableShape as refusal:
        problem = Problem(refusal.code, Severity.ERROR, refusal.params)
        return Checked(Verdict([Remark(problem)]), None, before, edition, accepted)
    home = place or _likely_home(form, desk, written)
    form.is_valid()
    on: date = form.cleaned_data.get("on") or timezone.localdate()
    verdict = judge(Sketch(desk.city, written.shape, on, home, desk.settlement))
    if written.is_joined and not verdict.is_blocked:
        joined = Problem("DRAWING-JOINED", Severity.INFO, {"area_m2": verdict.area_m2})
        verdict = Verdict([*verdict.remarks, Remark(joined)], verdict.area_m2)
    return Checked(verdict, written.shape, before, edition, accepted)


def drawing_from(form: DrawingForm, checked: Checked) -> Drawing:
    """What is to be kept: the shape with what was said of it, and the doubts that were accepted."""
    said = form.cleaned_data
    told = {"sumber": said["source"], "alasan": said["reason"], "diterima": doubts_in_words(checked)}
    claim = Claim(stated={name: words for name, words in told.items() if words})
    paper = Paper.objects.get(pk=said["paper"]) if said.get("paper") else None
    assert checked.shape is not None
    return drawing_of(checked.shape, crs="EPSG:4326", source=f"{MAP_SOURCE}: {said['source']}", claim=claim,
                      paper=paper)  # fmt: skip


def _likely_home(form: DrawingForm, desk: Desk, written: WrittenShape) -> Place | None:
    """For a new settlement whose place was not said yet: the kelurahan that holds nearly all of it."""
    if not isinstance(form, NewDrawingForm) or not written.shape.is_valid or written.shape.is_empty:
        return None
    shares = homes_of(desk.city, written.shape)
    if not shares or shares[0][1] < terms().lies_in_ppm:
        return None
    form.suggest_place(shares[0][0])
    return shares[0][0]
