"""Lists whose state lives in the address."""

import pytest
from django.http import QueryDict

from tuntas.web.shared.listing import Sorting, query_with

COLUMNS = ("name", "score")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("urut=score", Sorting("score")),
        ("urut=-score", Sorting("score", True)),
        ("urut=password", Sorting("name")),
        ("urut=--score", Sorting("name")),
        ("", Sorting("name")),
    ],
)
def test_only_known_columns_sort(address: str, expected: Sorting) -> None:
    assert Sorting.read(QueryDict(address), COLUMNS, "name") == expected


def test_a_second_click_turns_the_order() -> None:
    assert Sorting("score").next_for("score") == "-score"
    assert Sorting("score", True).next_for("score") == "score"
    assert Sorting("score").next_for("name") == "name"


def test_equal_rows_keep_their_place_between_pages() -> None:
    assert Sorting("score", True).order_by({"score": "total"}) == ("-total", "pk")


def test_changing_the_page_keeps_the_filters() -> None:
    query = QueryDict("kelas=SEVERE&kelas=LIGHT&halaman=2")
    assert query_with(query, halaman=3) == "?kelas=SEVERE&kelas=LIGHT&halaman=3"
    assert query_with(query, halaman=None) == "?kelas=SEVERE&kelas=LIGHT"
