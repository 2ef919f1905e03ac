"""Taking a list of houses in: amounts and codes as offices write them, and all or nothing."""

import pytest

from tests.world import AT, ON, World
from tuntas.city.surveys.actions import CannotSurvey
from tuntas.city.surveys.house_lists import code_of, plan_list, rupiah_of, take_list
from tuntas.city.surveys.houses import LAND_STATUSES, SOURCES
from tuntas.city.surveys.models import UnfitHouse
from tuntas.sheets.house_list import HouseList, HouseRow


@pytest.mark.parametrize(("given", "amount"), [
    ("20000000", 20_000_000), ("Rp 20.000.000", 20_000_000), ("Rp20.000.000,-", 20_000_000),
    ("17.500.000,00", 17_500_000),
    ("0", 0), ("20 juta", None), ("20.5", None), ("20,5", None), ("-5", None), ("1.00.000", None), ("", None),
])  # fmt: skip
def test_rupiah_are_read_whole_or_not_at_all(given: str, amount: int | None) -> None:
    assert rupiah_of(given) == amount


def test_codes_are_meant_by_their_words_in_both_languages() -> None:
    assert code_of("milik  sendiri", "HOUSE-LAND", LAND_STATUSES) == "OWNED"
    assert code_of("State land", "HOUSE-LAND", LAND_STATUSES) == "STATE_LAND"
    assert code_of("APBD Provinsi", "HOUSE-SOURCE", SOURCES) == "APBD_PROV"
    assert code_of("hibah", "HOUSE-LAND", LAND_STATUSES) is None


def test_a_list_with_one_wrong_row_leaves_nothing(world: World) -> None:
    good = {"kelurahan": "Melati", "rw": "1", "rt": "1", "address": "Gang 1", "head_name": "Contoh"}
    read = HouseList((HouseRow(2, good), HouseRow(3, {**good, "rt": "77"})))
    user = world.user("HOUSING_STAFF")
    plan = plan_list(read, city=world.city, user=user, on=ON)
    assert [line.head is not None for line in plan.lines] == [True, False] and not plan.can_be_taken
    with pytest.raises(CannotSurvey, match="HOUSE-LIST-HAS-ERRORS"):
        take_list(city=world.city, plan=plan, by=user, at=AT)
    assert not UnfitHouse.objects.exists()
