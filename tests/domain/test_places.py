"""RT keys and kelurahan names: read where they are plain, never guessed, never joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuntas.domain.places import RtKey, fold_name, padded_number, parse_rt_rw, similar_names


@pytest.mark.parametrize(
    ("text", "rt", "rw"),
    [
        ("RT06A-RW002", "006A", "002"),
        ("RT001-RW002", "001", "002"),
        ("003/002", "003", "002"),
        ("3-2", "003", "002"),
        ("RT 3 RW 2", "003", "002"),
        ("RT.03/RW.02", "003", "002"),
        ("R.T. 03 / R.W. 02", "003", "002"),
        ("RT/RW: 003/002", "003", "002"),
        ("RW 02 RT 03", "003", "002"),
        ("Rt 3 / Rw II", "003", "002"),
        ("RT 6 a RW 2", "006A", "002"),
        ("RT106-DS05", "106", "DS005"),
    ],
)
def test_the_usual_ways_to_write_an_rt_are_read(text: str, rt: str, rw: str) -> None:
    assert parse_rt_rw(text) == RtKey(rt, rw)


@pytest.mark.parametrize(
    "text", ["", "221", "1.5", "RT 3", "RT 1,2 RW 3", "RT 0 RW 1", "2026-02-03", "12/13/14", "RT IIX RW 1", "Melati"]
)
def test_what_is_not_plain_is_not_guessed(text: str) -> None:
    assert parse_rt_rw(text) is None


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["", "A", "B"]))
def test_a_key_written_out_is_read_back(rt: int, rw: int, suffix: str) -> None:
    key = RtKey(f"{rt:03d}{suffix}", f"{rw:03d}")
    assert parse_rt_rw(f"RT{key.rt}-RW{key.rw}") == key
    assert parse_rt_rw(f"{rt}{suffix}/{rw}") == key


def test_lone_numbers_become_keys() -> None:
    assert [padded_number(text) for text in ("6a", "RW 2", "3", "x9", "")] == ["006A", "002", "003", "", ""]


def test_spellings_of_one_name_fold_alike() -> None:
    assert {fold_name(n) for n in ("Kali Baros", "KALIBAROS", "Kel. Kali-Baros", "Kelurahan  Kalibaros")} == {
        "kalibaros"
    }
    assert fold_name("Kelapa Dua") == "kelapadua"


def test_similar_names_are_asked_about_and_neighbours_are_not() -> None:
    names = ["Kali Baros", "Kalibaros", "Krapyak Lor", "Krapyak Kidul", "Panjang Baru", "Panjang Wetan", "RW 1", "RW 2"]
    assert similar_names(names) == (("Kali Baros", "Kalibaros"),)
    assert similar_names(["Noyontaansari", "Noyontansari"]) == (("Noyontaansari", "Noyontansari"),)
