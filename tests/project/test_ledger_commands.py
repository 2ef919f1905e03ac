"""The report's own case in an office's memory, by command."""

from tests.project.office import Office


def test_a_loaded_case_shows_in_the_ledger_of_its_city(office: Office) -> None:
    assert office.tell("case", "load", "surakarta-2019") == {
        "city_code": "33.72", "entries": 5, "targets": 2, "statements": 11,
    }  # fmt: skip
    assert office.tell("case", "load", "surakarta-2019")["entries"] == 0
    seen = office.tell("ledger", "show", "--city", "33.72", "--on", "2018-12-31", expected=1)
    assert (seen["decreed_m2"], seen["handled_m2"], seen["remaining_m2"], seen["difference_m2"]) == (
        3_595_000, 1_537_100, 2_057_900, -100,
    )  # fmt: skip
    known = ("--known-at", "2020-01-01T00:00")
    assert office.tell("ledger", "show", "--city", "33.72", "--on", "2018-12-31", *known)["decree"] is None


def test_a_ledger_that_was_tampered_with_is_found(office: Office) -> None:
    office.tell("case", "load", "surakarta-2019")
    assert office.tell("ledger", "verify", "--city", "33.72")["breaks"] == []
    trigger = "hectares_ledgerentry_no_update" if not office.url else (
        "hectares_ledgerentry_no_change ON hectares_ledgerentry")  # fmt: skip
    office.ask(f"DROP TRIGGER {trigger}")
    office.ask("UPDATE hectares_ledgerentry SET area_m2 = area_m2 + 100 WHERE kind = 'HANDLED'")
    found = office.tell("ledger", "verify", "--city", "33.72", expected=1)
    assert [one["code"] for one in found["breaks"]] == ["LEDGER-CHANGED"]
