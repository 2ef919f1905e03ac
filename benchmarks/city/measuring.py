"""The dashboard and the list of RT under load: 8 connections, warm, signed in, the client on the same cores."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.city.client import Load, loaded, signed_in
from benchmarks.city.office import Office, made_office, served
from door import postgresql

WARM_S = 3.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what it has to hold. `per_second` 0: no goal."""

    name: str
    path: str
    per_second: float
    p95_ms: float
    queries: int


def pages(code: str) -> Sequence[Page]:
    """The pages that the office's work leans on."""
    rows = f"/kota/{code}/rt/"
    return (
        Page("dasbor (dashboard)", f"/kota/{code}/", 150, 150, 12),
        Page("100 RT, disaring (filtered)", f"{rows}?kumuh=ya&urut=-total", 0, 200, 12),
        # Another search with every request: what is drawn anew, not what was kept.
        Page("100 RT, tiap kali dicari lain (another search each time)", f"{rows}?cari=rt&lain={{n}}", 0, 200, 12),
    )


def measure(office: Office, user: Mapping[str, str], options: argparse.Namespace) -> list[dict[str, object]]:
    """Each page's load and queries, beside its goals."""
    wanted = pages(user["code"])
    asked = json.loads(
        office.run("benchmarks.city.inside", "queries", user["username"], *(page.path for page in wanted))
    )
    found = []
    with served(office, options.workers) as port:
        cookies = signed_in(port, user)
        for page in wanted:
            loaded(port, page.path, cookies, connections=options.connections, seconds=WARM_S)
            load = loaded(port, page.path, cookies, connections=options.connections, seconds=options.seconds)
            found.append(told(page, load, asked[page.path]))
            print(json.dumps(found[-1], ensure_ascii=False), flush=True)
    return found


def told(page: Page, load: Load, queries: int) -> dict[str, object]:
    """The figures of a page, and whether they hold."""
    holds = load.per_second >= page.per_second and load.p95_ms <= page.p95_ms and queries <= page.queries
    return {"page": page.name, "per_second": round(load.per_second, 1), "p50_ms": round(load.p50_ms, 1),
            "p95_ms": round(load.p95_ms, 1), "queries": queries, "holds": holds}  # fmt: skip


def main() -> int:
    """Measure on each database; exit code 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="./run bench city", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
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


if __name__ == "__main__":
    sys.exit(main())
