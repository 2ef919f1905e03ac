"""Our variant of J1: the generator's tables through the product's column path, to the checksum of the peers.

    python -m benchmarks.assess.generated_rows FOLDER ROWS REPS

Prints one JSON line as the peers do: median seconds after a warm-up, the checksum, the peak memory of the process.
"""

import json
import resource
import statistics
import sys
import time
from pathlib import Path

import polars as pl

from tuntas.rollup.building_tables import building_units
from tuntas.rollup.levels import score_levels
from tuntas.rules.loading import load_regulation
from tuntas.rules.regulation import Regulation

RULES = Path(__file__).parent / "rules" / "j1_generator"
PLACES = {"kota_id": "kota", "kel_id": "kelurahan", "kaw_id": "kawasan"}


def classified(folder: Path, rows: int, regulation: Regulation) -> list[float]:
    """Buildings → RT, kawasan and kelurahan scored → slum hectares of the cities; the peers' checksum."""
    buildings = pl.scan_parquet(folder / f"b_{rows}.parquet")
    table = pl.scan_parquet(folder / f"rt_{rows}.parquet").rename(PLACES)
    units = building_units(buildings, table, regulation)
    levels = score_levels(units, regulation, ("rt", "kawasan", "kelurahan"))
    classes = levels["rt"]["grade_min"].value_counts().sort("grade_min")["count"].to_list()
    totals = [int(frame["total_min"].sum()) for frame in levels.values()]
    slums = levels["kawasan"].filter(pl.col("total_min") >= regulation.slum_from_total)
    hectares = slums.group_by("kota").agg(pl.col(regulation.area_field).sum() / 10**6)[regulation.area_field]
    return [totals[0], *classes, *totals[1:], round(float(hectares.sum()), 2), round(float(hectares.max() or 0), 2)]


def main(folder: str, rows: str, repetitions: str) -> None:
    """Measure this process."""
    regulation, seconds, checksum = load_regulation(RULES), [], list[float]()
    for _ in range(int(repetitions) + 1):
        start = time.perf_counter()
        checksum = classified(Path(folder), int(rows), regulation)
        seconds.append(time.perf_counter() - start)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"median": statistics.median(seconds[1:]), "checksum": checksum, "rss_mb": round(peak_mb)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
