"""Planning as answers: proposals, decisions, envelopes, plans and scenarios of a city that has some of each."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.test_contract import PERSONAL, document, misfits, nodes
from tests.city.decisions.cast import Session, session
from tests.city.decrees.cast import PDF
from tests.city.plans.cast import Drawing, drawing, fund
from tests.web.plans.cast import a_plan, a_scenario
from tests.world import AT, ON, World
from tuntas.city.decisions.deciding import decide, give_force
from tuntas.city.decisions.models import Verdict
from tuntas.city.people.models import User
from tuntas.city.proposals.facts import cost_of
from tuntas.city.records.actions import PaperHead, file_paper

Asking = Callable[..., Any]
ROOMS = ("proposals", "decisions", "envelopes", "plans", "scenarios")


@pytest.fixture
def met(world: World) -> Session:
    """A meeting in which the mayor gave two words, and a paper for the first."""
    made = session(world)
    best, second, _last = made.items()
    first = decide(item=best, verdict=Verdict.DECIDED, by=made.head, at=AT)
    decide(item=second, verdict=Verdict.DECIDED, by=made.head, at=AT)
    paper = file_paper(city=world.city, head=PaperHead("BERITA_ACARA", "BA-9", signed_on=ON), content=PDF,
                       filename="ba.pdf", by=None, at=AT)  # fmt: skip
    give_force(decisions=[first], paper=paper, by=world.user("PLANNER"), at=AT)
    return made


def items(ask: Asking, room: str, query: str = "") -> list[dict[str, Any]]:
    response = ask(f"cities/99.01/{room}{query}")
    assert response.status_code == 200
    return list(response.json()["items"])


def test_answers_that_hold_something_keep_the_contract_and_name_nobody(met: Session, ask: Asking) -> None:
    world = met.world
    a_plan(world)
    a_scenario(world)
    whole, names = document(), [user.name for user in User.objects.all()]
    for room in ROOMS[:2] + ROOMS[3:]:
        response = ask(f"cities/99.01/{room}")
        said = response.json()
        schema = whole["paths"][f"/api/v1/cities/{{code}}/{room}"]["get"]["responses"]["200"]["content"]
        assert said["count"] > 0 and misfits(said, schema["application/json"]["schema"], whole) == [], room
        assert not [value for node in nodes(said) for value in node.values() if isinstance(value, float)], room
        assert not [name for name in (*names, *PERSONAL) if name in response.content.decode()], room


def test_a_proposal_is_told_with_its_works_and_what_they_cost(met: Session, ask: Asking) -> None:
    told = {one["id"]: one for one in items(ask, "proposals", "?state=SUBMITTED")}
    assert set(told) == {one.pk for one in met.proposals}
    for one in met.proposals:
        said = told[one.pk]
        assert said["cost_idr"] == cost_of(one) == sum(line["cost_idr"] for line in said["lines"]) > 0
        assert said["unpriced"] == 0 and not said["is_funded"]
    assert items(ask, "proposals", "?year=1999") == []


def test_a_word_without_a_paper_is_told_as_one(met: Session, ask: Asking) -> None:
    told = items(ask, "decisions")
    assert sorted((one["is_in_force"], one["paper"]) for one in told if one["is_standing"]) == [
        (False, None), (True, "BA-9"),
    ]  # fmt: skip


def test_an_envelope_is_told_in_whole_rupiah(world: World, ask: Asking) -> None:
    made: Drawing = drawing(world)
    fund(made, {2027: 750_000_000})
    (told,) = items(ask, "envelopes", "?year=2027")
    assert (told["source"], told["ceiling_idr"], told["headroom_idr"]) == ("APBD_KOTA", 750_000_000, 750_000_000)


def test_a_plan_is_told_with_its_lines(world: World, ask: Asking) -> None:
    a_plan(world)
    (told,) = items(ask, "plans")
    assert told["state"] == "DISCUSSED" and [line["cost_idr"] for line in told["lines"]] == [10]
    assert told["lines"][0]["amounts"] == [{"year": 2027, "source": None, "volume_micro": None, "cost_idr": 10}]
