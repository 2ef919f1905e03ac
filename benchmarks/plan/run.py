"""`./run bench plan`: gaps of our plans by size, seed and time limit, beside peers of the same run. Options: --help.

The generator, the textbook model and the independent check come from the folder of peers (`gen_j3.py`, `j3_model.py`,
`j3_peers.py`); without it there is nothing to measure, which is said. Gap = own proven bound / objective − 1.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PEERS = Path(os.environ.get("TUNTAS_PEERS", ROOT.parent / "shared" / "perf"))
#: (size, limit in seconds) -> the most that the median and the worst gap over the seeds may be, in percent.
GOALS = {
    ("M", 10): (1.5, 2.6),
    ("M", 60): (1.0, 2.0),
    ("S", 10): (5.5, 5.5),
    ("S", 60): (3.0, 3.0),
    ("L", 60): (0.5, 0.5),
}
NEVER_BELOW_GREEDY = {("M", 1), ("L", 10)}
OWN_PEERS = ("greedy_class", "greedy_ratio")


def main() -> int:
    """Every size, seed and limit; exit code 1 where a goal is missed or a plan breaks a rule."""
    options = _options()
    if not (PEERS / "j3_model.py").is_file():
        print(
            f"dilewati (skipped): {PEERS} tidak ada / is not there; TUNTAS_PEERS menyebut tempatnya / names the place"
        )
        return 0
    print(f"{os.cpu_count()} inti (cores), {os.getloadavg()[0]:.1f} beban (load) di awal", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        rows = [_measured(Path(folder), size, seed, limit) for size in options.sizes
                for limit in options.limits for seed in options.seeds]  # fmt: skip
        for size in options.sizes:
            _peers(Path(folder), size, options)
    return 0 if _table(rows) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench plan", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=["S", "M", "L"], default=["S", "M", "L"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[142018, 777, 31, 2024, 5])
    parser.add_argument("--limits", nargs="+", type=int, default=[1, 10, 60])
    parser.add_argument("--peers", nargs="*", default=list(OWN_PEERS), help="peers of j3_peers.py, by name")
    parser.add_argument("--peer-limit", type=int, default=60, help="seconds for a peer that is a solver")
    return parser.parse_args()


def _measured(folder: Path, size: str, seed: int, limit: int) -> dict[str, Any]:
    """One plan by the command line, as an office makes it; checked by the peers' own evaluation."""
    instance = folder / f"{size}_{seed}.json"
    if not instance.exists():
        _python(["-c", _GENERATE, size, str(seed), str(instance)], folder)
    plan = folder / "plan.json"
    plan.unlink(missing_ok=True)
    began = time.perf_counter()
    call = ["-m", "tuntas.cli.main", "plan", "optimise", str(instance), "-o", str(plan), "--time-limit", str(limit)]
    _python(call, folder)
    wall = time.perf_counter() - began
    told = json.loads(plan.read_text(encoding="utf-8"))
    judged = json.loads(_python(["-c", _JUDGE, str(instance), str(plan)], folder))
    row = {"size": size, "seed": seed, "limit": limit, "wall_s": round(wall, 2), "objective": judged["objective"],
           "bound": told["bound"], "gap_percent": round(100 * (told["bound"] / judged["objective"] - 1), 3),
           "to_greedy": round(judged["objective"] / judged["greedy"], 4), "steps": told["steps"],
           "load": round(os.getloadavg()[0], 1)}  # fmt: skip
    print(json.dumps(row), flush=True)
    return row


_GENERATE = """import json, sys
from gen_j3 import generate
json.dump(generate(sys.argv[1], int(sys.argv[2])), open(sys.argv[3], "w"))"""
_JUDGE = """import json, sys
from j3_model import evaluate, greedy
d = json.load(open(sys.argv[1])); d["C"] = [{int(k): v for k, v in c.items()} for c in d["C"]]
p = {int(a): {int(k): tuple(v) for k, v in x.items()} for a, x in json.load(open(sys.argv[2]))["plan"].items()}
ours, floor = evaluate(d, p), evaluate(d, greedy(d, "ratio"))
print(json.dumps({"objective": float(ours["objective"]), "greedy": float(floor["objective"])}))"""


def _python(arguments: list[str], folder: Path) -> str:
    paths = os.pathsep.join([str(ROOT / "src"), str(PEERS)])
    environment = {**os.environ, "PYTHONPATH": paths, "PERF_DATA": str(folder)}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def _peers(folder: Path, size: str, options: argparse.Namespace) -> None:
    """The peers on the first seed; one that is not installed is said and passed over."""
    first = folder / f"{size}_{options.seeds[0]}.json"
    (folder / f"j3_{size}.json").write_bytes(first.read_bytes())
    for peer in options.peers:
        call = [str(PEERS / "j3_peers.py"), peer, size, str(options.peer_limit), "0.01"]
        try:
            told = json.loads(_python(call, folder).splitlines()[-1])
        except (subprocess.CalledProcessError, IndexError, ValueError):
            print(json.dumps({"peer": peer, "size": size, "note": "tidak berjalan (did not run)"}), flush=True)
            continue
        shown = {key: told.get(key) for key in ("median", "objective", "bound", "gap")}
        print(json.dumps({"peer": peer, "size": size, "seed": options.seeds[0], **shown}), flush=True)


def _table(rows: list[dict[str, Any]]) -> bool:
    """Median and worst by size and limit beside the goals; do all hold?"""
    holds = True
    print(f"{'':6}{'s':>5}{'median %':>10}{'worst %':>10}{'goal':>12}{'worst/greedy':>14}{'wall s':>8}")
    for key in dict.fromkeys((row["size"], row["limit"]) for row in rows):
        mine = [row for row in rows if (row["size"], row["limit"]) == key]
        gaps, ratio = [row["gap_percent"] for row in mine], min(row["to_greedy"] for row in mine)
        goal = GOALS.get(key)
        good = goal is None or (statistics.median(gaps) <= goal[0] and max(gaps) <= goal[1])
        good = good and (key not in NEVER_BELOW_GREEDY or ratio >= 1.0)
        holds = holds and good
        told = f"{goal[0]}/{goal[1]}" if goal else ("≥ greedy" if key in NEVER_BELOW_GREEDY else "")
        print(f"{key[0]:6}{key[1]:>5}{statistics.median(gaps):>10.2f}{max(gaps):>10.2f}{told:>12}{ratio:>14.3f}"
              f"{max(row['wall_s'] for row in mine):>8.1f}{'' if good else '  <-- meleset (missed)'}")  # fmt: skip
    return holds


if __name__ == "__main__":
    sys.exit(main())
