"""Correcting an accepted record: with a reason, rescored, and never over somebody else's change."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from tests.world import World
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.surveys.models import SurveyRecord, Upload

Browser = Callable[[str], Client]


def edit_url(world: World, accepted: Upload, name: str = "record_edit") -> str:
    return reverse(name, args=["99.01", accepted.campaign_id, world.rts[0].pk])


def quantities(world: World) -> dict[str, int]:
    return {name: value // 10**6 for name, value in SurveyRecord.objects.get(place=world.rts[0]).facts[
        "quantities"].items()}  # fmt: skip


def test_a_correction_is_a_new_version_with_its_reason(world: World, accepted: Upload, browser: Browser) -> None:
    client = browser("SECTION_HEAD")
    form = client.get(edit_url(world, accepted))
    filled = {f"f-{one.name}": one.text for group, _fields in form.context["groups"] for one in group.fields}
    answer = client.post(edit_url(world, accepted), filled | {"f-unit_tidak_teratur": "40", "versi": "1",
                                                              "reason": "Salah ketik"})  # fmt: skip
    assert answer.status_code == 302
    record = SurveyRecord.objects.get(place=world.rts[0])
    version = record.versions.get(number=2)
    assert (version.reason, version.by) == ("Salah ketik", world.user("SECTION_HEAD"))
    assert set(version.sources["unit_tidak_teratur"]) == {"person", "at"}
    assert StoredAssessment.objects.get(version=version).total_min > StoredAssessment.objects.get(
        record=record, record_version=1).total_min  # fmt: skip


def test_without_a_reason_or_a_change_nothing_is_saved(world: World, accepted: Upload, browser: Browser) -> None:
    client, url = browser("SECTION_HEAD"), edit_url(world, accepted)
    assert client.post(url, {"f-jumlah_kk": "52", "versi": "1"}).context["form"].errors["reason"]
    page = client.post(url, {"f-jumlah_kk": "50", "versi": "1", "reason": "Coba"}).content.decode()
    assert "Tidak ada angka yang berubah" in page
    page = client.post(url, {"f-jumlah_kk": "5O", "versi": "1", "reason": "Coba"}).content.decode()
    assert "bukan angka" in page and 'value="5O"' in page
    assert SurveyRecord.objects.get(place=world.rts[0]).version == 1


def test_the_second_of_two_sees_the_difference_and_chooses(world: World, accepted: Upload, browser: Browser) -> None:
    first, second, url = browser("SECTION_HEAD"), browser("HOUSING_STAFF"), edit_url(world, accepted)
    first.post(url, {"f-jumlah_kk": "60", "f-unit_tidak_teratur": "10", "versi": "1", "reason": "Hitung ulang"})
    page = second.post(url, {"f-jumlah_kk": "55", "f-jumlah_bangunan": "45", "versi": "1", "reason": "Lapangan"})
    assert page.status_code == 409
    found = page.context["contest"]
    assert [(one.name, one.before, one.after, one.mine) for one in found.clashes] == [
        ("jumlah_kk", "50 KK", "60 KK", "55 KK")]  # fmt: skip
    assert ([one.name for one in found.mine], [one.name for one in found.theirs]) == (
        ["jumlah_bangunan"], ["unit_tidak_teratur"])  # fmt: skip
    assert world.user("SECTION_HEAD").name in page.content.decode()
    chosen = dict(page.context["kept"]) | {"versi": str(page.context["version"]), "reason": "Lapangan"}
    assert second.post(url, chosen | {"pilih-jumlah_kk": "mine"}).status_code == 302
    now = quantities(world)
    assert (now["jumlah_kk"], now["jumlah_bangunan"], now["unit_tidak_teratur"]) == (55, 45, 10)


def test_giving_way_keeps_ones_other_changes(world: World, accepted: Upload, browser: Browser) -> None:
    first, second, url = browser("SECTION_HEAD"), browser("HOUSING_STAFF"), edit_url(world, accepted)
    first.post(url, {"f-jumlah_kk": "60", "versi": "1", "reason": "Hitung ulang"})
    page = second.post(url, {"f-jumlah_kk": "55", "f-jumlah_bangunan": "45", "versi": "1", "reason": "Lapangan"})
    chosen = dict(page.context["kept"]) | {"versi": "2", "reason": "Lapangan"}
    second.post(url, chosen | {"pilih-jumlah_kk": "theirs"})
    assert (quantities(world)["jumlah_kk"], quantities(world)["jumlah_bangunan"]) == (60, 45)


def test_the_preview_of_a_correction_keeps_nothing(world: World, accepted: Upload, browser: Browser) -> None:
    url = edit_url(world, accepted, "record_preview")
    page = browser("SECTION_HEAD").post(url, {"f-unit_tidak_teratur": "40", "versi": "1"})
    assert page.context["outlook"].lines["unit_tidak_teratur"].percent == "100,00 %"
    assert SurveyRecord.objects.get(place=world.rts[0]).version == 1


def test_the_page_of_the_rt_leads_here(world: World, accepted: Upload, browser: Browser) -> None:
    unit = reverse("unit_page", args=["99.01", world.rts[0].pk])
    assert edit_url(world, accepted) in browser("SECTION_HEAD").get(unit).content.decode()
    assert edit_url(world, accepted) not in browser("PLANNER").get(unit).content.decode()


def test_an_rt_without_a_record_has_nothing_to_correct(world: World, accepted: Upload, browser: Browser) -> None:
    empty = reverse("record_edit", args=["99.01", accepted.campaign_id, world.kelurahan.pk])
    assert browser("SECTION_HEAD").get(empty).status_code == 404
