"""Between what the tables hold and what the ground floor reads: facts, problems, printed results, whole surveys."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import F

from tuntas.city.surveys.models import Campaign, SurveyRecord, SurveyRecordVersion
from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.rules.facts import UnitFacts
from tuntas.sheets.survey import Layout, Printed, Survey, SurveyRow

Json = dict[str, Any]


def facts_json(facts: UnitFacts) -> Json:
    """Facts as the tables hold them; empty parts left out."""
    parts = {"quantities": facts.quantities, "open_ended": facts.open_ended, "shares": facts.shares,
             "answers": facts.answers}  # fmt: skip
    kept: Json = {name: dict(part) for name, part in parts.items() if part}
    return kept | ({"city_size": facts.city_size} if facts.city_size else {})


def unit_facts(kept: Mapping[str, Any]) -> UnitFacts:
    """The facts again."""
    return UnitFacts(**kept)


def problem_json(problem: Problem) -> Json:
    """A problem as the tables hold it; its wording is in the catalogue."""
    place = problem.place
    return {"code": problem.code, "severity": problem.severity.value, "sheet": place.sheet, "cell": place.cell,
            "params": {name: _plain(value) for name, value in problem.params.items()}, "row": place.row,
            "value": problem.value}  # fmt: skip


def problem_of(kept: Mapping[str, Any]) -> Problem:
    """The problem again."""
    place = CellPlace(kept["sheet"], kept["cell"], kept["row"])
    return Problem(kept["code"], Severity(kept["severity"]), kept["params"], place, kept["value"])


def printed_json(printed: Printed | None) -> Json | None:
    """Printed results; decimals as the text that denotes them."""
    if printed is None:
        return None
    return {
        "shares": {name: str(value) for name, value in printed.shares.items()},
        "scores": {name: str(value) for name, value in printed.scores.items()},
        "total": None if printed.total is None else str(printed.total),
        "grade": printed.grade,
        "sectoral_average": None if printed.sectoral_average is None else str(printed.sectoral_average),
    }


def printed_of(kept: Mapping[str, Any] | None) -> Printed | None:
    """The printed results again."""
    if kept is None:
        return None
    shares, scores = ({name: Decimal(text) for name, text in kept[part].items()} for part in ("shares", "scores"))
    total, average = (None if kept[part] is None else Decimal(kept[part]) for part in ("total", "sectoral_average"))
    return Printed(shares=shares, scores=scores, total=total, grade=kept["grade"], sectoral_average=average)


def row_json(row: SurveyRow, upload_id: int) -> Json:
    """The columns of a version that come from a row of a file."""
    named = _named(row)
    return {
        "identity": [[name, text] for name, text in row.identity.items()],
        "row_number": row.number,
        "facts": facts_json(row.facts),
        "sources": {name: {"upload": upload_id, "sheet": place.sheet, "cell": place.cell}
                    for name in row.places if (place := row.places[name]) and name in named},
        "findings": [problem_json(problem) for problem in row.problems],
        "printed": printed_json(row.printed),
    }  # fmt: skip


def row_of(version: SurveyRecordVersion, record: SurveyRecord) -> SurveyRow:
    """The row that a version was, with the cells of those values that came from a file."""
    number = version.row_number or 0
    return SurveyRow(
        number=number,
        identity=dict(version.identity),
        rt=record.rt,
        rw=record.rw,
        facts=unit_facts(version.facts),
        printed=printed_of(version.printed),
        problems=tuple(problem_of(kept) for kept in version.findings),
        places={name: CellPlace(source["sheet"], source["cell"], number)
                for name, source in version.sources.items() if "cell" in source},
    )  # fmt: skip


def current_versions(campaign: Campaign) -> list[SurveyRecordVersion]:
    """The newest version of every record, in order of arrival, its record and place loaded (one query)."""
    versions = SurveyRecordVersion.objects.filter(record__campaign=campaign, number=F("record__version"))
    return list(versions.select_related("record__place").order_by("record__position"))


def survey_of(campaign: Campaign, versions: Iterable[SurveyRecordVersion]) -> Survey:
    """What a campaign holds, as the survey that a file would give."""
    rows = tuple(row_of(version, version.record) for version in versions)
    columns = tuple(dict.fromkeys(name for row in rows for name in row.identity))
    return Survey(f"{campaign.city.code}-{campaign.year}", "", Layout.FLAT, columns, rows)


def _named(row: SurveyRow) -> frozenset[str]:
    facts, printed = row.facts, row.printed
    names = {*facts.quantities, *facts.shares, *facts.answers, *row.identity}
    if printed:
        names |= {f"{name}_persen" for name in printed.shares} | {f"{name}_nilai" for name in printed.scores}
        names |= {"total_nilai", "tingkat_kekumuhan", "rata_rata_sektoral"}
    return frozenset(names)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int) or value is None else str(value)
