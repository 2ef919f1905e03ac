"""`./run bench assess`: the product beside its peers, in the same run. Options: --help."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

if __name__ == "__main__":
    sys.exit(subprocess.call([sys.executable, "-m", "benchmarks.assess.comparison", *sys.argv[1:]], cwd=ROOT))
