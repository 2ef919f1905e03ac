"""The control in UTM: the right zone, and as far from the geodesic area as the projection explains."""

import pytest
import shapely
from shapely import MultiPolygon, Polygon

from tuntas.city.places.projections import utm_control, utm_controls
from tuntas.city.places.shapes import geodesic_area_m2


def block(lon: float, lat: float) -> Polygon:
    return shapely.box(lon, lat, lon + 0.01, lat + 0.01)


@pytest.mark.parametrize(
    ("lon", "lat", "crs"),
    [
        (95.3, 5.5, "EPSG:9476"),  # Banda Aceh, 46N
        (117.1, 2.8, "EPSG:9480"),  # Tanjung Selor, 50N
        (110.8, -7.6, "EPSG:9489"),  # Surakarta, 49S
        (140.7, -2.6, "EPSG:9494"),  # Jayapura, 54S
        (134.3, 0.9, "EPSG:9493"),  # Mapia: 53N is not registered
        (95.9, -0.5, "EPSG:9476"),  # 46S is not registered
    ],
)
def test_the_zone_is_the_one_of_the_polygon(lon: float, lat: float, crs: str) -> None:
    shape = block(lon, lat)
    area, found = utm_control(shape)
    assert found == crs
    assert 0 < abs(area / geodesic_area_m2(shape) - 1) < 0.002


def test_on_the_meridian_the_control_is_smaller_by_the_scale_factor() -> None:
    shape = shapely.box(110.99, -7.01, 111.01, -6.99)
    assert utm_control(shape)[0] / geodesic_area_m2(shape) == pytest.approx(0.9996**2, abs=1e-5)


def test_many_are_measured_as_each_alone() -> None:
    shapes = [block(110.8, -7.6), block(95.3, 5.5), MultiPolygon([block(110.1, -7.6), block(110.3, -7.6)])]
    assert utm_controls(shapes) == [utm_control(shape) for shape in shapes]
    assert utm_controls([]) == []


def test_a_place_abroad_is_refused() -> None:
    with pytest.raises(ValueError, match="no UTM zone of Indonesia"):
        utm_control(block(12, 42))
