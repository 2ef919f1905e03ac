"""`./run bench shapes`: overlaps of 3,000 delineations beside geopandas, in the same run. Options: --help."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

if __name__ == "__main__":
    sys.exit(subprocess.call([sys.executable, "-m", "benchmarks.shapes.comparison", *sys.argv[1:]], cwd=ROOT))
