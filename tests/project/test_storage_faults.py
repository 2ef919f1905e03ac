"""Disk full, database gone: a clear answer, nothing half done, and nothing lost that was confirmed."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import reverse

from door import apt, postgresql
from door.environment import ROOT
from tests.city.surveys.workbooks import many_places, survey_csv
from tests.project.office import SERVER, Office
from tests.project.test_serving import free_port, served, status_of, wait_for
from tests.world import AT, World
from tuntas.city.records.files import store_file
from tuntas.city.records.models import AuditEntry
from tuntas.city.surveys.actions import CampaignHead, open_campaign
from tuntas.city.surveys.models import Campaign, Upload
from tuntas.cli.application import database_errors
from tuntas.cli.screen import Refusal

BACKEND = "tuntas.project.sign_in.OnDutyBackend"


@pytest.fixture
def campaign(world: World) -> Campaign:
    return open_campaign(city=world.city, head=CampaignHead(year=2025), on=AT.date(), by=None, at=AT)


@pytest.fixture
def client(world: World) -> Client:
    made = Client(raise_request_exception=False)
    made.force_login(world.user("HOUSING_STAFF"), backend=BACKEND)
    return made


def bring(client: Client, campaign: Campaign) -> int:
    file = SimpleUploadedFile("survei.csv", survey_csv(many_places(3)), "text/csv")
    response = client.post(reverse("uploads", args=[campaign.city.code]), {"campaign": campaign.pk, "content": file})
    return int(response.status_code)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_below_the_file_store_takes_nothing_and_says_so(
    client: Client,
    campaign: Campaign,
    settings,
    monkeypatch: pytest.MonkeyPatch,
    number: int,  # type: ignore[no-untyped-def]
) -> None:
    before = AuditEntry.objects.count()

    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr("tuntas.city.records.files.os.fsync", full)
        assert bring(client, campaign) == 503
    assert not Upload.objects.exists() and AuditEntry.objects.count() == before
    assert not list(Path(settings.FILES_ROOT).glob(".arriving-*")), "a full disk keeps its drafts"
    assert bring(client, campaign) == 302 and Upload.objects.get().state == "READY"


def test_a_database_that_is_gone_is_503_before_any_view_runs(
    client: Client, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(self: BaseDatabaseWrapper) -> None:
        raise OperationalError("connection to server failed: password=rahasia")

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "cursor", gone)
        response = client.get(f"/kota/{campaign.city.code}/")
        assert response.status_code == 503 and response["Retry-After"]
        assert "rahasia" not in response.content.decode()
        assert Client().get("/healthz").status_code == 200
    assert client.get(f"/kota/{campaign.city.code}/").status_code == 200


@pytest.mark.skipif(bool(SERVER), reason="max_page_count hanya ada pada SQLite (SQLite only)")
def test_a_full_disk_below_sqlite_loses_nothing_that_was_confirmed(office: Office) -> None:
    done = in_full_disk(office, "web")
    assert done.returncode == 0, done.stderr
    statuses = json.loads(done.stdout.splitlines()[-1])
    assert set(statuses) == {302, 503}, "confirmed, then refused, and nothing else"
    (kept,), (received,) = (
        office.ask(query)
        for query in ("SELECT count(*) FROM surveys_upload",
                      "SELECT count(*) FROM records_auditentry WHERE verb = 'upload.received'")
    )  # fmt: skip
    assert kept[0] == received[0] == statuses.count(302)
    assert office.ask("PRAGMA integrity_check") == [("ok",)]
    assert office.tell("audit", "verify")["breaks"] == []


@pytest.mark.skipif(bool(SERVER), reason="max_page_count hanya ada pada SQLite (SQLite only)")
def test_a_command_says_that_the_disk_below_the_database_is_full(office: Office, tmp_path: Path) -> None:
    survey = tmp_path / "survei.csv"
    survey.write_bytes(survey_csv(many_places(200)))
    words = ("survey", "import", str(survey), "--city", "33.75", "--year", "2025", "--accept", "--json")
    done = in_full_disk(office, "command", *words)
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "CLI-DISK-FULL"), done.stderr
    assert office.ask("SELECT count(*) FROM surveys_surveyrecord") == [(0,)]
    assert office.tell(*words[:-1])["assessments"] == 200


def in_full_disk(office: Office, *arguments: str) -> "subprocess.CompletedProcess[str]":
    python = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    command = [sys.executable, str(Path(__file__).with_name("full_disk_child.py")), *arguments]
    return subprocess.run(command, env={**office.environment, "PYTHONPATH": python}, capture_output=True, text=True,
                          timeout=300, check=False)  # fmt: skip


def test_a_command_says_that_the_disk_below_the_file_store_is_full(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tuntas.city.records.files.os.fsync", full)
    with pytest.raises(Refusal) as refused, database_errors():
        store_file(b"a,b\n1,2\n", at=AT)
    assert refused.value.code == "CLI-DISK-FULL"


@pytest.fixture
def own_server() -> Iterator[tuple[Path, int]]:
    """A PostgreSQL that the test may stop."""
    folder, port = Path(tempfile.mkdtemp(prefix="tuntas-pg-gone-")), postgresql.free_port()
    if apt.is_root():
        shutil.chown(folder, postgresql.SYSTEM_USER)
    postgresql.start(folder, port)
    yield folder, port
    stop(folder)
    shutil.rmtree(folder, ignore_errors=True)


def stop(folder: Path) -> None:
    """As a power cut would."""
    data = str(folder / "data")
    postgresql.run("pg_ctl", "stop", "-m", "immediate", "-D", data, may_fail=True)


@pytest.mark.skipif(not SERVER, reason="PostgreSQL hanya pada putarannya (in the PostgreSQL run only)")
def test_a_postgresql_that_goes_away_comes_back_with_all_that_was_confirmed(
    db: None, own_server: tuple[Path, int], tmp_path: Path
) -> None:
    folder, number = own_server
    office = Office(tmp_path, f"postgresql://{postgresql.SYSTEM_USER}@/postgres?host={folder}&port={number}")
    assert office.run("migrate").returncode == 0
    assert office.run("city", "create", "--code", "33.75", "--name", "Kota Pekalongan").returncode == 0
    port = free_port()
    with served(office, port):
        stop(folder)
        assert office.tell("city", "list", expected=2)["error"]["code"] == "CLI-DATABASE-SILENT"
        assert (status_of(port, "/readyz"), status_of(port, "/healthz")) == (503, 200)
        postgresql.launch(folder, number)
        wait_for(lambda: status_of(port, "/readyz") == 200)
        assert [city["code"] for city in office.tell("city", "list")["cities"]] == ["33.75"]
        assert office.tell("audit", "verify")["breaks"] == []
