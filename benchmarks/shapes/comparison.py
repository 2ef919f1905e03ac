"""Overlaps of delineations, ours beside `geopandas.overlay` of the same shapes with themselves, taking turns.

    ./run bench shapes [--polygons 3000] [--rounds 3] [--seed 4]

geopandas is timed for the overlay alone; ours for the overlay and the geodesic square metres of each pair. Each turn
gets shapes that nobody has touched yet. Read the ratio, not the seconds. Exit 1 where the shared square metres differ
by more than rounding or the goal is missed.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray

from benchmarks.shapes.delineations import delineations
from tuntas.city.places.overlapping import overlaps
from tuntas.city.places.shapes import SLIVER_M2, geodesic_area_m2

#: Ours must take at most this share of the time of geopandas.
GOAL = 0.15


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polygons", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=3, help="how often each takes its turn")
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    shapes = delineations(options.polygons, options.seed)
    corners = shapely.get_num_coordinates(shapes).mean()
    print(f"geopandas {geopandas.__version__}, shapely {shapely.__version__}, GEOS {shapely.geos_version_string}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {len(shapes):,} polygons of {corners:.0f} corners")
    seconds, ours, overlay = turns(shapes, options.rounds)
    for name, taken in seconds.items():
        print(f"{name:10} median {statistics.median(taken):.3f} s, fastest {min(taken):.3f} s of {options.rounds}")
    is_equal = told_equal(ours, overlay)
    ratio = statistics.median(seconds["tuntas"]) / statistics.median(seconds["geopandas"])
    print(f"ours takes {ratio:.3f} times geopandas.overlay (goal {GOAL}); load now {os.getloadavg()[0]:.1f}")
    return 0 if is_equal and ratio <= GOAL else 1


def turns(shapes: NDArray[np.object_], rounds: int) -> tuple[dict[str, list[float]], Any, Any]:
    """Seconds of both, and what each found in the last round. The first changes from round to round."""
    variants: dict[str, Callable[[Any], Any]] = {"tuntas": overlaps, "geopandas": overlaid}
    seconds: dict[str, list[float]] = {name: [] for name in variants}
    results: dict[str, Any] = {}
    kept = shapely.to_wkb(shapes)
    for number in range(rounds):
        for name in list(variants)[:: -1 if number % 2 else 1]:
            fresh = shapely.from_wkb(kept)
            start = time.perf_counter()
            results[name] = variants[name](fresh)
            seconds[name].append(time.perf_counter() - start)
    return seconds, results["tuntas"], results["geopandas"]


def overlaid(shapes: NDArray[np.object_]) -> geopandas.GeoDataFrame:
    """What a script would write."""
    frame = geopandas.GeoDataFrame({"number": range(len(shapes))}, geometry=shapes, crs="EPSG:4326")
    return geopandas.overlay(frame, frame, how="intersection", keep_geom_type=True)


def told_equal(ours: list[tuple[int, int, int]], overlay: geopandas.GeoDataFrame) -> bool:
    """Whether both share the same square metres, within half a square metre for each pair."""
    once = overlay[overlay["number_1"] < overlay["number_2"]]
    theirs = [area for area in map(geodesic_area_m2, once.geometry) if area > SLIVER_M2]
    total, other = sum(area for *_, area in ours), sum(theirs)
    is_equal = len(ours) == len(theirs) and abs(total - other) <= len(ours) / 2
    print(f"{len(ours):,} pairs share {total:,} m²; geopandas: {len(theirs):,} pairs, {other:,} m²"
          f" ({'equal' if is_equal else 'DIFFERENT'})")  # fmt: skip
    return is_equal


if __name__ == "__main__":
    sys.exit(main())
