"""A shape as somebody writes it: what is read, what is joined, what is refused in words."""

import pytest
import shapely

from tuntas.domain.wording import catalogue
from tuntas.exchange.regions.shape_text import MAX_CORNERS, UnreadableShape, read_shape

SQUARE = "POLYGON((110 -7, 110.001 -7, 110.001 -7.001, 110 -7.001, 110 -7))"
BESIDE = "POLYGON((110.001 -7, 110.002 -7, 110.002 -7.001, 110.001 -7.001, 110.001 -7))"
HIGH = "POLYGON Z((110 -7 3, 110.001 -7 3, 110.001 -7.001 3, 110 -7.001 3, 110 -7 3))"
FAR = "POLYGON((110.1 -7, 110.101 -7, 110.101 -7.001, 110.1 -7))"


def collected(*written: str) -> str:
    return str(shapely.to_geojson(shapely.GeometryCollection([shapely.from_wkt(one) for one in written])))


@pytest.mark.parametrize("words", [
    SQUARE, f"SRID=4326;{SQUARE}", f"  {shapely.to_geojson(shapely.from_wkt(SQUARE))}\n", collected(SQUARE),
    f'{{"type":"Feature","properties":{{}},"geometry":{shapely.to_geojson(shapely.from_wkt(SQUARE))}}}',
    HIGH,
])  # fmt: skip
def test_every_spelling_is_the_same_ground(words: str) -> None:
    read = read_shape(words)
    assert read.shape.equals(shapely.from_wkt(SQUARE)) and not read.shape.has_z and not read.is_joined


def test_parts_that_touch_are_joined_and_parts_that_do_not_stay_apart() -> None:
    touching, apart = read_shape(collected(SQUARE, BESIDE)), read_shape(collected(SQUARE, FAR))
    assert touching.is_joined and touching.shape.geom_type == "Polygon"
    assert not apart.is_joined and apart.shape.geom_type == "MultiPolygon"


def test_a_flawed_part_is_left_as_it_is_for_the_check_to_show() -> None:
    bow = "POLYGON((110 -7, 110.001 -7.001, 110.001 -7, 110 -7.001, 110 -7))"
    read = read_shape(collected(bow, BESIDE))
    assert not read.shape.is_valid and not read.is_joined


@pytest.mark.parametrize(("words", "code"), [
    ("", "SHAPE-TEXT-NONE"), (" \n", "SHAPE-TEXT-NONE"), ("Melati", "SHAPE-TEXT-UNREADABLE"),
    ("{", "SHAPE-TEXT-UNREADABLE"), ("POLYGON((110 -7, 111 -7))", "SHAPE-TEXT-UNREADABLE"),
    ('{"type":"Polygon","coordinates":[[["a",1],[2,3],[4,5],["a",1]]]}', "SHAPE-TEXT-UNREADABLE"),
    (f"MULTIPOINT({','.join(['1 1'] * (MAX_CORNERS + 1))})", "SHAPE-TEXT-TOO-LARGE"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(words: str, code: str) -> None:
    with pytest.raises(UnreadableShape) as refusal:
        read_shape(words)
    assert refusal.value.code == code
    assert catalogue()[code]["id"].format(**refusal.value.params)
