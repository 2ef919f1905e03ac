"""Lists of houses: the template, the preview, and taking in all or nothing."""

import io
import re
from collections.abc import Callable, Sequence

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.web.houses.cast import NIK, listed
from tests.world import World
from tuntas.city.records.models import AuditEntry, StoredFile
from tuntas.city.surveys.houses import nik_of
from tuntas.city.surveys.models import HouseAid, UnfitHouse
from tuntas.sheets.house_list import TEMPLATE_HEADS

Browser = Callable[[str], Client]
GOOD = ["", "Melati", "001", "1", "Gang 1", "Contoh Ani", NIK, "Milik sendiri", "DAK", "BSPS", "2024", "20.000.000"]
BARE = ["", "Kel. Melati", "RW 1", "RT 02", "Gang 2", "Contoh Edi", "", "", "", "", "", ""]


def workbook(rows: Sequence[Sequence[object]], heads: Sequence[str] = TEMPLATE_HEADS) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, heads)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def brought(client: Client, content: bytes, name: str = "rtlh.xlsx") -> str:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("house_import", args=["99.01"]), {"content": file}).content.decode()


def taken(client: Client, preview: str) -> None:
    found = re.search(r'name="daftar" value="([^"]+)"', preview)
    assert found, preview
    client.post(reverse("house_import_take", args=["99.01"]), {"daftar": found[1]})


def test_a_list_is_previewed_then_taken_in(world: World, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    preview = brought(client, workbook([GOOD, BARE]))
    assert "Contoh Ani" in preview and NIK not in preview and not UnfitHouse.objects.exists()
    taken(client, preview)
    house = UnfitHouse.objects.get(head_name="Contoh Ani")
    assert UnfitHouse.objects.count() == 2 and nik_of(house) == NIK and house.place == world.rts[0]
    aid = HouseAid.objects.get()
    assert (aid.house, aid.source, aid.year, aid.value_idr) == (house, "DAK", 2024, 20_000_000)
    assert AuditEntry.objects.get(verb="houses.listed").details == {"rows": 2, "houses": 2, "aids": 1}
    assert not StoredFile.objects.exists()


def test_the_same_list_twice_adds_nothing(world: World, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    for _time in range(2):
        taken(client, brought(client, workbook([GOOD, BARE])))
    assert UnfitHouse.objects.count() == 2 and HouseAid.objects.count() == 1


def test_csv_is_read_too(world: World, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    text = f"Kelurahan;RW;RT;Alamat;Nama KK;NIK\nMelati;1;1;Gang 1;Contoh Ani;{NIK}\n"
    taken(client, brought(client, text.encode(), "rtlh.csv"))
    assert nik_of(UnfitHouse.objects.get()) == NIK


def test_one_wrong_row_holds_the_whole_list_up(world: World, browser: Browser) -> None:
    wrong = {
        "tidak dikenal di kota ini": [*GOOD[:3], "9", *GOOD[4:]],
        "alamat dan nama kepala keluarga": [*GOOD[:4], "", *GOOD[5:]],
        "NIK itu tidak mungkin benar": [*GOOD[:6], "123", *GOOD[7:]],
        "NIK tersimpan sebagai angka": [*GOOD[:6], 9901015203850011, *GOOD[7:]],
        "status lahan": [*GOOD[:7], "Hibah", *GOOD[8:]],
        "sumber bantuan": [*GOOD[:8], "Bank", *GOOD[9:]],
        "tahun bantuan": [*GOOD[:10], "24", GOOD[11]],
        "bukan jumlah rupiah": [*GOOD[:11], "20 juta"],
        "rumah yang sama dengan baris 2": BARE,
    }
    for words, row in wrong.items():
        preview = brought(browser("HOUSING_STAFF"), workbook([BARE, row]))
        assert words in preview and 'name="daftar"' not in preview, words
    assert not UnfitHouse.objects.exists()


def test_a_nik_of_another_house_asks_for_a_look_and_may_pass(world: World, browser: Browser) -> None:
    listed(world, rt=1)
    client = browser("HOUSING_STAFF")
    preview = brought(client, workbook([GOOD]))
    assert "NIK yang sama" in preview
    taken(client, preview)
    assert UnfitHouse.objects.count() == 2


def test_a_kelurahan_takes_in_its_own_area_only(world: World, browser: Browser) -> None:
    preview = brought(browser("KELURAHAN_STAFF"), workbook([["", "Kenanga", *GOOD[2:]]]))
    assert "di luar wilayah tugas Anda" in preview and 'name="daftar"' not in preview


def test_a_preview_serves_nobody_else_and_cannot_be_forged(world: World, browser: Browser) -> None:
    preview = brought(browser("HOUSING_STAFF"), workbook([GOOD]))
    taken(browser("SECTION_HEAD"), preview)
    client, url = browser("HOUSING_STAFF"), reverse("house_import_take", args=["99.01"])
    for box in ("", "x", "AAAA"):
        assert client.post(url, {"daftar": box}).status_code == 302
    assert not UnfitHouse.objects.exists()


def test_what_is_no_list_says_what_to_do(world: World, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    assert "Unduh templat" in brought(client, workbook([GOOD], ["a"] * 12))
    assert "tidak ada baris rumah" in brought(client, workbook([]))
    assert "field-error" in brought(client, b"\x89PNG\r\n\x1a\n0000")


def test_the_template_is_read_as_it_is_written(world: World, browser: Browser) -> None:
    client = browser("HOUSING_STAFF")
    template = client.get(reverse("house_template", args=["99.01"])).content
    assert "tidak ada baris rumah di bawahnya" in brought(client, template)
