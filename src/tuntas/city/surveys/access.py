"""Who may do what with surveys; the rows that they see are the QuerySets' `visible_to`."""

from typing import Any

from tuntas.city.people.access import can, made_by_other
from tuntas.city.places.models import Place
from tuntas.city.surveys.models import (
    Campaign,
    Draft,
    Objection,
    Outcome,
    SurveyRecord,
    UnfitHouse,
    Upload,
    UploadState,
)


def can_plan(user: Any, city: Any) -> bool:
    """Open, close and announce campaigns."""
    return can(user, "plan_survey", city)


def can_import(user: Any, campaign: Campaign) -> bool:
    """Bring a workbook."""
    return can(user, "import_survey", campaign)


def can_accept(user: Any, upload: Upload) -> bool:
    """Accept a previewed workbook that somebody else (or the command line) brought."""
    is_own = upload.uploaded_by_id is not None and not made_by_other(user, upload.uploaded_by)
    return upload.state == UploadState.READY and not is_own and can(user, "accept_survey", upload)


def can_return(user: Any, upload: Upload) -> bool:
    """Send a workbook back."""
    return upload.state != UploadState.ACCEPTED and (
        can(user, "accept_survey", upload) or upload.uploaded_by_id == user.pk
    )


def can_enter(user: Any, campaign: Campaign, place: Place) -> bool:
    """Type the figures of one RT."""
    return can(user, "enter_survey", place) and place.city_id == campaign.city.place_id


def can_edit(user: Any, record: SurveyRecord) -> bool:
    """Correct an accepted record, with a reason."""
    return can(user, "check_survey", record)


def can_cancel(user: Any, upload: Upload) -> bool:
    """Stop the reading of a file: whoever brought it, and whoever may return it."""
    return upload.state == UploadState.RECEIVED and can_return(user, upload)


def can_check(user: Any, draft: Draft) -> bool:
    """Accept or give back what somebody else typed."""
    return draft.sent_at is not None and made_by_other(user, draft.user) and can(user, "check_survey", draft)


def can_agree(user: Any, campaign: Campaign, place: Place) -> bool:
    """Record minutes of agreement and decide objections of an area."""
    return can(user, "agree_survey", place) and place.city_id == campaign.city.place_id


def can_object(user: Any, place: Place) -> bool:
    """File an objection that somebody raised, for an RT or anywhere in an area."""
    return any(can(user, verb, place) for verb in ("enter_survey", "check_survey", "agree_survey"))


def can_decide(user: Any, objection: Objection) -> bool:
    """Decide an objection that somebody else filed."""
    is_own = objection.filed_by_id is not None and not made_by_other(user, objection.filed_by)
    return objection.outcome == Outcome.OPEN and not is_own and can(user, "agree_survey", objection)


def can_keep_houses(user: Any, thing: Any) -> bool:
    """Put houses of a city, an RT or the house's own row on the register, and change what stands there."""
    return can(user, "keep_houses", thing)


def can_see_nik(user: Any, house: UnfitHouse) -> bool:
    """Ask for the NIK in clear."""
    return can(user, "see_personal", house) and can(user, "see_nik", house)
