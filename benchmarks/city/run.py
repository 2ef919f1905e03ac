"""`./run bench city`: the web application under load on the medium example city. Options: --help."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

if __name__ == "__main__":
    sys.exit(subprocess.call([sys.executable, "-m", "benchmarks.city.measuring", *sys.argv[1:]], cwd=ROOT))
