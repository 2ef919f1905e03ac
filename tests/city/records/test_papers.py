"""Papers: filed once, typed by what they hold, seen by whom they concern."""

import io
import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.world import AT, World
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper
from tuntas.city.records.content_types import RefusedContent, media_type
from tuntas.city.records.files import file_path, open_file, store_file
from tuntas.city.records.models import Paper, StoredFile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
DECREE = PaperHead(kind="SK", number="653.1/405 Tahun 2020", title="Penetapan lokasi")


def test_the_same_bytes_are_kept_once_under_their_hash(world: World) -> None:
    one, other = (store_file(io.BytesIO(PDF), at=AT) for _ in range(2))
    assert one == other and StoredFile.objects.count() == 1
    with open_file(one) as stream:
        assert stream.read() == PDF
    assert file_path(one.sha256).name == one.sha256 and one.media_type == "application/pdf"


def test_a_numbered_paper_that_comes_twice_is_filed_once(world: World) -> None:
    by = world.user("SECTION_HEAD")
    one, other = (file_paper(city=world.city, head=DECREE, by=by, at=AT, content=PDF) for _ in range(2))
    assert one == other and Paper.objects.count() == 1
    with pytest.raises(PaperDiffers):
        file_paper(city=world.city, head=DECREE, by=by, at=AT, content=PDF + b"%%EOF")


def test_the_senders_name_is_shown_and_never_used_as_a_path(world: World) -> None:
    paper = file_paper(
        city=world.city, head=PaperHead("SCAN"), by=None, at=AT, content=PDF, filename="..\\..\\etc/../sk é.pdf"
    )
    assert paper.filename == "sk é.pdf" and Path(settings.FILES_ROOT) in file_path(paper.file_id).parents


@pytest.mark.parametrize(("head", "found"), [
    (PDF, "application/pdf"),
    (b"\xff\xd8\xff\xe0" + b"\0" * 20, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "image/png"),
    (b"PK\x03\x04[Content_Types].xml<?xml", "application/zip"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
    ("kode;nama\n1;Méndono\n".encode(), "text/plain"),
])  # fmt: skip
def test_the_type_is_what_the_bytes_say(head: bytes, found: str) -> None:
    assert media_type(head) == found


@pytest.mark.parametrize("head", [
    b"<svg xmlns='http://www.w3.org/2000/svg'>",
    b"  \n<!DOCTYPE html>",
    b"\xef\xbb\xbf<?xml version='1.0'?><svg/>",
    b"GIF89a<script>alert(1)</script>",
    b"\xff\xd8\xff\xe0<SCRIPT>",
    b"<?php echo 1;",
    b"MZ\x90\0" + bytes(range(256)),
    b"GIF89a" + bytes(range(256)),
])  # fmt: skip
def test_what_a_browser_could_run_or_nobody_knows_is_refused(world: World, head: bytes) -> None:
    with pytest.raises(RefusedContent):
        store_file(head, at=AT)
    assert not StoredFile.objects.exists() and not [f for f in _left() if f.startswith(".arriving")]


def test_an_empty_and_a_too_large_file_are_refused(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    settings.FILE_MAX_BYTES = 1000
    for content, code in ((b"", "PAPER-EMPTY"), (PDF + b"x" * 1000, "PAPER-TOO-LARGE")):
        with pytest.raises(RefusedContent) as refusal:
            store_file(content, at=AT)
        assert refusal.value.code == code


def test_personal_papers_are_seen_by_those_who_may_see_such(world: World) -> None:
    file_paper(city=world.city, head=PaperHead("PHOTO", place=world.rts[0], is_personal=True), by=None, at=AT)
    file_paper(city=world.city, head=PaperHead("SK"), by=None, at=AT)
    seen = {role: Paper.objects.visible_to(user).count() for role, user in world.people.items()}
    assert {role for role, count in seen.items() if count == 2} == {
        "KELURAHAN_STAFF", "KELURAHAN_HEAD", "HOUSING_STAFF", "SECTION_HEAD", "AGENCY_HEAD", "AUDITOR"
    }  # fmt: skip
    assert seen["OUTSIDER"] == seen["NOBODY"] == 0


def _left() -> list[str]:
    return os.listdir(settings.FILES_ROOT) if Path(settings.FILES_ROOT).is_dir() else []
