"""The commands that keep an office's memory, each in its own process, on both databases."""

import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.project.office import Office

CITIES = "SELECT code, name FROM people_city ORDER BY code"
ENTRIES = "SELECT COUNT(*) FROM records_auditentry"


def test_without_a_database_a_command_says_what_to_run(tmp_path: Path) -> None:
    fresh = Office(tmp_path / "home")
    done = fresh.run("city", "list")
    assert done.returncode == 2 and "tuntas migrate" in done.stderr and "Traceback" not in done.stderr


def test_making_a_city_works_without_places_and_twice(office: Office) -> None:
    again = office.tell("city", "create", "--code", "33.75", "--name", "Kota Pekalongan")
    assert again == {"code": "33.75", "name": "Kota Pekalongan", "created": False}
    assert office.ask(CITIES) == [("33.75", "Kota Pekalongan")]
    refused = office.tell("city", "create", "--code", "33.75", "--name", "Kota Lain", expected=2)
    assert refused["error"]["code"] == "CITY-OTHER-NAME"


def test_the_first_administrator_gets_a_link_and_no_password(office: Office) -> None:
    said = office.tell("admin", "create", "--username", "Rina", "--name", "Rina", "--url", "https://kumuh.example.id/")
    assert said["link"].startswith("https://kumuh.example.id/masuk/tautan/")
    token = said["link"].rstrip("/").rpartition("/")[2]
    ((password,),) = office.ask("SELECT password FROM people_user WHERE username = 'rina'")
    assert password.startswith("!"), "no password opens the account before the link was used"
    assert not office.ask(f"SELECT 1 FROM people_onetimelink WHERE token_hash = '{token}'")
    assert office.tell("admin", "create", "--username", "rina", expected=2)["error"]["code"] == "USER-NAME-TAKEN"


def test_the_doctor_finds_a_healthy_office_and_a_sick_one(office: Office) -> None:
    codes = {finding["code"]: finding["verdict"] for finding in office.tell("doctor")["findings"]}
    assert codes["DOCTOR-SCHEMA-GOOD"] == codes["DOCTOR-GUARDS-GOOD"] == codes["DOCTOR-KEYS-GOOD"] == "GOOD"
    name = "records_auditentry_no_update" if not office.url else "records_auditentry_no_change ON records_auditentry"
    office.ask(f"DROP TRIGGER {name}")
    (office.home / "keys" / "field.key").chmod(0o644)
    codes = {finding["code"]: finding["verdict"] for finding in office.tell("doctor", expected=1)["findings"]}
    assert codes["DOCTOR-GUARDS-MISSING"] == codes["DOCTOR-KEYS-OPEN"] == "BAD"


