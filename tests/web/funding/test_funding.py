"""The pages of money: what is typed is kept once, what stands in the way is said at its place, nothing is lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.city.funding.cast import envelope_of, lent, paper_of, post, settlement_of, source_of
from tests.world import AT, World
from tuntas.city.financing.models import Scheme
from tuntas.city.funding.actions import set_ceilings
from tuntas.city.funding.facts import use
from tuntas.city.funding.heads import CeilingHead
from tuntas.city.funding.models import MoneyEntry, MoneyKind

Browser = Callable[[str], Client]
TODAY = timezone.localdate()
PAPER = {"kind": "DPA", "number": "DPA 1", "signed_on": TODAY.isoformat(), "reason": "dicatat belakangan"}


@pytest.fixture
def page(world: World) -> Callable[..., str]:
    """An address of the city."""
    return lambda name, *parts: reverse(name, args=[world.city.code, *parts])


def grid(pk: int, year: int, amount: str, seen: str = "") -> dict[str, str]:
    """One cell of the grid."""
    return {f"n-{pk}-{year}": amount, f"lama-n-{pk}-{year}": seen}


def test_ceilings_are_typed_in_a_grid_and_posted_as_differences(
    world: World, browser: Browser, page: Callable[..., str]
) -> None:
    source, planner, url = source_of(world), browser("PLANNER"), page("ceilings")
    year = TODAY.year
    wrong = planner.post(url, PAPER | grid(source.pk, year, "-5"))
    assert "tidak boleh kurang dari nol" in wrong.content.decode() and not MoneyEntry.objects.exists()
    assert planner.post(url, PAPER | grid(source.pk, year, "1.000.000")).status_code == 302
    assert (
        planner.post(url, PAPER | {"number": "DPA 2"} | grid(source.pk, year, "900.000", "1.000.000")).status_code
        == 302
    )
    assert list(MoneyEntry.objects.order_by("seq").values_list("amount_idr", flat=True)) == [1_000_000, -100_000]
    late = planner.post(url, PAPER | {"number": "DPA 3"} | grid(source.pk, year, "2", "1.000.000"))
    assert "Orang lain baru mengubahnya menjadi 900.000" in late.content.decode()
    assert browser("PPK").post(url, PAPER).status_code == 403


def test_a_sheet_fills_the_grid_and_keeps_nothing(world: World, browser: Browser, page: Callable[..., str]) -> None:
    source_of(world)
    rows = ("Kode,Sumber dana,Tahun,Pagu (rupiah)", f'APBD_KOTA,x,{TODAY.year},"1.500.000"', f"ENTAH,x,{TODAY.year},5",
            "BSPS,x,1999,5")  # fmt: skip
    told = "\n".join(rows)
    sheet = SimpleUploadedFile("pagu.csv", told.encode())
    shown = browser("PLANNER").post(page("ceilings"), {"berkas": sheet}).content.decode()
    assert 'value="1.500.000"' in shown and "Baris 3: kode sumber ENTAH tidak ada." in shown
    assert "Baris 4: tahun harus antara" in shown and not MoneyEntry.objects.exists()


def test_a_commitment_answers_its_warning_and_is_contracted_and_paid(
    world: World, browser: Browser, page: Callable[..., str]
) -> None:
    envelope, settlement = envelope_of(world, 1_000, "BSPS"), settlement_of(world)
    office, url = browser("PPK"), page("money_record")
    commit = PAPER | {"kind": "SPK", "number": "K 1", "envelope": envelope.pk, "amount": "500", "on": "2026-02-10",
                      "settlement": settlement.pk, "aspect": "jalan", "work": "Paving"}  # fmt: skip
    asked = office.post(url, commit | {"reason": ""}).content.decode()
    assert "tidak membiayai aspek atau kewenangan ini" in asked and MoneyEntry.objects.count() == 1
    assert office.post(url, commit).status_code == 302
    account = f"{envelope.pk}:{settlement.pk}:jalan::Paving"
    follow = PAPER | {"account": account, "on": "2026-02-10"}
    over = office.post(f"{url}?jenis=kontrak", follow | {"kind": "SPK", "number": "SPK 1", "amount": "501"})
    assert "Kontrak akan melampaui komitmen" in over.content.decode()
    for kind, word, amount in (("SPK", "kontrak", "400"), ("SP2D", "realisasi", "300")):
        sent = office.post(f"{url}?jenis={word}", follow | {"kind": kind, "number": word, "amount": amount})
        assert sent.status_code == 302
    sums = use(world.city)[0].sums
    assert (sums.committed_idr, sums.contracted_idr, sums.paid_idr) == (500, 400, 300)
    back = {"kembalikan": "ya", "kind": "SP2D", "number": "R 1", "signed_on": TODAY.isoformat(), "amount": "50"}
    assert office.post(page("money_change", 4), back).status_code == 302
    book = office.get(page("money_book")).content.decode()
    assert "Pengembalian atas baris 4" in book and "−50" in book.replace("-", "−")
    payers = office.get(page("who_pays")).content.decode()
    assert "Melati Timur" in payers and "Rp 250" in payers


def test_a_scheme_is_typed_with_shares_that_add_to_a_whole(
    world: World, browser: Browser, page: Callable[..., str]
) -> None:
    settlement, source, office = settlement_of(world), source_of(world), browser("PLANNER")
    rows = {"b0-party": "CITY", "b0-origin": f"s{source.pk}", "b0-share": "66,6667", "b1-party": "RESIDENTS",
            "b1-origin": f"s{source_of(world, 'SWADAYA').pk}", "b1-share": "33"}  # fmt: skip
    sent = {"kind": "AGREEMENT", "number": "S 1", "signed_on": "2026-02-02", "on": "2026-02-02", "seen": "0",
            "total": "1.000"} | rows  # fmt: skip
    url = page("scheme", settlement.pk)
    assert "Jumlah bagian 99,6667 %" in office.post(url, sent).content.decode()
    assert office.post(url, sent | {"b1-share": "33,3333"}).status_code == 302
    [scheme] = Scheme.objects.all()
    assert list(scheme.parts.order_by("number").values_list("amount_idr", flat=True)) == [667, 333]
    assert "66,6667 %" in office.get(page("schemes")).content.decode()
    assert browser("PPK").post(url, sent).status_code == 403


def test_a_group_in_arrears_is_shown_with_its_day(world: World, browser: Browser, page: Callable[..., str]) -> None:
    loan = lent(world)
    told = {"kind": "REPORT", "number": "B 1", "signed_on": "2026-02-02", "amount": "400", "on": "2025-12-01"}
    assert browser("PPK").post(page("loan", loan.pk), told).status_code == 302
    shown = browser("PPK").get(page("loans")).content.decode()
    assert ">30 Desember 2025</time>" in shown
    assert "Rp 601" in shown


def test_tables_leave_as_files_narrowed_as_the_page_is(
    world: World, browser: Browser, page: Callable[..., str]
) -> None:
    envelope = envelope_of(world)
    set_ceilings(paper=paper_of(world.city, "D2"), by=None, at=AT,
                 head=CeilingHead(2027, {envelope.source: 7}, date(2026, 2, 2)))  # fmt: skip
    post(envelope, MoneyKind.COMMITTED, 5, "=CMD")
    office = browser("PLANNER")
    for table in ("serapan", "buku-uang", "pembayar", "skema", "pinjaman", "pagu"):
        assert office.get(page("funding_export", table) + "?format=xlsx").content.startswith(b"PK")
    use_file = office.get(page("funding_export", "serapan") + "?format=csv&tahun=2027").content.decode("utf-8-sig")
    assert use_file.splitlines()[1].startswith("2027,APBD_KOTA,") and len(use_file.splitlines()) == 2
    assert "'=CMD" in office.get(page("funding_export", "buku-uang") + "?format=csv").content.decode("utf-8-sig")
    assert office.get(page("funding_export", "apa")).status_code == 404
