"""`python -m benchmarks.decree.inside UNITS LOCATIONS PAPER`: one annex, nothing kept from before.

Prints JSON: seconds and megabytes.
"""

import json
import sys
import time

from benchmarks.decree.invented import invented_annex
from tuntas.reports.decree.annex import annex_pdf


def main(units: int, locations: int, paper: str) -> dict[str, object]:
    """Make the annex once, as an office does."""
    content = invented_annex(units, locations)
    begun = time.perf_counter()
    made = annex_pdf(content, paper)
    return {"seconds": round(time.perf_counter() - begun, 2), "megabytes": round(len(made) / 1e6, 2)}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
