"""Reading the audit trail."""

import ast
import csv
import io
from collections.abc import Callable, Iterator

import fastexcel
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.house.source import dotted, modules
from tests.world import AT, World
from tuntas.city.guards import AppendOnly
from tuntas.city.people.agencies import add_agency
from tuntas.city.records.actions import note
from tuntas.city.records.models import AuditEntry
from tuntas.city.records.verification import verify_all
from tuntas.city.surveys.models import Upload
from tuntas.web.audit.words import DETAIL_WORDS, THING_WORDS, VERB_WORDS

Browser = Callable[[str], Client]


def page(world: World, name: str = "audit") -> str:
    return reverse(name, args=[world.city.code])


def notes() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `note`, with where it stands."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] == "note":
                yield module.place(node), node


def test_every_verb_in_the_code_has_its_word() -> None:
    written = {place: call.args[0] for place, call in notes()}
    assert len(written) > 30, "the calls of note were not found"
    unread = [place for place, verb in written.items() if not isinstance(verb, ast.Constant)]
    assert not unread, f"Write the verb of note(…) as a literal, so that its word can be looked up: {unread}"
    used = {verb.value for verb in written.values() if isinstance(verb, ast.Constant)}
    assert used <= set(VERB_WORDS), f"Add to VERB_WORDS in web/audit/words.py: {sorted(used - set(VERB_WORDS))}"


def test_every_detail_in_the_code_has_its_word() -> None:
    used = {keyword.arg for _, call in notes() for keyword in call.keywords if keyword.arg}
    missing = used - {"about", "by", "at", "city"} - set(DETAIL_WORDS)
    assert not missing, f"Add to DETAIL_WORDS in web/audit/words.py: {sorted(missing)}"


def test_the_newest_stands_first_in_words_with_its_thing(world: World, accepted: Upload, browser: Browser) -> None:
    rows = browser("AUDITOR").get(page(world)).context["rows"]
    assert [row.seq for row in rows] == sorted((row.seq for row in rows), reverse=True)
    [entry] = [row for row in rows if row.deed == "Berkas survei diterima"]
    assert entry.by == "Pejabat agency_head" and entry.kind == "Berkas survei"
    assert entry.thing.name == "survei.csv" and browser("AUDITOR").get(entry.thing.url).status_code == 200
    assert {row.kind for row in rows} <= {str(word) for word in THING_WORDS.values()}


def test_every_link_leads_somewhere(world: World, accepted: Upload, browser: Browser) -> None:
    add_agency(city=world.city, code="DPU", name="Dinas PU", by=world.user("ADMINISTRATOR"), at=AT)
    client = browser("ADMINISTRATOR")
    urls = {row.thing.url for row in client.get(page(world)).context["rows"] if row.thing.url}
    assert len(urls) > 5 and {client.get(url).status_code for url in urls} == {200}


def test_an_unknown_verb_shows_its_code(world: World, browser: Browser) -> None:
    note("moon.landed", about=world.city, by=None, at=AT, flag=3)
    row = browser("AUDITOR").get(page(world)).context["rows"][0]
    assert (row.deed, row.by, row.details) == ("moon.landed", "sistem", [("flag", "3")])


@pytest.mark.parametrize(("query", "verbs"), [
    ("perbuatan=upload.accepted", {"upload.accepted"}),
    ("benda=surveys.Upload", {"upload.received", "upload.previewed", "upload.accepted", "assessments.recorded"}),
    ("benda=surveys.Upload&nomor=999", set()),
    ("dari=2026-03-03", set()),
    ("sampai=2026-03-01", set()),
    ("dari=2026-03-02&sampai=2026-03-02&perbuatan=upload.received", {"upload.received"}),
])  # fmt: skip
def test_the_address_narrows_the_trail(
    world: World, accepted: Upload, browser: Browser, query: str, verbs: set[str]
) -> None:
    rows = browser("AUDITOR").get(f"{page(world)}?{query}").context["rows"]
    assert {row.deed for row in rows} == {str(VERB_WORDS[verb]) for verb in verbs}


