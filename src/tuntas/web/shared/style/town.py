"""Outlines of an invented town for the style page, as crooked as real ones."""

from math import cos, sin

from tuntas.web.shared.components import MapPlace

GRADES = ("SEVERE", "MODERATE", "LIGHT", "NOT_SLUM", None)
WORDS = {"SEVERE": "Kumuh berat", "MODERATE": "Kumuh sedang", "LIGHT": "Kumuh ringan", "NOT_SLUM": "Tidak kumuh"}
ROWS, COLUMNS = 4, 5
WEST, SOUTH, STEP = 109.660, -6.905, 0.0024


def places() -> list[MapPlace]:
    """The same places for the list."""
    return [
        MapPlace(str(number), _label(number), f"#rt-{number}", _grade(number), "2,10 ha")
        for number in range(1, ROWS * COLUMNS + 1)
    ]


def geojson() -> dict[str, object]:
    """A collection with the properties that the map knows."""
    return {"type": "FeatureCollection", "features": [_feature(number) for number in range(1, ROWS * COLUMNS + 1)]}


def _feature(number: int) -> dict[str, object]:
    row, column = divmod(number - 1, COLUMNS)
    corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1), (column, row)]
    grade = _grade(number)
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [[_corner(x, y) for x, y in corners]]},
        "properties": {
            "id": number,
            "label": _label(number),
            "grade": grade,
            "grade_word": WORDS.get(grade or "", "Belum dapat ditentukan"),
            "detail": "2,10 ha · 120 KK",
            "url": f"/gaya/#rt-{number}",
            "link_word": "Buka halaman RT",
            "handled": number in (8, 13),
            "outline": "drawn" if number % 6 == 0 else "decree",
        },
    }


def _corner(x: int, y: int) -> list[float]:
    return [
        round(WEST + STEP * (x + 0.22 * sin(3.1 * x + 5.3 * y)), 6),
        round(SOUTH + STEP * (y + 0.22 * cos(4.7 * x + 2.9 * y)), 6),
    ]


def _grade(number: int) -> str | None:
    return GRADES[(number * 7 + number // 3) % len(GRADES)]


def _label(number: int) -> str:
    return f"RT {number % 6 + 1:03d} / RW {number // 6 + 1:03d}"
