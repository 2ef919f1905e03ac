"""Coordinate systems that maps of Indonesia come in, for an officer to choose from where a file is silent."""

from functools import cache

from pyproj import CRS

GEOGRAPHIC = (4326, 9470, 4755)
#: WGS 84 UTM 46N–52N and 46S–54S, DGN95 UTM 46N–52N and 47S–54S, DGN95 TM-3 46.2–54.1.
PROJECTED = (*range(32646, 32653), *range(32746, 32755), *range(23866, 23873), *range(23877, 23885),
             *range(23830, 23846), 3857)  # fmt: skip


@cache
def known_systems() -> tuple[tuple[str, str], ...]:
    """Each system's code and name, as in ("EPSG:32749", "WGS 84 / UTM zone 49S")."""
    return tuple((f"EPSG:{number}", CRS.from_epsg(number).name) for number in (*GEOGRAPHIC, *PROJECTED))
