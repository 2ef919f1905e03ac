"""A building list of 150,000 rows: opened, validated and scored, against the bare reading of the same file.

    python -m benchmarks.assess.building_xlsx [--rows 150000] [--reps 5] [--file LIST.xlsx]

Each measurement is a fresh process; product and peer take turns in one run. "seconds" runs from the open file
to the last assessment (modules loaded), "process" is the whole process. Goal: at most 1.5 times the peer.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
from python_calamine import load_workbook

from benchmarks.assess.gen_buildings_xlsx import write_list
from benchmarks.assess.naive_buildings import naive_facts
from tuntas.rules.loading import load_regulation, shipped_law
from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import assess_survey
from tuntas.sheets.buildings import read_buildings
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.survey import Survey

ROOT = Path(__file__).resolve().parent.parent.parent
GOAL = 1.5
SMALL_ROWS = 3_000


def law() -> Regulation:
    """The rule set that scores."""
    return load_regulation(shipped_law() / "permen_pupr_14_2018")


def ours(path: Path) -> dict[str, float | int]:
    """Open with the guard, read and validate, score every RT; seconds of each."""
    regulation, start = law(), time.perf_counter()
    book = open_workbook(path)
    opened = time.perf_counter()
    survey = read_buildings(book, regulation, city_size="besar")
    read = time.perf_counter()
    assessed = assess_survey(survey, regulation)
    end = time.perf_counter()
    parts = {"guard": opened - start, "read": read - opened, "score": end - read}
    return {"seconds": end - start, **parts, "rows": len(assessed), "findings": len(survey.problems)}


def peer(path: Path) -> dict[str, float | int]:
    """Read the first sheet, and do nothing with it."""
    start = time.perf_counter()
    table = pl.read_excel(path)
    return {"seconds": time.perf_counter() - start, "rows": table.height}


def equals_naive(survey: Survey, path: Path, regulation: Regulation) -> bool:
    """Whether the counts of a small list are those of plain Python on the cells of another reader."""
    header, *cells = load_workbook(str(path)).get_sheet_by_name("Bangunan").to_python()
    expected = naive_facts((dict(zip(header, row, strict=True)) for row in cells), regulation)
    counted = {
        (row.identity["kecamatan"], row.identity["kelurahan"], row.identity["rt_rw"]): row.facts for row in survey.rows
    }
    return counted.keys() == expected.keys() and all(
        facts.open_ended == expected[key][1]
        and {name: facts.quantities[name] for name in expected[key][0]} == expected[key][0]
        for key, facts in counted.items()
    )


def measured(variant: str, path: Path) -> dict[str, float]:
    """One fresh process."""
    command = [sys.executable, "-m", "benchmarks.assess.building_xlsx", "--once", variant, "--file", str(path)]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return {**json.loads(done.stdout), "process": time.perf_counter() - start}


def compare(path: Path, reps: int) -> float:
    """Print the table of medians; the ratio of seconds."""
    runs: dict[str, list[dict[str, float]]] = {"peer": [], "ours": []}
    for _ in range(reps):
        for variant, results in runs.items():
            results.append(measured(variant, path))
    medians = {
        variant: {name: statistics.median(one[name] for one in results) for name in results[0]}
        for variant, results in runs.items()
    }
    for variant, figures in medians.items():
        print(variant, ", ".join(f"{name} {value:,.2f}" for name, value in figures.items()))
    ratio = medians["ours"]["seconds"] / medians["peer"]["seconds"]
    whole = medians["ours"]["process"] / medians["peer"]["process"]
    print(f"ratio {ratio:.2f} (goal {GOAL}), whole process {whole:.2f}, median of {reps}")
    return ratio


def main() -> int:
    """Command line. Exit 1 where the results differ or the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=150_000)
    parser.add_argument("--reps", type=int, default=5)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--once", choices=("ours", "peer"))
    options = parser.parse_args()
    if options.once:
        figures = {"ours": ours, "peer": peer}[options.once](options.file)
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({**figures, "peak_mb": peak_mb}))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.xlsx", options.file or Path(folder) / "large.xlsx"
        write_list(small, SMALL_ROWS, seed=7)
        is_equal = equals_naive(read_buildings(open_workbook(small), law()), small, law())
        print(f"equal to plain Python on {SMALL_ROWS:,} rows: {is_equal}")
        if not large.exists():
            write_list(large, options.rows, seed=142018)
        ratio = compare(large, options.reps)
    return 0 if is_equal and ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
