"""What `tuntas survey` does, once the city's database is open."""

import argparse
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tuntas.city.assessments.actions import accept_upload
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.models import City
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.surveys.actions import CampaignHead, CannotSurvey, open_campaign
from tuntas.city.surveys.exporting import FORMATS, MixedLayouts, write_survey
from tuntas.city.surveys.facts import current_versions, problem_of, survey_of
from tuntas.city.surveys.models import Campaign, Upload, UploadState
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.city.surveys.uploads import preview_upload, receive_upload
from tuntas.cli.application import city_of_code
from tuntas.cli.commands.check import finding
from tuntas.cli.outputs import safe_output
from tuntas.cli.screen import Refusal, Screen
from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import AssessedRow, assess_survey
from tuntas.sheets.writing.parquet import write_parquet
from tuntas.sheets.writing.plain import write_csv, write_json

RESULTS: dict[str, Callable[[Path, Sequence[AssessedRow], Regulation], None]] = {
    ".csv": write_csv,
    ".json": write_json,
    ".parquet": write_parquet,
}
DEFAULT_NAME = CampaignHead.__dataclass_fields__["name"].default
FINDINGS_SHOWN = 20


def import_survey(options: argparse.Namespace, screen: Screen) -> int:
    """Bring a file: preview, and with `--accept` into the record, by the system itself. Twice is as once."""
    path = Path(options.file or "")
    if not options.file or not path.is_file():
        raise Refusal("CLI-SURVEY-NO-FILE", path=options.file or "FILE")
    at = datetime.now(UTC)
    try:
        upload, was_known = _received(path, options, at)
        if options.accept and upload.state == UploadState.READY:
            upload = accept_upload(upload=upload, on=date.today(), by=None, at=at)
    except (CannotSurvey, RefusedContent) as refusal:
        raise Refusal(refusal.code, **refusal.params) from refusal
    if upload.state == UploadState.FAILED:
        refused = (upload.preview or {})["refusal"]
        raise Refusal(refused["code"], **refused["params"])
    return _told(upload, was_known, screen)


def export_survey(options: argparse.Namespace, screen: Screen) -> int:
    """Write a campaign as a survey file, or with `--results` as the columns of `tuntas assess`."""
    if not options.output:
        raise Refusal("CLI-SURVEY-NO-OUTPUT")
    campaign = _known_campaign(city_of_code(options.city), options)
    if campaign is None:
        raise Refusal("CLI-SURVEY-NO-CAMPAIGN", city=options.city, year=options.year)
    regulation = regulation_of(campaign)
    survey = survey_of(campaign, current_versions(campaign))
    formats = tuple(RESULTS) if options.results else FORMATS
    with safe_output(options.output, formats=formats) as path:
        if options.results:
            RESULTS[path.suffix.lower()](path, assess_survey(survey, regulation, profile=campaign.profile or None),
                                         regulation)  # fmt: skip
            open_cells = 0
        else:
            open_cells = _written(path, survey, regulation, screen.lang)
    screen.say("CLI-SURVEY-EXPORTED", rows=len(survey.rows), path=options.output)
    if open_cells:
        screen.say("CLI-SURVEY-OPEN-CELLS", count=open_cells, style="yellow")
    screen.result({"output": options.output, "rows": len(survey.rows), "open_cells": open_cells,
                   "campaign": {"year": campaign.year, "name": campaign.name}, "rules": regulation.id,
                   "rules_hash": regulation.content_hash})  # fmt: skip
    return 1 if open_cells else 0


def _written(path: Path, survey: Any, regulation: Regulation, lang: str) -> int:
    try:
        return write_survey(path, survey, regulation, lang=lang).open_cells
    except MixedLayouts as error:
        raise Refusal("CLI-SURVEY-MIXED") from error


def _received(path: Path, options: argparse.Namespace, at: datetime) -> tuple[Upload, bool]:
    campaign = _known_campaign(city_of_code(options.city), options) or _opened(options, at)
    before = Upload.objects.filter(campaign=campaign).count()
    with path.open("rb") as content:
        upload = receive_upload(campaign=campaign, content=content, file_name=path.name, by=None, at=at,
                                sheet=options.sheet or "")  # fmt: skip
    was_known = Upload.objects.filter(campaign=campaign).count() == before
    return preview_upload(upload=upload, on=date.today(), at=at), was_known


def _known_campaign(city: City, options: argparse.Namespace) -> Campaign | None:
    found = Campaign.objects.select_related("city__place", "rule_set").filter(city=city, year=options.year)
    if options.campaign:
        found = found.filter(name=options.campaign)
    campaigns = list(found)
    if len(campaigns) > 1:
        raise Refusal("CLI-SURVEY-SEVERAL", names=", ".join(campaign.name for campaign in campaigns))
    wanted = {options.rules} - {""}
    if campaigns and wanted - {campaigns[0].rule_set.rule_id}:
        raise Refusal("SURVEY-OTHER-CAMPAIGN", name=campaigns[0].name, year=options.year,
                      rule=campaigns[0].rule_set.rule_id)  # fmt: skip
    return campaigns[0] if campaigns else None


def _opened(options: argparse.Namespace, at: datetime) -> Campaign:
    name = options.campaign or str(DEFAULT_NAME)
    head = CampaignHead(options.year, name, options.rules, tuple(options.overlay), options.profile, options.city_size)
    return open_campaign(city=city_of_code(options.city), head=head, on=date.today(), by=None, at=at)


def _told(upload: Upload, was_known: bool, screen: Screen) -> int:
    preview, campaign = upload.preview or {}, upload.campaign
    counts = preview["counts"]
    problems = [problem_of(kept) for kept in (*preview["findings"], *preview["differences"])]
    screen.say("CLI-SURVEY-READ", style="bold", file=upload.file_name, rows=preview["rows"], **counts)
    screen.say("CLI-SURVEY-FINDINGS", findings=len(preview["findings"]), differences=len(preview["differences"]),
               places=len(preview["new_places"]))  # fmt: skip
    for problem in problems[:FINDINGS_SHOWN]:
        where = problem.place.cell or problem.place.row or ""
        screen.say("CLI-SURVEY-FINDING", number=problem.code, where=where, wording=problem.wording(screen.lang))
    for pair in preview["similar"]:
        screen.say("CLI-SURVEY-SIMILAR", style="yellow", new=pair["new"], known=pair["known"])
    assessments = StoredAssessment.objects.filter(record__campaign=campaign).current().count()
    accepted = upload.state == UploadState.ACCEPTED
    screen.say("CLI-SURVEY-ACCEPTED" if accepted else "CLI-SURVEY-READY", style="green" if accepted else "",
               assessments=assessments, year=campaign.year)  # fmt: skip
    screen.result({
        "upload": upload.pk, "sha256": upload.file_id, "state": upload.state, "was_known": was_known,
        "campaign": {"year": campaign.year, "name": campaign.name, "rules": campaign.rule_set.rule_id,
                     "rules_hash": campaign.rule_set_id},
        "rows": preview["rows"], "counts": counts, "grades": preview["grades"], "assessments": assessments,
        "new_places": preview["new_places"], "similar": preview["similar"],
        "findings": [finding(problem, screen.lang) for problem in problems],
    })  # fmt: skip
    return 1 if counts["blocked"] else 0
