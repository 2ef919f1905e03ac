"""The lists that a city starts with: two levels, known aspects, and nothing twice."""

from tests.city.funding.cast import instrument_of, source_of
from tests.world import AT, World
from tuntas.city.financing.default_instruments import default_instruments, instrument_kinds
from tuntas.city.funding.default_sources import authority_codes, default_sources
from tuntas.city.funding.models import Authority, Source
from tuntas.city.funding.refusals import CannotFund
from tuntas.city.funding.sources import SourceHead, add_source, change_source, load_default_sources
from tuntas.city.surveys.rule_sets import law_on_shelf


def test_the_default_lists_hold_together(world: World) -> None:
    rule, groups = law_on_shelf().regulation, {one.code for one in default_sources() if not one.parent}
    assert {one.parent for one in default_sources()} - {""} <= groups
    assert {aspect for one in default_sources() for aspect in one.aspects} <= {aspect.id for aspect in rule.aspects}
    assert {one.id for one in rule.authority} == set(authority_codes())
    assert set(authority_codes().values()) == set(Authority.values)
    assert {one.kind for one in default_instruments()} <= set(instrument_kinds())
    source_of(world)
    instrument_of(world)
    assert load_default_sources(city=world.city, by=None, at=AT) == []
    assert not world.foreign_city.sources.exists()


def test_a_city_keeps_its_own_sources_in_two_levels(world: World) -> None:
    group, below = source_of(world, "APBN"), source_of(world, "BSPS")
    own = add_source(city=world.city, head=SourceHead("koperasi", "Koperasi", parent=group), by=None, at=AT)
    assert (own.code, own.parent) == ("KOPERASI", group)
    assert own in Source.objects.bearing() and group not in Source.objects.bearing()
    refused = []
    for head in (
        SourceHead("BSPS", "x"),
        SourceHead("x", "x", parent=below),
        SourceHead("x", "x", None, "", 2026, 2025),
    ):
        try:
            add_source(city=world.city, head=head, by=None, at=AT)
        except CannotFund as refusal:
            refused.append(refusal.code)
    assert refused == ["FUND-CODE-TAKEN", "FUND-TWO-LEVELS", "FUND-YEARS"]
    closed = change_source(source=own, head=SourceHead("KOPERASI", "Koperasi", group, "", 2020, 2025), by=None, at=AT)
    assert [closed.is_open_in(year) for year in (2019, 2020, 2025, 2026)] == [False, True, True, False]
    assert own in Source.objects.open_in(2025) and own not in Source.objects.open_in(2026)
