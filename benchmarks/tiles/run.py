"""`./run bench tiles`: vector tiles of the medium example city under load. Options: --help."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

if __name__ == "__main__":
    sys.exit(subprocess.call([sys.executable, "-m", "benchmarks.tiles.measuring", *sys.argv[1:]], cwd=ROOT))
