"""A decree's way through the pages: draft, reasons, verification, force, revision, and what is refused on the way."""

import io
import json
from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.city.decrees.cast import PDF, Town, answered, drafted, enacted, verified
from tests.world import ON
from tuntas.city.decrees.checking import findings
from tuntas.city.decrees.facts import state_of
from tuntas.city.decrees.models import Decree, DecreeState

Browser = Callable[[str], Client]
DAY = timedelta(days=1)


def at(name: str, decree: Decree, *more: int) -> str:
    return reverse(name, args=["99.01", decree.pk, *more])


def scan(name: str = "sk.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def minutes(day: str = str(ON - 2 * DAY)) -> dict[str, object]:
    return {"level": "CITY", "number": "BA-1", "signed_on": day, "content": scan("ba.pdf")}


def signed(number: str, day: str = str(ON - DAY), **more: str) -> dict[str, object]:
    return {"number": number, "signed_on": day, "content": scan(), **more}


def text(response) -> str:  # type: ignore[no-untyped-def]
    return str(response.content.decode())


def test_a_decree_goes_from_draft_to_force_by_three_people(made: Town, browser: Browser) -> None:
    staff, section, head = browser("HOUSING_STAFF"), browser("SECTION_HEAD"), browser("HEAD")
    form = staff.get(reverse("decree_new", args=["99.01"]))
    assert "Kawasan 1" in text(form) and "3 kawasan dipilih" in text(form)
    chosen = [one.pk for one in made.settlements[:2]]
    counted = staff.post(reverse("decree_preview", args=["99.01"]), {"campaign": made.campaign.pk, "kawasan": chosen})
    assert "2 kawasan dipilih" in text(counted)
    other = made.settlements[2].place_id
    narrowed = {"title": "Penetapan", "campaign": made.campaign.pk, "kawasan": chosen, "kelurahan": other}
    kept = text(staff.post(reverse("decree_new", args=["99.01"]), narrowed | {"do": "saring"}))
    assert "2 kawasan dipilih" in kept and 'value="Penetapan"' in kept
    assert all(f'name="kawasan" value="{pk}"' in kept for pk in chosen) and not Decree.objects.exists()
    emptied = text(staff.post(reverse("decree_new", args=["99.01"]), narrowed | {"kelurahan": "", "do": "tidak"}))
    assert "0 kawasan dipilih" in emptied
    told = {"title": "Penetapan lokasi kumuh", "campaign": made.campaign.pk, "kawasan": chosen}
    assert staff.post(reverse("decree_new", args=["99.01"]), told).status_code == 302
    decree = Decree.objects.get()
    assert decree.lines.count() == 2

    page = staff.get(at("decree", decree))
    assert "Perlu alasan tertulis" in text(page) and "hal masih menghalangi" in text(page)
    blocked = text(section.post(at("decree_verify", decree), minutes()))
    assert "hal masih menghalangi" in blocked and "belum ada berita acara kesepakatan data" in blocked
    for code in {one.code for one in findings(decree, on=ON) if one.blocks}:
        keys = [one.key for one in findings(decree, on=ON) if one.code == code]
        staff.post(at("decree_answer", decree), {"code": code, "key": keys, "reason": "sudah ditinjau"})
    assert not [one for one in findings(decree, on=ON) if one.blocks]
    assert section.post(at("decree_verify", decree), minutes()).status_code == 302
    assert head.post(at("decree_enact", decree), signed("600/1/2026")).status_code == 302
    decree.refresh_from_db()
    assert state_of(decree) is DecreeState.ENACTED and decree.number == "600/1/2026"
    assert "600/1/2026" in text(head.get(at("decree", decree)))
    assert "Yang berlaku" in text(head.get(reverse("decrees", args=["99.01"])))


def test_a_revision_says_what_became_of_every_hectare(made: Town, browser: Browser) -> None:
    first = enacted(verified(drafted(made), made), made, "SK 1", ON - DAY)
    second = drafted(made, only=slice(2), revises=first)
    staff = browser("HOUSING_STAFF")
    assert "dilepas; 1 baris belum beralasan" in text(staff.get(at("decree_drops", second)))
    staff.post(at("decree_drops", second), {f"alasan-s{made.settlements[2].pk}": "NOT_SLUM"})
    assert second.drops.get().reason == "NOT_SLUM"
    verified(answered(second, made), made, ON - DAY)
    assert browser("HEAD").post(at("decree_enact", second), signed("SK 2", str(ON))).status_code == 302
    shown = text(browser("SURVEYOR").get(at("decree_changes", second)))
    assert "1 dikeluarkan" in shown and "bukan kumuh" in shown and "2 tetap" in shown
    listed = text(browser("SURVEYOR").get(reverse("decrees", args=["99.01"])))
    assert "sudah diubah" in listed and "Mengubah" in listed


def test_the_annex_leaves_as_pages_workbook_and_draft(made: Town, browser: Browser) -> None:
    decree, reader = drafted(made), browser("PLANNER")
    for paper, width in (("A4", 297), ("F4", 330)):
        response = reader.get(at("decree_annex", decree), {"bentuk": "pdf", "kertas": paper})
        page = PdfReader(io.BytesIO(response.content)).pages[0]
        assert round(float(page.mediabox.width) * 25.4 / 72) == width
        assert "Kawasan 1" in page.extract_text()
    again = reader.get(at("decree_annex", decree), {"bentuk": "pdf", "kertas": "F4"})
    assert again.content == response.content
    for kind in ("xlsx", "docx"):
        assert reader.get(at("decree_annex", decree), {"bentuk": kind}).content[:2] == b"PK"
    drawn = json.loads(reader.get(at("decree_geojson", decree)).content)
    assert [one["properties"]["lokasi"] for one in drawn["features"]] == ["Kawasan 3", "Kawasan 1", "Kawasan 2"]
    assert browser("SURVEYOR").get(at("decree_annex", decree)).status_code == 403


def test_nobody_passes_their_own_record_and_no_state_is_skipped(made: Town, browser: Browser) -> None:
    own = drafted(made)
    own.drafted_by = made.world.user("SECTION_HEAD")
    own.save(update_fields=["drafted_by"])
    answered(own, made)
    assert "harus diverifikasi orang lain" in text(browser("SECTION_HEAD").post(at("decree_verify", own), minutes()))
    assert "belum diverifikasi" in text(browser("HEAD").post(at("decree_enact", own), signed("SK 1")))
    ahead = minutes(str(ON + DAY))
    assert "belum tiba" in text(browser("AGENCY_HEAD").post(at("decree_verify", own), ahead))
    assert browser("AGENCY_HEAD").post(at("decree_verify", own), minutes()).status_code == 302
    assert "tidak menyusun atau memverifikasi" in text(
        browser("AGENCY_HEAD").post(at("decree_enact", own), signed("SK 1")))  # fmt: skip
    early = text(browser("HEAD").post(at("decree_enact", own), signed("SK 1", str(ON - 9 * DAY))))
    assert "mendahului verifikasinya" in early
    own.refresh_from_db()
    assert state_of(own) is DecreeState.VERIFIED


def test_a_late_decree_says_why(made: Town, browser: Browser) -> None:
    long_ago = ON - timedelta(days=200)
    decree = verified(drafted(made), made, long_ago - DAY)
    head = browser("HEAD")
    silent = head.post(at("decree_enact", decree), signed("SK 1", str(long_ago)))
    assert "tulis alasan baru dicatat sekarang" in text(silent)
    late = signed("SK 1", str(long_ago), late_reason="baru ditemukan di arsip")
    assert head.post(at("decree_enact", decree), late).status_code == 302
    assert "baru ditemukan di arsip" in text(head.get(at("decree", decree)))


def test_a_draft_is_worked_on_and_two_people_never_overwrite_each_other(made: Town, browser: Browser) -> None:
    decree, staff = drafted(made), browser("HOUSING_STAFF")
    line = decree.lines.order_by("position").first()
    assert line is not None
    own = at("decree_line", decree, line.pk)
    assert "Ubah dalam rancangan" in text(staff.get(own))
    assert "Ubah dalam rancangan" not in text(browser("SURVEYOR").get(own))
    assert "misalnya 12,50" in text(staff.post(at("decree_area", decree, line.pk), {"area": "banyak", "seen": 1}))
    staff.post(at("decree_area", decree, line.pk), {"area": "2,25", "seen": decree.changed})
    line.refresh_from_db()
    assert line.area_m2 == 22_500
    stale = staff.post(at("decree_remove", decree, line.pk), {"seen": decree.changed}, follow=True)
    assert "berubah sejak Anda membukanya" in text(stale)
    decree.refresh_from_db()
    staff.post(at("decree_leave_out", decree, line.units.get().pk), {"seen": decree.changed})
    assert not line.units.exists()
    decree.refresh_from_db()
    staff.post(at("decree_remove", decree, line.pk), {"seen": decree.changed})
    assert decree.lines.count() == 2
    decree.refresh_from_db()
    staff.post(at("decree_add", decree), {"kawasan": [line.settlement_id], "seen": decree.changed})
    decree.refresh_from_db()
    staff.post(at("decree_refresh", decree), {"seen": decree.changed})
    assert decree.lines.count() == 3
    staff.post(at("decree_give_up", decree), {"reason": "disusun ulang"})
    decree.refresh_from_db()
    assert state_of(decree) is DecreeState.DROPPED and "disusun ulang" in text(staff.get(at("decree", decree)))


def test_a_verified_draft_is_reopened_with_a_reason(made: Town, browser: Browser) -> None:
    decree, staff = verified(drafted(made), made), browser("HOUSING_STAFF")
    assert staff.post(at("decree_reopen", decree), {"reason": ""}).status_code == 200
    assert staff.post(at("decree_reopen", decree), {"reason": "RT keliru"}).status_code == 302
    decree.refresh_from_db()
    assert state_of(decree) is DecreeState.DRAFT
