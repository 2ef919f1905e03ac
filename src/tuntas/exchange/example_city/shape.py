"""How large an example city is."""

from dataclasses import dataclass
from enum import StrEnum


class CitySize(StrEnum):
    """Ready-made sizes: SMALL for tests, MEDIUM for the demo, LARGE for load."""

    SMALL = "SMALL"
    MEDIUM = "MEDIUM"
    LARGE = "LARGE"


@dataclass(frozen=True, slots=True)
class CityShape:
    """Numbers of things in a city. `buildings_per_ha`: over the whole area, river and fields included.

    Raises `ValueError` where there are fewer RT than RW, fewer RW than kelurahan, and so on.
    """

    kecamatan: int
    kelurahan: int
    rw: int
    rt: int
    buildings: int
    buildings_per_ha: float = 36.0

    def __post_init__(self) -> None:
        steps = (1, self.kecamatan, self.kelurahan, self.rw, self.rt, self.buildings / FEWEST_BUILDINGS)
        if list(steps) != sorted(steps) or self.buildings_per_ha <= 0:
            raise ValueError(f"an example city needs kecamatan ≤ kelurahan ≤ RW ≤ RT ≤ buildings / 20: {self}")

    @property
    def area_m2(self) -> float:
        """Area of the whole city."""
        return self.buildings / self.buildings_per_ha * 10_000


#: Buildings an RT has on average at least; below it, percents become coarse.
FEWEST_BUILDINGS = 20

SHAPES = {
    CitySize.SMALL: CityShape(kecamatan=1, kelurahan=3, rw=12, rt=60, buildings=3_000),
    CitySize.MEDIUM: CityShape(kecamatan=2, kelurahan=12, rw=96, rt=500, buildings=30_000),
    CitySize.LARGE: CityShape(kecamatan=4, kelurahan=40, rw=380, rt=2_000, buildings=100_000),
}


def shape_of(size: CitySize | CityShape) -> CityShape:
    """The numbers of a ready-made size; a shape is given back as it is."""
    return size if isinstance(size, CityShape) else SHAPES[size]
