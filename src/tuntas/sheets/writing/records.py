"""A scored unit as one flat record: the columns of CSV, JSON and Parquet, and of the sheet of all RT."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tuntas.domain.problems import Problem
from tuntas.domain.quantity import from_micro
from tuntas.rules.priorities import Priority
from tuntas.rules.regulation import Regulation
from tuntas.rules.scoring import Assessment
from tuntas.sheets.assessed import AssessedArea, AssessedRow
from tuntas.sheets.writing.figures import percent_of_share, percent_text

Record = dict[str, object]

#: An identity column that has the name of one of ours is kept under its name with this ending.
OF_INPUT = "_asal"
OURS = frozenset({
    "rt", "rw", "jumlah_rt", "luas_verifikasi_ha", "total_nilai", "tingkat_kekumuhan",
    "rata_rata_sektoral_persen", "lengkap", "temuan", "total_min", "total_max", "kelas_min", "kelas_max",
    "pertimbangan_lain", "legalitas", "kode", "prioritas", "pola_penanganan", "aturan", "aturan_hash",
})  # fmt: skip
LEGALITY = {True: "legal", False: "tidak_legal", None: None}


def result_record(row: AssessedRow, regulation: Regulation) -> Record:
    """The record of one row: identity verbatim, `rt`, `rw`, then the results. None where nothing is known."""
    identity = _identity(row.row.identity.items())
    keys: Record = {"rt": row.row.rt, "rw": row.row.rw}
    return {**identity, **keys, **_results(row.assessment, row.problems, regulation)}


def area_record(area: AssessedArea, regulation: Regulation) -> Record:
    """The record of summed rows: identity, `jumlah_rt`, hectares (verified, and per class), then the results.

    Hectares are None when any member they count lacks its area.
    """
    field = regulation.area_field
    all_areas = [member.row.facts.quantities.get(field) for member in area.members]
    sizes: Record = {"jumlah_rt": len(area.members), "luas_verifikasi_ha": _hectares(all_areas)}
    for rule in regulation.grades:
        sizes[f"luas_{rule.id}_ha"] = _hectares(areas_in_class(area.members, rule.id, field))
    return {**_identity(area.identity), **sizes, **_results(area.assessment, area.problems, regulation)}


def records_of(units: Sequence[AssessedRow | AssessedArea], regulation: Regulation) -> tuple[list[str], list[Record]]:
    """The column names, identity first, and one record a unit, in order."""
    records = [
        result_record(unit, regulation) if isinstance(unit, AssessedRow) else area_record(unit, regulation)
        for unit in units
    ]
    results = list(_results(None, (), regulation))
    leading = [name for record in records for name in record if name not in results]
    return [*dict.fromkeys(leading), *results], records


def areas_in_class(members: Iterable[AssessedRow], grade_id: str, field: str) -> list[int | None]:
    """The verified areas (micro-hectares, None where missing) of the members in a class."""
    return [
        member.row.facts.quantities.get(field)
        for member in members
        if member.assessment and member.assessment.grade and member.assessment.grade.id == grade_id
    ]


def problem_codes(problems: Iterable[Problem]) -> str:
    """Each code once, in order, joined by `;`."""
    return ";".join(dict.fromkeys(problem.code for problem in problems))


def _identity(pairs: Iterable[tuple[str, str]]) -> Record:
    return {f"{name}{OF_INPUT}" if name in OURS else name: value for name, value in pairs}


def _hectares(areas: Sequence[int | None]) -> Decimal | None:
    known = [area for area in areas if area is not None]
    return from_micro(sum(known)) if len(known) == len(areas) else None


def _results(assessment: Assessment | None, problems: Iterable[Problem], regulation: Regulation) -> Record:
    record = _scores(assessment, regulation)
    record |= _summary(assessment)
    record["lengkap"] = int(assessment is not None and assessment.is_complete)
    record["temuan"] = problem_codes(problems)
    record |= _interval(assessment) | _priority(assessment.priority if assessment else None)
    return record | {"aturan": regulation.id, "aturan_hash": regulation.content_hash}


def _scores(assessment: Assessment | None, regulation: Regulation) -> Record:
    record: Record = {}
    for criterion in regulation.criteria:
        record[f"{criterion.id}_persen"] = record[f"{criterion.id}_nilai"] = None
    for result in assessment.criteria if assessment else ():
        if result.percent is not None:
            record[f"{result.criterion.id}_persen"] = Decimal(percent_text(result.percent, regulation.bands))
            record[f"{result.criterion.id}_nilai"] = result.score
    return record


def _summary(assessment: Assessment | None) -> Record:
    average = assessment.sectoral_average if assessment else None
    return {
        "total_nilai": assessment.total if assessment else None,
        "tingkat_kekumuhan": assessment.grade.id if assessment and assessment.grade else None,
        "rata_rata_sektoral_persen": None if average is None else percent_of_share(average, 4),
    }


def _interval(assessment: Assessment | None) -> Record:
    return {
        "total_min": assessment.total_min if assessment else None,
        "total_max": assessment.total_max if assessment else None,
        "kelas_min": assessment.grade_min.id if assessment else None,
        "kelas_max": assessment.grade_max.id if assessment else None,
    }


def _priority(priority: Priority | None) -> Record:
    return {
        "pertimbangan_lain": priority.consideration.id if priority and priority.consideration else None,
        "legalitas": LEGALITY[priority.is_legal if priority else None],
        "kode": priority.code.id if priority and priority.code else None,
        "prioritas": priority.code.priority if priority and priority.code else None,
        "pola_penanganan": (priority.handling or None) if priority else None,
    }
