"""From a workbook to stored assessments: preview, acceptance, return, and nothing in between."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.city.surveys.workbooks import survey_csv
from tests.world import AT, ON, World
from tuntas.city.assessments.actions import accept_upload
from tuntas.city.assessments.models import AreaFigure, StoredAssessment
from tuntas.city.people.models import User
from tuntas.city.places.models import Level, Place
from tuntas.city.records.models import AuditEntry
from tuntas.city.surveys.actions import CampaignHead, CannotSurvey, close_campaign, open_campaign
from tuntas.city.surveys.models import Campaign, SurveyRecord, SurveyRecordVersion, Upload, UploadState
from tuntas.city.surveys.uploads import preview_upload, receive_upload, return_upload

HEAD = CampaignHead(year=2025)


@pytest.fixture
def campaign(world: World) -> Campaign:
    return open_campaign(city=world.city, head=HEAD, on=ON, by=world.user("SECTION_HEAD"), at=AT)


def upload(campaign: Campaign, content: bytes, by: User | None = None, name: str = "survei.csv") -> Upload:
    received = receive_upload(campaign=campaign, content=content, file_name=name, by=by, at=AT)
    return preview_upload(upload=received, on=ON, at=AT)


def accept(campaign: Campaign, content: bytes) -> Upload:
    return accept_upload(upload=upload(campaign, content), on=ON, by=None, at=AT)


def test_a_preview_touches_nothing_and_says_what_would_come(world: World, campaign: Campaign) -> None:
    places = Place.objects.count()
    ready = upload(campaign, survey_csv([("Taman", "Melati", "RT001-RW001"), ("Taman", "Mawar", "RT001-RW001")]))
    assert ready.state == UploadState.READY
    assert ready.preview["counts"] == {"new": 2, "changed": 0, "unchanged": 0, "blocked": 0}
    new = [(place["level"], place["name"]) for place in ready.preview["new_places"]]
    assert new == [("KELURAHAN", "Mawar"), ("RW", "RW 001"), ("RT", "RT 001")]
    assert "S411" in {found["code"] for found in ready.preview["findings"]}
    assert Place.objects.count() == places and not SurveyRecord.objects.exists()


def test_acceptance_finds_known_places_and_creates_the_others_unconfirmed(world: World, campaign: Campaign) -> None:
    accept(campaign, survey_csv([("Taman", "Melati", "RT001-RW001"), ("Taman", "Mawar", "RT001-RW001")]))
    known, new = SurveyRecord.objects.order_by("position")
    assert known.place == world.rts[0] and known.place.is_confirmed
    assert new.place.kelurahan.name == "Mawar" and new.place.kelurahan.kecamatan == world.kecamatan
    assert not new.place.is_confirmed and new.place.parent.level == Level.RW


def test_a_similar_name_is_suggested_and_never_joined(campaign: Campaign) -> None:
    ready = upload(campaign, survey_csv([("Taman", "Melatti", "RT001-RW001")]))
    assert ready.preview["similar"] == [{"level": "KELURAHAN", "new": "Melatti", "known": "Melati"}]
    accept_upload(upload=ready, on=ON, by=None, at=AT)
    assert SurveyRecord.objects.get().place.kelurahan.name == "Melatti"


def test_every_value_keeps_its_cell(campaign: Campaign) -> None:
    made = accept(campaign, survey_csv([("Taman", "Melati", "RT001-RW001")]))
    version = SurveyRecordVersion.objects.get()
    assert version.sources["jumlah_kk"] == {"upload": made.pk, "sheet": "survei", "cell": "G2"}
    assert set(version.facts["quantities"]) <= set(version.sources)


def test_a_blocked_row_stays_out_and_blocks_no_other(campaign: Campaign) -> None:
    rows = [("Taman", "Melati", "RT001-RW001"), ("Taman", "Melati", "RT002-RW001")]
    made = accept(campaign, survey_csv(rows, {(0, "jumlah_kk"): "12O"}))
    assert made.preview["counts"]["blocked"] == 1
    assert [record.rt for record in SurveyRecord.objects.all()] == ["002"]


def test_a_row_without_an_rt_cannot_be_placed(campaign: Campaign) -> None:
    ready = upload(campaign, survey_csv([("Taman", "Melati", ""), ("Taman", "Melati", "RT002-RW001")]))
    assert ready.preview["counts"]["blocked"] == 1
    assert "S401" in {found["code"] for found in ready.preview["findings"]}


def test_two_spellings_of_one_rt_are_not_two_records(campaign: Campaign) -> None:
    ready = upload(campaign, survey_csv([("Taman", "Melati", "RT001-RW001"), ("Taman", "Kel. Melati", "RT 1 / RW 1")]))
    assert ready.preview["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "blocked": 1}


def test_the_same_file_twice_is_one_upload(campaign: Campaign) -> None:
    content = survey_csv([("Taman", "Melati", "RT001-RW001")])
    first = accept(campaign, content)
    again = receive_upload(campaign=campaign, content=content, file_name="lain.csv", by=None, at=AT)
    assert again == first and again.state == UploadState.ACCEPTED
    with pytest.raises(CannotSurvey, match="SURVEY-NOT-READY"):
        accept_upload(upload=again, on=ON, by=None, at=AT)
    assert StoredAssessment.objects.count() == 1


def test_a_corrected_file_makes_new_versions_of_what_changed_only(campaign: Campaign) -> None:
    rows = [("Taman", "Melati", "RT001-RW001"), ("Taman", "Melati", "RT002-RW001")]
    accept(campaign, survey_csv(rows))
    ready = upload(campaign, survey_csv(rows, {(1, "2a"): "17"}))
    assert ready.preview["counts"] == {"new": 0, "changed": 1, "unchanged": 1, "blocked": 0}
    changed = next(line for line in ready.preview["lines"] if line["what"] == "changed")
    assert changed["changes"]["panjang_jalan_belum_terlayani_m"][1] == 17_000_000
    accept_upload(upload=ready, on=ON, by=None, at=AT)
    assert [record.version for record in SurveyRecord.objects.order_by("position")] == [1, 2]
    assert StoredAssessment.objects.count() == 3 and StoredAssessment.objects.current().count() == 2


def test_a_preview_that_no_longer_holds_is_not_accepted(campaign: Campaign) -> None:
    rows = [("Taman", "Melati", "RT001-RW001")]
    ready = upload(campaign, survey_csv(rows))
    accept(campaign, survey_csv(rows, {(0, "2a"): "17"}))
    with pytest.raises(CannotSurvey, match="SURVEY-PREVIEW-STALE"):
        accept_upload(upload=ready, on=ON, by=None, at=AT)
    assert SurveyRecord.objects.get().version == 1


def test_nobody_accepts_their_own_file(world: World, campaign: Campaign) -> None:
    maker = world.user("SECTION_HEAD")
    ready = upload(campaign, survey_csv([("Taman", "Melati", "RT001-RW001")]), by=maker)
    for refused in (maker, None):
        with pytest.raises(CannotSurvey, match="SURVEY-OWN-UPLOAD"):
            accept_upload(upload=ready, on=ON, by=refused, at=AT)
    accept_upload(upload=ready, on=ON, by=world.user("AGENCY_HEAD"), at=AT)
    record = SurveyRecord.objects.get()
    assert record.accepted_by == world.user("AGENCY_HEAD") and record.versions.get().by == maker


def test_a_returned_file_says_why_and_may_come_again(world: World, campaign: Campaign) -> None:
    content = survey_csv([("Taman", "Melati", "RT001-RW001")])
    first = upload(campaign, content)
    with pytest.raises(CannotSurvey, match="SURVEY-NO-REASON"):
        return_upload(upload=first, reason=" ", by=None, at=AT)
    back = return_upload(upload=first, reason="RT 002 belum ada", by=world.user("AGENCY_HEAD"), at=AT)
    assert back.state == UploadState.RETURNED
    assert upload(campaign, content).pk != first.pk


def test_a_file_that_holds_no_survey_fails_with_its_reason(campaign: Campaign) -> None:
    failed = upload(campaign, b"a,b,c\n1,2,3\n")
    assert failed.state == UploadState.FAILED and failed.preview["refusal"]["code"] == "FILE-NO-HEADER"
    with pytest.raises(CannotSurvey, match="SURVEY-NOT-READY"):
        accept_upload(upload=failed, on=ON, by=None, at=AT)


def test_a_closed_campaign_takes_nothing_more(campaign: Campaign) -> None:
    ready = upload(campaign, survey_csv([("Taman", "Melati", "RT001-RW001")]))
    close_campaign(campaign=campaign, on=ON, by=None, at=AT)
    ready.refresh_from_db()
    with pytest.raises(CannotSurvey, match="SURVEY-CLOSED"):
        accept_upload(upload=ready, on=ON, by=None, at=AT)
    with pytest.raises(CannotSurvey, match="SURVEY-CLOSED"):
        receive_upload(campaign=campaign, content=b"kelurahan,rt", file_name="x.csv", by=None, at=AT)


def test_a_campaign_is_opened_once_and_never_under_other_rules(world: World, campaign: Campaign) -> None:
    assert open_campaign(city=world.city, head=HEAD, on=ON, by=None, at=AT) == campaign
    with pytest.raises(CannotSurvey, match="SURVEY-OTHER-CAMPAIGN"):
        open_campaign(city=world.city, head=replace(HEAD, rule_id="permen-pupr-02-2016"), on=ON, by=None, at=AT)
    with pytest.raises(CannotSurvey, match="CLI-UNKNOWN-RULE"):
        open_campaign(city=world.city, head=replace(HEAD, rule_id="permen-0"), on=ON, by=None, at=AT)


def test_foreign_people_see_nothing(world: World, campaign: Campaign) -> None:
    accept(campaign, survey_csv([("Taman", "Melati", "RT001-RW001"), ("Taman", "Kenanga", "RT001-RW001")]))
    for model in (Campaign, SurveyRecord, SurveyRecordVersion, StoredAssessment, AreaFigure, Upload):
        assert model.objects.visible_to(world.user("AGENCY_HEAD")).exists()
        assert not model.objects.visible_to(world.user("OUTSIDER")).exists()
        assert not model.objects.visible_to(world.user("NOBODY")).exists()
    assert SurveyRecord.objects.visible_to(world.user("SURVEYOR")).count() == 1


def test_each_act_is_in_the_audit_trail(campaign: Campaign) -> None:
    accept(campaign, survey_csv([("Taman", "Melati", "RT001-RW001")]))
    verbs = set(AuditEntry.objects.filter(city=campaign.city).values_list("verb", flat=True))
    assert {"campaign.opened", "upload.received", "upload.accepted", "assessments.recorded"} <= verbs


@pytest.fixture
def pekalongan(db: None) -> Campaign:
    from tuntas.city.people.actions import create_city

    city = create_city(code="33.75", name="Kota Pekalongan", by=None, at=AT)
    return open_campaign(city=city, head=CampaignHead(year=2019), on=date(2019, 12, 31), by=None, at=AT)


def test_pekalongan_ends_in_432_assessments(pekalongan: Campaign, shared_data: Path) -> None:
    file = shared_data / "pekalongan" / "baseline_2019.xlsx"
    made = upload(pekalongan, file.read_bytes(), name=file.name)
    assert made.preview["counts"]["new"] == 432
    accept_upload(upload=made, on=ON, by=None, at=AT)
    assert StoredAssessment.objects.current().count() == 432
