"""Each survey as the workbooks that an office knows: our template, to be read again, and the results."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.text import slugify

from tuntas.city.people.models import City
from tuntas.city.surveys.exporting import write_survey
from tuntas.city.surveys.facts import current_versions, survey_of
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.exchange.export_all.packing import Pack
from tuntas.rules.regulation import Regulation
from tuntas.sheets.assessed import assess_survey
from tuntas.sheets.survey import Survey
from tuntas.sheets.writing.frame import BookOptions
from tuntas.sheets.writing.result_book import write_result_workbook

TEMPLATE, SHARES, RESULTS = "data.xlsx", "data-persen.xlsx", "hasil.xlsx"


@dataclass(frozen=True, slots=True)
class HeldSurvey:
    """What a campaign holds, read and not yet written."""

    campaign: Campaign
    regulation: Regulation
    survey: Survey


def held_surveys(city: City) -> list[HeldSurvey]:
    """Every campaign that holds a record."""
    campaigns = Campaign.objects.filter(city=city).select_related("city", "rule_set").order_by("year", "pk")
    held = [HeldSurvey(one, regulation_of(one), survey_of(one, current_versions(one))) for one in campaigns]
    return [one for one in held if one.survey.rows]


def add_survey(pack: Pack, held: HeldSurvey, lang: str) -> None:
    """The workbooks of a campaign; asks the database nothing."""
    campaign, regulation, survey = held.campaign, held.regulation, held.survey
    folder = f"survei/{campaign.year}-{slugify(campaign.name)}-{campaign.pk}"
    for name, part in _parts(survey):
        with _draft(name) as path:
            write_survey(path, part, regulation, lang=lang)
            pack.file(f"{folder}/{name}", path)
    options = BookOptions(lang, source_note=survey.file_name, is_example=campaign.city.is_example)
    with _draft(RESULTS) as path:
        rows = assess_survey(survey, regulation, profile=campaign.profile or None)
        write_result_workbook(path, survey, rows, regulation, options)
        pack.file(f"{folder}/{RESULTS}", path)


def _parts(survey: Survey) -> Iterator[tuple[str, Survey]]:
    """Rows with volumes and rows with bare shares: one sheet cannot say both."""
    for name, has_shares in ((TEMPLATE, False), (SHARES, True)):
        rows = tuple(row for row in survey.rows if bool(row.facts.shares) is has_shares)
        if rows:
            yield name, replace(survey, rows=rows)


@contextmanager
def _draft(name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tuntas-export-") as folder:
        yield Path(folder) / name
