"""Files and places that pages of places are about, each made once in a world."""

import json

from tests.world import AT, SOURCE, World
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.models import Place, PlaceKind
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.city.records.models import Paper


def square(column: int, row: int = 0, width: float = 1) -> list[list[float]]:
    """A ring off Central Java, where the example city lies; one step is about 111 m."""
    west, south, size = 109.6 + column * 0.001, -6.8 + row * 0.001, width * 0.001
    return [[west + size * x, south + size * y] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]


def geojson(*outlines: tuple[list[list[float]], dict[str, str]]) -> bytes:
    """A map of rings with what they say of their places."""
    features = [{"type": "Feature", "properties": said, "geometry": {"type": "Polygon", "coordinates": [ring]}}
                for ring, said in outlines]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def filed_map(world: World) -> int:
    """A map of Melati, filed in the city."""
    return _filed(world, PaperHead("BOUNDARY", title="melati.geojson"), "melati.geojson",
                  geojson((square(0), {"kelurahan": "Melati"}))).pk  # fmt: skip


def filed_decree(world: World) -> int:
    """A decree with its scan, filed in the city."""
    return _filed(world, PaperHead("SK", title="Lokasi kumuh"), "sk.pdf", b"%PDF-1.4 contoh").pk


def unsure_place(world: World) -> int:
    """A kelurahan that only a survey knows."""
    known = Place.objects.filter(parent=world.kecamatan, name="Dahlia").first()
    head = PlaceHead(PlaceKind.KELURAHAN, "Dahlia", world.kecamatan)
    return (known or add_place(head=head, source=SOURCE, by=None, at=AT)).pk


def _filed(world: World, head: PaperHead, name: str, content: bytes) -> Paper:
    known = Paper.objects.filter(city=world.city, kind=head.kind, filename=name).first()
    return known or file_paper(city=world.city, head=head, by=None, at=AT, content=content, filename=name)
