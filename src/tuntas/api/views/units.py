"""The RT of a campaign, the history of one, an assessment and its explanation."""

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.errors import ValidationError

from tuntas.api.answering import page_of, unchanged
from tuntas.api.contract import extra
from tuntas.api.filling.results import assessment_detail, assessment_out, explanation_out, unit_out
from tuntas.api.languages import language_of
from tuntas.api.loading import UNIT_PARTS, load_assessment, load_campaign, load_unit, need_right
from tuntas.api.parameters import PagingQuery, UnitQuery, UnitsQuery
from tuntas.api.shapes.places import Page
from tuntas.api.shapes.results import AssessmentDetail, AssessmentOut, ExplanationOut, UnitOut
from tuntas.api.signing import asker
from tuntas.city.assessments.areas import UNDECIDED
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.dossiers.units import SORTS, UnitFilter, unit_list
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of

router = Router(tags=["Penilaian"])
Answer = HttpResponse
FILTERS = ("kecamatan_id", "kelurahan_id", "grade", "is_complete", "is_slum", "priority_code", "text")


@router.get("/campaigns/{int:campaign_id}/units", response=Page[UnitOut], openapi_extra=extra(), url_name="units",
            operation_id="units", summary="RT sebuah survei")  # fmt: skip
def units(
    request: HttpRequest, response: HttpResponse, campaign_id: int, asked: UnitsQuery
) -> Answer | dict[str, object]:
    """RT sebuah survei dengan hasilnya, disaring seperti daftar di halaman (perlu hak ekspor).

    / The RT of a survey with their results, filtered as the list of the pages is (needs the right to export).
    """
    campaign = load_campaign(request, campaign_id)
    need_right(request, "export", campaign.city)
    _check(asked, campaign)
    if same := unchanged(request, response, campaign.city):
        return same
    wanted = UnitFilter(**{name: getattr(asked, name) for name in FILTERS})
    found = unit_list(asker(request), campaign, wanted, sort=asked.sort, page=(asked.offset, asked.size))
    return page_of(request, response, asked, ([unit_out(row) for row in found.rows], found.count))


@router.get("/units/{int:place_id}/assessments", response=Page[AssessmentOut], openapi_extra=extra(),
            url_name="unit_assessments", operation_id="unit_assessments", summary="Riwayat satu RT")  # fmt: skip
def unit_assessments(
    request: HttpRequest, response: HttpResponse, place_id: int, asked: PagingQuery
) -> Answer | dict[str, object]:
    """Riwayat penilaian satu RT, terlama lebih dahulu. / All assessments of an RT, oldest first."""
    place = load_unit(request, place_id)
    if same := unchanged(request, response, place.city.tenant):  # type: ignore[union-attr]
        return same
    rows = StoredAssessment.objects.visible_to(asker(request)).filter(record__place=place)
    ordered = rows.order_by("record__campaign__year", "record__campaign", "record_version", "pk").defer(
        "result", "facts"
    )
    parts = (f"record__{part}" for part in UNIT_PARTS)
    loaded = ordered.select_related("record__campaign", *parts)[asked.offset : asked.offset + asked.size]
    return page_of(request, response, asked, ([assessment_out(one) for one in loaded], rows.count()))


@router.get("/assessments/{int:assessment_id}", response=AssessmentDetail, openapi_extra=extra(), url_name="assessment",
            operation_id="assessment", summary="Satu penilaian")  # fmt: skip
def assessment(request: HttpRequest, response: HttpResponse, assessment_id: int) -> Answer | AssessmentDetail:
    """Satu penilaian dengan fakta, kriteria, dan catatannya. / One assessment with facts, criteria and findings."""
    stored = load_assessment(request, assessment_id)
    same = unchanged(request, response, stored.record.campaign.city)
    return same or assessment_detail(stored, language_of(request))


@router.get("/assessments/{int:assessment_id}/explanation", response=ExplanationOut, openapi_extra=extra(),
            url_name="explanation", operation_id="explanation", summary="Penjelasan satu penilaian")  # fmt: skip
def explanation(request: HttpRequest, response: HttpResponse, assessment_id: int) -> Answer | ExplanationOut:
    """Mengapa nilainya demikian, dan apa yang mengubahnya. / Why it is so, and what would change it."""
    stored = load_assessment(request, assessment_id)
    same = unchanged(request, response, stored.record.campaign.city)
    return same or explanation_out(stored, language_of(request))


def _check(asked: UnitQuery, campaign: Campaign) -> None:
    """Whether the campaign's law knows the class and the list the order; a filter that is amiss must not show all."""
    grades = [*(grade.id for grade in regulation_of(campaign).grades), UNDECIDED]
    wrong = [_not_one_of("grade", grades)] if asked.grade and asked.grade not in grades else []
    if asked.sort.removeprefix("-") not in SORTS:
        wrong.append(_not_one_of("sort", list(SORTS)))
    if wrong:
        raise ValidationError(wrong)


def _not_one_of(name: str, known: list[str]) -> dict[str, object]:
    return {"loc": ("query", name), "type": "literal_error", "ctx": {"expected": ", ".join(known)}}