@pytest.mark.parametrize("query", ["sampai=9999-12-31", "dari=0001-01-01"])
def test_a_day_that_cannot_be_reckoned_with_is_said_beside_its_field(
    world: World, browser: Browser, query: str
) -> None:
    response = browser("AUDITOR").get(f"{page(world)}?{query}")
    assert "Tanggal ini tidak ada" in response.content.decode() and response.context["chips"] == []


def test_the_trail_of_one_person_and_of_the_system(world: World, accepted: Upload, browser: Browser) -> None:
    head = world.user("AGENCY_HEAD")
    for who, by in ((str(head.pk), head.pk), ("-", None)):
        found = browser("AUDITOR").get(f"{page(world)}?orang={who}").context["page"].paginator.count
        assert found == AuditEntry.objects.filter(chain=world.city.code, by=by).count() > 0


def test_another_citys_entries_are_not_there(world: World, accepted: Upload, browser: Browser) -> None:
    note("city.created", about=world.foreign_city, by=None, at=AT)
    response = browser("AUDITOR").get(page(world))
    assert response.context["page"].paginator.count == AuditEntry.objects.filter(chain=world.city.code).count()


def test_a_page_takes_as_many_queries_for_many_entries_as_for_few(
    world: World, accepted: Upload, browser: Browser, django_assert_max_num_queries
) -> None:
    for person in world.people.values():
        note("user.added", about=person, by=person, at=AT, city=world.city)
    client = browser("AUDITOR")
    with django_assert_max_num_queries(18):
        assert len(client.get(page(world)).context["rows"]) == 50


def test_the_whole_trail_is_proven_and_its_last_seal_shown(world: World, accepted: Upload, browser: Browser) -> None:
    said = browser("AUDITOR").post(page(world, "audit_verify"))
    [(head, _)] = verify_all([world.city.code])
    assert "Jejak utuh" in said.content.decode() and head.entry_hash in said.content.decode()
    assert said.context["head"].count == AuditEntry.objects.filter(chain=world.city.code).count()


def test_a_changed_entry_is_found(world: World, browser: Browser) -> None:
    with connection.cursor() as cursor:
        connection.check_constraints()  # PostgreSQL drops no trigger while foreign keys wait to be checked
        for statement in AppendOnly("records_auditentry").removals(connection.vendor):
            cursor.execute(statement)
        cursor.execute("UPDATE records_auditentry SET verb = 'x.y' WHERE chain = %s AND seq = 2", [world.city.code])
    said = browser("AUDITOR").post(page(world, "audit_verify")).content.decode()
    assert "Jejak rusak di 1 tempat" in said and "catatan 2 diubah" in said


def test_the_files_hold_exactly_what_is_filtered(world: World, accepted: Upload, browser: Browser) -> None:
    query = "?benda=surveys.Upload&format="
    text = browser("AUDITOR").get(f"{page(world, 'audit_export')}{query}csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Kode perbuatan"] for row in rows] == [
        "assessments.recorded", "upload.accepted", "upload.previewed", "upload.received"]  # fmt: skip
    entry = AuditEntry.objects.get(verb="upload.accepted")
    assert rows[1]["Sidik"] == entry.entry_hash and rows[1]["Nama pengguna"] == "agency_head"
    book = browser("AUDITOR").get(f"{page(world, 'audit_export')}{query}xlsx").content
    sheet = fastexcel.read_excel(book).load_sheet(0).to_polars()
    assert sheet["Sidik"].to_list() == [row["Sidik"] for row in rows]


def test_an_unknown_form_of_file_is_not_there(world: World, browser: Browser) -> None:
    assert browser("AUDITOR").get(f"{page(world, 'audit_export')}?format=pdf").status_code == 404
