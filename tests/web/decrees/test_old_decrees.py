"""An old decree as printed: head, rows typed or from a table, a preview, and never twice round the verification."""

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from xlsxwriter import Workbook

from tests.city.decrees.cast import Town, drafted, enacted, verified
from tests.world import World
from tuntas.city.decrees.models import Decree

Browser = Callable[[str], Client]
HEAD = {"number": "032/97-C/1/2014", "aliases": "032/97.C/1/2014; 32/97-C/1/2014", "title": "Penetapan lokasi kumuh",
        "printed_on": "12 Maret 2014", "reason": "SK lama"}  # fmt: skip
ROWS = "Kawasan Tepi Kali; Melati; 10,25; berat\nKawasan Pasar; Kenanga; 4.75; "


def send(client: Client, **said: object):  # type: ignore[no-untyped-def]
    return client.post(reverse("decree_legacy", args=["99.01"]), HEAD | said)


def test_an_old_decree_is_shown_first_and_entered_as_printed(world: World, browser: Browser) -> None:
    staff = browser("HOUSING_STAFF")
    preview = send(staff, rows=ROWS, printed_total="15,10").content.decode()
    assert "2 baris, jumlahnya 15,00 ha" in preview and "Jumlah tercetak 15,10 ha, jumlah barisnya 15,00 ha" in preview
    assert not Decree.objects.exists()
    assert send(staff, rows=ROWS, printed_total="15,10", do="catat").status_code == 302
    decree = Decree.objects.get()
    assert (decree.number, decree.printed_on, decree.printed_total) == (HEAD["number"], "12 Maret 2014", "15,10")
    assert decree.aliases == ["032/97.C/1/2014", "32/97-C/1/2014"]
    rows = decree.lines.order_by("position")
    lines = [(one.name, one.place.name, one.area_m2, one.printed, one.grade) for one in rows]
    assert lines[0][:4] == ("Kawasan Tepi Kali", "Melati", 102_500, "10,25") and "berat" in lines[0][4]
    assert lines[1] == ("Kawasan Pasar", "Kenanga", 47_500, "4.75", "")
    shown = staff.get(reverse("decree", args=["99.01", decree.pk])).content.decode()
    assert "SK lama, seperti tercetak" in shown and "4.75" in shown and "032/97.C/1/2014" in shown


def test_a_decree_that_prints_only_a_total_and_a_year(world: World, browser: Browser) -> None:
    staff = browser("SECTION_HEAD")
    assert send(staff, rows="", printed_total="467,62", printed_on="2014", do="catat").status_code == 302
    line = Decree.objects.get().lines.get()
    assert (line.place, line.area_m2, line.printed) == (world.city.place, 4_676_200, "467,62")
    assert "2014" in staff.get(reverse("decrees", args=["99.01"])).content.decode()


def test_a_table_is_read_and_its_rows_go_on_as_typed_ones(world: World, browser: Browser) -> None:
    target = io.BytesIO()
    book = Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Lokasi", "Kelurahan", "Luas (ha)", "Tingkat"])
    sheet.write_row(1, 0, ["Kawasan A", "Melati", 3.5, "Kumuh Ringan"])
    book.close()
    table = SimpleUploadedFile("sk.xlsx", target.getvalue())
    preview = send(browser("HOUSING_STAFF"), table=table).content.decode()
    assert 'name="rows" value="Kawasan A; Melati; 3,50; Kumuh Ringan"' in preview


def test_what_cannot_be_read_is_named_by_its_row(world: World, browser: Browser) -> None:
    staff = browser("HOUSING_STAFF")
    wrong = send(staff, rows="A; Mawar; 2,00\nB; Melati; banyak\nC; Melati; 1,00; biru", do="catat").content.decode()
    for told in ("Baris 1: kelurahan", "Baris 2: luas", "Baris 3: tingkat"):
        assert told in wrong
    assert "seperti 12 Maret 2016" in send(staff, rows=ROWS, printed_on="dulu").content.decode()
    assert "Isi baris lampiran" in send(staff, rows="").content.decode()
    assert not Decree.objects.exists()


def test_a_decree_of_our_own_is_not_followed_by_an_old_one(made: Town, browser: Browser) -> None:
    enacted(verified(drafted(made), made), made, "SK 1")
    answer = send(browser("HOUSING_STAFF"), rows=ROWS, printed_on="2/3/2026", do="catat").content.decode()
    assert "sudah ditetapkan lewat Tuntas" in answer and Decree.objects.count() == 1
    assert "Catat SK lama" not in browser("HOUSING_STAFF").get(reverse("decrees", args=["99.01"])).content.decode()