def test_a_database_that_does_not_answer_is_a_sentence(office: Office, tmp_path: Path) -> None:
    if office.url:
        broken = Office(office.home, "postgresql://nobody@/nowhere?host=" + str(tmp_path))
    else:
        (office.home / "tuntas.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
        broken = office
    for words in (("city", "list"), ("doctor",)):
        done = broken.run(*words)
        assert done.returncode in (1, 2) and "Traceback" not in done.stderr, done.stderr


def test_migrating_twice_does_nothing_and_a_newer_schema_is_refused(office: Office) -> None:
    assert office.tell("migrate") == {"migrated": [], "backup": None}
    office.ask("INSERT INTO django_migrations (app, name, applied) VALUES ('places', '0999_future', '2030-01-01')")
    for words in (("migrate",), ("city", "list")):
        refused = office.tell(*words, expected=2)
        assert refused["error"]["code"] == "CLI-SCHEMA-NEWER" and "0999_future" in refused["error"]["message"]


def test_a_migration_makes_a_backup_first(office: Office) -> None:
    back = [sys.executable, "-m", "django", "migrate", "assessments", "zero"]
    subprocess.run(back, env=office.environment, check=True, capture_output=True, timeout=120)
    refused = office.tell("city", "list", expected=2)
    assert refused["error"]["code"] == "CLI-NOT-MIGRATED"
    said = office.tell("migrate")
    assert said["migrated"][0].startswith("assessments.0001") and zipfile.is_zipfile(said["backup"])
    assert office.ask(CITIES) == [("33.75", "Kota Pekalongan")]


def test_a_backup_brings_everything_back(office: Office, tmp_path: Path) -> None:
    before = office.ask(ENTRIES)
    said = office.tell("backup", str(tmp_path / "cadangan.zip"))
    assert said["restored"] is True
    office.run("city", "create", "--code", "33.72", "--name", "Kota Surakarta")
    asked = office.tell("restore", str(tmp_path / "cadangan.zip"), expected=2)
    assert asked["error"]["code"] == "CLI-RESTORE-CONFIRM" and len(office.ask(CITIES)) == 2
    office.tell("restore", str(tmp_path / "cadangan.zip"), "--yes")
    assert office.ask(CITIES) == [("33.75", "Kota Pekalongan")] and office.ask(ENTRIES) == before
    kept = list((office.home / "backups").glob("replaced-*.zip"))
    assert len(kept) == 1, "what was there before is kept"
    office.tell("restore", str(kept[0]), "--yes")
    assert len(office.ask(CITIES)) == 2


def test_damaged_backups_are_refused_and_nothing_is_touched(office: Office, tmp_path: Path) -> None:
    whole = tmp_path / "cadangan.zip"
    office.tell("backup", str(whole))
    office.run("city", "create", "--code", "33.72", "--name", "Kota Surakarta")
    before = office.ask(CITIES)
    for damage in ("flip", "cut", "empty", "drop", "add", "other"):
        path = Path(shutil.copy(whole, tmp_path / f"{damage}.zip"))
        spoil(path, damage)
        refused = office.tell("restore", str(path), "--yes", expected=2)
        assert refused["error"]["code"] in ("CLI-BACKUP-NONE", "CLI-BACKUP-DAMAGED"), damage
    assert office.ask(CITIES) == before and not list((office.home / "backups").glob("replaced-*"))


def spoil(path: Path, damage: str) -> None:
    """Damage a backup in one way."""
    whole = bytearray(path.read_bytes())
    if damage == "flip":
        whole[len(whole) // 3] ^= 0x01
    spoilt = {"cut": whole[: len(whole) // 2], "empty": b"", "other": b"PK\x05\x06" + b"\0" * 18}.get(damage, whole)
    path.write_bytes(bytes(spoilt))
    if damage in ("drop", "add"):
        rewrite(path, is_dropping=damage == "drop")


def rewrite(path: Path, *, is_dropping: bool) -> None:
    """The archive without its database, or with a member that nobody put there."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if is_dropping:
        members = {name: content for name, content in members.items() if not name.startswith("database.")}
    else:
        members["files/../../keys/field.key"] = b"x"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def test_a_backup_needs_its_own_key(office: Office, tmp_path: Path) -> None:
    path, key = tmp_path / "cadangan.zip", tmp_path / "kunci"
    office.tell("backup", str(path), "--key", str(key))
    shutil.rmtree(office.home / "keys")
    refused = office.tell("restore", str(path), "--yes", expected=2)
    assert refused["error"]["code"] == "CLI-BACKUP-OTHER-KEY"
    (office.home / "keys" / "field.key").unlink()
    office.tell("restore", str(path), "--yes", "--key", str(key))
    assert office.ask(CITIES) == [("33.75", "Kota Pekalongan")]


def test_the_key_is_not_in_the_backup(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "cadangan.zip"
    office.tell("backup", str(path))
    key = (office.home / "keys" / "field.key").read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert all(key not in archive.read(name) for name in archive.namelist())


def test_a_home_that_is_served_cannot_be_restored(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "cadangan.zip"
    office.tell("backup", str(path))
    lock = sqlite3.connect(office.home / "serving.lock", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    refused = office.tell("restore", str(path), "--yes", expected=2)
    assert refused["error"]["code"] == "CLI-BEING-SERVED"
    lock.close()


def test_tampering_in_the_database_is_found_by_the_command(office: Office) -> None:
    head = office.tell("audit", "verify")["chains"][1]["head"]
    drop = ["no_update", "no_delete"] if not office.url else ["no_change"]
    for name in drop:
        office.ask(f"DROP TRIGGER records_auditentry_{name}{' ON records_auditentry' if office.url else ''}")
    office.ask("UPDATE records_auditentry SET details = '{\"code\": \"99.99\"}' WHERE chain = '33.75' AND seq = 1")
    said = office.tell("audit", "verify", expected=1)
    assert {fault["code"] for fault in said["breaks"]} == {"AUDIT-CHANGED"}
    office.ask("DELETE FROM records_auditentry WHERE chain = '33.75'")
    lost = office.tell("audit", "verify", "--city", "33.75", "--head", head, expected=1)
    assert lost["head_found"] is False, "a chain that was cut off whole is found by the head noted outside"


def test_places_are_loaded_by_command_and_questions_end_with_one(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "kode.csv"
    path.write_text("kode,nama,kecamatan\n33.75.01.1002,Medono,Pekalongan Barat\n33.7,X,Y\n", encoding="utf-8")
    said = office.tell("places", "load", str(path), expected=1)
    assert said["added"] == 2 and [problem["code"] for problem in said["problems"]] == ["PLACE-BAD-CODE"]
    assert office.tell("places", "load", str(tmp_path / "tiada.csv"), expected=2)["error"]["code"] == "FILE-MISSING"
