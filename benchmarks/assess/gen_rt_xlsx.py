"""An invented RT workbook in the flat template: seeded, one row an RT.

python -m benchmarks.assess.gen_rt_xlsx FILE.xlsx ROWS [SEED]
"""

import random
import sys

import xlsxwriter

from tuntas.rules.loading import load_regulation, shipped_law
from tuntas.rules.regulation import Regulation

SIZES = {"unit": (30, 120), "KK": (30, 150), "ha": (1, 9), "m": (100, 1200)}
RT_IN_KELURAHAN = 60


def write_rows(path: str, rows: int, seed: int, rule: Regulation) -> None:
    """Denominators within `SIZES`, volumes anywhere below them; every RT leans to one side."""
    draw = random.Random(seed)
    fields = [d.field for d in rule.denominators.values()] + [one.field for one in rule.criteria]
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Data RT")
    sheet.write_row(0, 0, ["kecamatan", "kelurahan", "rt_rw", *fields])
    for number in range(rows):
        kelurahan = number // RT_IN_KELURAHAN
        key = f"RT{number % 10 + 1:03d}-RW{number % RT_IN_KELURAHAN // 10 + 1:03d}"
        figures = _figures(draw, rule)
        place = [f"Kecamatan {kelurahan // 8 + 1}", f"Contoh {kelurahan + 1}", key]
        sheet.write_row(number + 1, 0, [*place, *(figures[field] for field in fields)])
    book.close()


def _figures(draw: random.Random, rule: Regulation) -> dict[str, float]:
    lean, figures = draw.random(), {}
    for denominator in rule.denominators.values():
        figures[denominator.field] = float(draw.randint(*SIZES[denominator.unit]))
    for one in rule.criteria:
        whole = figures[rule.denominator_of(one).field]
        figures[one.field] = round(whole * draw.uniform(0, lean), 2 if one.unit == "ha" else 0)
    return figures


def main(path: str, rows: str, seed: str = "142018") -> None:
    """Write the file."""
    write_rows(path, int(rows), int(seed), load_regulation(shipped_law() / "permen_pupr_14_2018"))


if __name__ == "__main__":
    main(*sys.argv[1:])
