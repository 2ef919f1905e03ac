"""Days in forms: none that cannot be reckoned with."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tuntas.web.shared.days import EARLIEST, LATEST, day_field


@pytest.mark.parametrize("on", [EARLIEST, date(2026, 3, 2), LATEST])
def test_a_day_is_taken_as_it_is(on: date) -> None:
    assert day_field("Hari").clean(on.isoformat()) == on


@pytest.mark.parametrize("said", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_beyond_what_a_city_keeps_is_refused(said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        day_field("Hari").clean(said)
    assert refused.value.code == "invalid"


def test_no_day_is_no_fault_where_none_is_asked() -> None:
    assert day_field("Hari", required=False).clean("") is None
