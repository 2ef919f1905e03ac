"""Small surveys to write: exact facts, gaps, a blocked row, and cells that try to become formulas."""

from functools import cache
from random import Random

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.domain.quantity import MICRO
from tuntas.rules.facts import UnitFacts
from tuntas.rules.loading import load_regulation, shipped_law
from tuntas.rules.regulation import Regulation
from tuntas.sheets.survey import Layout, Survey, SurveyRow

IDENTITY = ("kecamatan", "kelurahan", "rt_rw")
FORMULAS = ("=2+5", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x","y")', "\t=1", "<b>&amp;</b>", " tepi ")


@cache
def regulation(folder: str = "permen_pupr_14_2018") -> Regulation:
    """A shipped rule set."""
    return load_regulation(shipped_law() / folder)


def facts(random: Random, without: str = "") -> UnitFacts:
    """Facts of a made-up RT, the field `without` left out."""
    rule, hardship = regulation(), random.random()
    wholes = {"bangunan": 40, "kk": 50, "luas": 2, "jalan": 300, "drainase": 280}
    quantities = {d.field: wholes[key] * MICRO for key, d in rule.denominators.items()}
    quantities["jumlah_penduduk"] = 200 * MICRO
    for criterion in rule.criteria:
        share = min(max(random.gauss(hardship, 0.25), 0), 1)
        quantities[criterion.field] = int(wholes[criterion.denominator] * share * MICRO)
    return UnitFacts({name: micro for name, micro in quantities.items() if name != without})


def survey_row(number: int, places: tuple[str, str, str], of: UnitFacts, *problems: Problem) -> SurveyRow:
    """A row with the identity `places`."""
    return SurveyRow(number, dict(zip(IDENTITY, places, strict=True)), f"{number:03d}", "001", of, problems=problems)


def survey(rows: int = 12, seed: int = 1) -> Survey:
    """`rows` RT in three kelurahan: row 3 lacks a volume, row 5 its households, row 7 is blocked."""
    random = Random(seed)
    made = []
    for number in range(rows):
        without = {2: "luas_genangan_ha", 4: "jumlah_kk"}.get(number, "")
        blocks = [Problem("R299", Severity.ERROR, {}, CellPlace("Data", f"F{number + 2}", number + 2), "12O")]
        places = ("Utara", f"Kelurahan {number % 3 + 1}", f"RT{number + 1:03d}-RW001")
        made.append(survey_row(number + 2, places, facts(random, without), *(blocks if number == 6 else ())))
    return Survey("survei.xlsx", "Data", Layout.FLAT, IDENTITY, tuple(made))


def hostile_survey() -> Survey:
    """A row for each text that a careless writer would turn into a formula or into broken XML."""
    random = Random(7)
    made = [survey_row(number, (text, text, text), facts(random)) for number, text in enumerate(FORMULAS, 2)]
    return Survey('=cmd|"/c calc"!A1', "Data", Layout.FLAT, IDENTITY, tuple(made))
