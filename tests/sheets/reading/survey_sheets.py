"""Survey sheets made for tests: rows of the flat template and of the KOTAKU layout, written as XLSX or CSV."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import openpyxl

from tuntas.domain.problems import Problem
from tuntas.rules.loading import load_regulation, shipped_law
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import percent_of, score_of
from tuntas.sheets.reading.survey_file import read_survey
from tuntas.sheets.survey import Survey, SurveyRow

Row = list[object]

IDS = ("1a", "1b", "1c", "2a", "2b", "3a", "3b", "4a", "4b", "4c", "5a", "5b", "6a", "6b", "7a", "7b")
WHOLES = (
    "luas_verifikasi_ha",
    "jumlah_bangunan",
    "jumlah_penduduk",
    "jumlah_kk",
    "panjang_jalan_ideal_m",
    "panjang_drainase_ideal_m",
)
FLAT = ("kecamatan", "kelurahan", "rt_rw", *WHOLES, *IDS)
FIGURES = {
    **dict(zip(WHOLES, (1.5, 40, 160, 50, 600, 400), strict=True)),
    **dict(zip(IDS, (30, 0.25, 4, 60, 330, 26, 0, 0.5, 310, 0, 10, 16, 50, 50, 40, 40), strict=True)),
}


@cache
def law() -> Regulation:
    """The rule set of 2018."""
    return load_regulation(shipped_law() / "permen_pupr_14_2018")


def flat_row(rt_rw: object = "RT001-RW002", kelurahan: object = "Melati", **other: object) -> Row:
    """A row of the flat template; `k1a` stands for 1a, other names for themselves."""
    values = {"kecamatan": "Barat", "kelurahan": kelurahan, "rt_rw": rt_rw, **FIGURES}
    values |= {(name[1:] if name[1:] in IDS else name): value for name, value in other.items()}
    return [values[name] for name in FLAT]


def kotaku_header() -> Row:
    """The columns of the flat KOTAKU sheet."""
    parts: Row = ["kawasan", "rt", "tahun"]
    for aspect in "1234567":
        ids = [one for one in IDS if one[0] == aspect]
        parts += [f"{one}{part}" for one in ids for part in "vpn"] + [f"{aspect}r"]
    return [*parts, "totalNilai", "tingkatKekumuhan", "ratarataKekumuhan", "kontribusiPenanganan"]


def kotaku_row(rt: object, shares: Sequence[float]) -> Row:
    """A consistent KOTAKU row of these sixteen shares."""
    values: dict[str, object] = {"kawasan": 17, "rt": rt, "tahun": 2019, "kontribusiPenanganan": 0.0}
    bands, total = law().bands, 0
    for one, share in zip(IDS, shares, strict=True):
        score = score_of(percent_of(round(share * 10**12), 10**12, bands.factor), bands)
        total += score
        values |= {f"{one}v": round(share * 80, 2), f"{one}p": share, f"{one}n": score}
    averages = []
    for aspect in "1234567":
        own = [share for one, share in zip(IDS, shares, strict=True) if one[0] == aspect]
        averages.append(sum(own) / len(own))
        values[f"{aspect}r"] = averages[-1]
    letters = {"berat": "KB", "sedang": "KS", "ringan": "KR", "tidak_kumuh": "TK"}
    values |= {"totalNilai": total, "tingkatKekumuhan": letters[law().grade_of(total).id]}
    values["ratarataKekumuhan"] = sum(averages) / len(averages)
    return [values[str(name)] for name in kotaku_header()]


def read_rows(path: Path, *rows: Sequence[object], header: Sequence[object] = FLAT) -> Survey:
    """The survey that these rows make when written to `path` (XLSX or CSV, by its name) and read."""
    table = [list(header), *map(list, rows)]
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, delimiter=";").writerows(table)
    else:
        book = openpyxl.Workbook()
        for row in table:
            book.active.append(row)
        book.save(path)
    return read_survey(path, law())


def found(problems: Sequence[Problem], code: str) -> Problem:
    """The one problem with that code."""
    matching = [problem for problem in problems if problem.code == code]
    assert len(matching) == 1, [problem.code for problem in problems]
    return matching[0]


def codes(row: SurveyRow | Survey) -> list[str]:
    """The codes of a row's or a survey's own problems."""
    return [problem.code for problem in row.problems]
