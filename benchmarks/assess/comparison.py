"""Everything that issue 2 promises about speed and memory, measured in one run.

    ./run bench assess [--quick] [--rounds 5]

Variants take turns, each a fresh process, so that whatever else the machine does meets all of them. Read the ratios,
not the seconds. Data come from the generators in the shared folder (TUNTAS_SHARED, else ../shared) and are kept in
PERF_DATA (else a temporary folder). Exit 1 where a result differs from a peer's or a goal is missed.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.assess.processes import ROOT, Measured, json_of, seconds_of, take_turns

SHARED = Path(os.environ.get("TUNTAS_SHARED") or ROOT.parent / "shared")
PEERS = ("polars", "duckdb", "pandas")
#: Peer → how many of our medians its median must be, at least.
GOALS = {"polars": 1.0, "duckdb": 3.0, "pandas": 3.0}
PEAK_MB = 1_000
WORKBOOK_SECONDS = 6.0
VERSION_RATIO = 8.0
RT_ROWS = 3_000


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="1 million building rows in place of 10, fewer rounds")
    parser.add_argument("--rounds", type=int, help="how often each variant takes its turn")
    options = parser.parse_args()
    rounds = options.rounds or (2 if options.quick else 5)
    folder = Path(os.environ.get("PERF_DATA") or Path(tempfile.gettempdir()) / "tuntas-perf")
    folder.mkdir(parents=True, exist_ok=True)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {versions()}")
    kept = [
        building_rows(folder, 1_000_000 if options.quick else 10_000_000, rounds),
        rt_workbook(rounds),
        start(15),
        building_list(rounds, quick=options.quick),
    ]
    print(f"\ngoals kept: {sum(kept)} of {len(kept)}; load now {os.getloadavg()[0]:.1f}")
    return 0 if all(kept) else 1


def versions() -> str:
    """The libraries compared."""
    found = []
    for name in ("polars", "narwhals", "duckdb", "pandas", "pyarrow"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} absent")
    return ", ".join(found)


def building_rows(folder: Path, rows: int, rounds: int) -> bool:
    """Building rows → RT, kawasan and kelurahan scored → slum hectares per city, beside the shared peers."""
    print(f"\n== {rows:,} building rows, Parquet → classes per city")
    generator, peers = SHARED / "perf" / "gen_j1.py", SHARED / "perf" / "j1_peers.py"
    if not peers.is_file():
        print(f"skipped: {peers} is not there")
        return False
    environment = {"PERF_DATA": str(folder), "PYTHONWARNINGS": "ignore"}
    if not (folder / f"rt_{rows}.parquet").is_file():
        seconds_of([sys.executable, str(generator), str(rows)], environment)
    repetitions = ["--reps", "3"]
    commands = {"tuntas": [sys.executable, "-m", "benchmarks.assess.generated_rows", str(folder), str(rows), "3"]}
    commands |= {peer: [sys.executable, str(peers), peer, str(rows), *repetitions] for peer in PEERS}
    results = take_turns(commands, rounds, lambda command: json_of(command, environment))
    show(results)
    checksums = {str(one["checksum"]) for turns in results.values() for one in turns}
    print(f"all {len(checksums) == 1 and 'equal' or 'DIFFERENT'}: {' '.join(checksums)}")
    ours = middle(results["tuntas"])
    ratios = {peer: middle(results[peer]) / ours for peer in PEERS}
    peak = max(one["rss_mb"] for one in results["tuntas"])
    print("; ".join(f"{peer} takes {ratio:.2f} times ours (goal {GOALS[peer]})" for peer, ratio in ratios.items()))
    print(f"ours takes {1 / ratios['polars']:.2f} times hand-written Polars; our peak {peak:,.0f} MB (goal {PEAK_MB})")
    return len(checksums) == 1 and peak < PEAK_MB and all(ratios[peer] >= GOALS[peer] for peer in PEERS)


def rt_workbook(rounds: int) -> bool:
    """The whole process: an RT workbook in, the result workbook out."""
    print(f"\n== tuntas assess, {RT_ROWS:,} RT, XLSX → XLSX, whole process")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "rt.xlsx", Path(folder) / "out.xlsx"
        seconds_of([sys.executable, "-m", "benchmarks.assess.gen_rt_xlsx", str(source), str(RT_ROWS)])
        command = [*tuntas(), "assess", str(source), "-o", str(target)]
        seconds = [seconds_of(command) for _ in range(rounds)]
        size = target.stat().st_size
    median = statistics.median(seconds)
    print(f"median {median:.2f} s of {rounds} (goal {WORKBOOK_SECONDS}), result {size / 1e6:.1f} MB")
    return median <= WORKBOOK_SECONDS


def start(rounds: int) -> bool:
    """`tuntas --version` beside a Python that does nothing."""
    print("\n== tuntas --version beside python -c pass")
    commands = {"tuntas --version": [*tuntas(), "--version"], "python -c pass": [sys.executable, "-c", "pass"]}
    results = take_turns(commands, rounds, lambda command: Measured(median=seconds_of(command)))
    ours, bare = (middle(results[name]) for name in commands)
    print(f"{ours * 1000:.0f} ms, {bare * 1000:.0f} ms: {ours / bare:.1f} times (goal {VERSION_RATIO})")
    return ours / bare <= VERSION_RATIO


def building_list(rounds: int, *, quick: bool) -> bool:
    """A building list in a workbook, beside the bare reading of the same file."""
    rows = 20_000 if quick else 150_000
    print(f"\n== building list, {rows:,} rows, XLSX read, validated, scored, beside polars.read_excel", flush=True)
    module = ["-m", "benchmarks.assess.building_xlsx", "--rows", str(rows), "--reps", str(rounds)]
    return seconds_of([sys.executable, *module], show=True, may_fail=True) >= 0


def tuntas() -> list[str]:
    """The installed command where it stands beside this Python."""
    installed = Path(sys.executable).parent / "tuntas"
    return [str(installed)] if installed.is_file() else [sys.executable, "-m", "tuntas.cli.main"]


def show(results: dict[str, list[Measured]]) -> None:
    """The table of medians."""
    best = middle(results["tuntas"])
    print(f"{'variant':10} {'median s':>9} {'fastest s':>9} {'x tuntas':>9} {'peak MB':>8}")
    for name, turns in results.items():
        fastest, peak = min(one["median"] for one in turns), max(one["rss_mb"] for one in turns)
        print(f"{name:10} {middle(turns):9.3f} {fastest:9.3f} {middle(turns) / best:9.2f} {peak:8,.0f}")


def middle(turns: list[Measured]) -> float:
    """The median over the turns of a variant."""
    return statistics.median(one["median"] for one in turns)


if __name__ == "__main__":
    sys.exit(main())
