"""Tiles under load: 8 connections, signed in, the client on the same cores. A browser that holds nothing, and one that
holds what it has seen; before that a while in which the tiles are made."""

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.city.client import signed_in
from benchmarks.city.office import Office, made_office, served
from benchmarks.tiles.client import Load, Looking, looked
from door import postgresql

PER_SECOND, P95_MS = 300, 80
LAYERS = ("kelurahan", "rt", "kawasan")
#: From the whole city to a few RT.
ZOOMS = range(12, 17)
UDEG = 1_000_000
WARM_S = 8.0


def tiles_over(box: Sequence[int], code: str) -> list[str]:
    """The addresses of every tile that shows a part of a box."""
    west, south, east, north = (edge / UDEG for edge in box)
    found = []
    for zoom in ZOOMS:
        columns = range(_column(zoom, west), _column(zoom, east) + 1)
        rows = range(_row(zoom, north), _row(zoom, south) + 1)
        found += [f"/kota/{code}/petak/{layer}/{zoom}/{x}/{y}.mvt" for layer in LAYERS for x in columns for y in rows]
    return found


def measure(office: Office, user: Mapping[str, str], options: argparse.Namespace) -> list[dict[str, object]]:
    """Each way of looking beside its goals."""
    drawn = json.loads(office.run("benchmarks.tiles.inside").strip().splitlines()[-1])
    paths = tiles_over(drawn["box"], user["code"])
    print(f"{len(paths)} petak (tiles), {drawn['settlements']} kawasan (settlements)", flush=True)
    found = []
    with served(office, options.workers) as port:
        cookies = signed_in(port, user)
        # Each worker makes its own tiles: this is the only time that somebody waits for one.
        first = looked(paths, Looking(port, cookies, options.connections, WARM_S, has_memory=False))
        print(f"sambil dibuat (while made): {first.per_second:.0f}/s, p95 {first.p95_ms:.0f} ms", flush=True)
        for name, has_memory in (("tanpa simpanan (nothing held)", False), ("dengan simpanan (held tiles)", True)):
            load = looked(paths, Looking(port, cookies, options.connections, options.seconds, has_memory))
            found.append(told(name, load))
            print(json.dumps(found[-1], ensure_ascii=False), flush=True)
    return found


def told(name: str, load: Load) -> dict[str, object]:
    """The figures of a way of looking, and whether they hold."""
    holds = load.per_second >= PER_SECOND and load.p95_ms <= P95_MS
    return {"tiles": name, "per_second": round(load.per_second, 1), "p50_ms": round(load.p50_ms, 1),
            "p95_ms": round(load.p95_ms, 1), "unchanged_304": round(load.unchanged, 3),
            "kb_each": round(load.bytes / load.answers / 1000, 2), "holds": holds}  # fmt: skip


def main() -> int:
    """Measure; exit code 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="./run bench tiles", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--workers", type=int, default=0, help="0: as tuntas serve chooses")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--home", help="folder to keep the SQLite office in, for the next run")
    options = parser.parse_args()
    found = []
    for kind in ("sqlite", "postgresql") if options.database == "both" else (options.database,):
        with ExitStack() as stack:
            keep = kind == "sqlite" and options.home
            home = Path(options.home if keep else stack.enter_context(tempfile.TemporaryDirectory()))
            url = stack.enter_context(postgresql.running()) if kind == "postgresql" else ""
            print(f"{kind}: {os.cpu_count()} inti (cores), {os.getloadavg()[0]:.1f} beban (load) di awal", flush=True)
            office, user = made_office(home, url)
            found += measure(office, user, options)
    return 0 if all(one["holds"] for one in found) else 1


def _column(zoom: int, longitude: float) -> int:
    return math.floor((longitude / 360 + 0.5) * (1 << zoom))


def _row(zoom: int, latitude: float) -> int:
    return math.floor((0.5 - math.atanh(math.sin(math.radians(latitude))) / (2 * math.pi)) * (1 << zoom))


if __name__ == "__main__":
    sys.exit(main())
