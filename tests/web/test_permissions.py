"""Every address of the web, for every role: the own city by right, a foreign one never, a visitor to the sign-in."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.city.funding.cast import instrument_of, lent, source_of, spent
from tests.city.hectares.cast import booked, filed_target, went_out
from tests.remembered import remembered
from tests.web.agreements.cast import raised, signed
from tests.web.conftest import BACKEND
from tests.web.decisions.cast import held, its_force, its_item, its_task
from tests.web.decrees.cast import in_the_making, its_line, its_minutes, its_unit
from tests.web.entry.cast import sent_draft
from tests.web.houses.cast import aided, listed
from tests.web.places.files import filed_decree, filed_map, unsure_place
from tests.web.plans.cast import a_plan, a_scenario, its_paper, its_row
from tests.web.problems.cast import its_evidence, target_area, told_problem
from tests.web.proposals.cast import drafted_proposal, its_scan
from tests.web.settlements.cast import filed_delineations, slum
from tests.world import World
from tuntas.city.people.models import Agency
from tuntas.city.people.rights import roles
from tuntas.city.surveys.models import Upload

ALL = frozenset(roles())
BRINGS = {"HOUSING_STAFF", "SECTION_HEAD"}
ACCEPTS = {"SECTION_HEAD", "AGENCY_HEAD"}
SEES_FILES = BRINGS | ACCEPTS | {"AUDITOR", "ADMINISTRATOR"}
MANAGES = {"ADMINISTRATOR"}
READS_TRAIL = {"AGENCY_HEAD", "AUDITOR", "ADMINISTRATOR"}
LOADS = {"SECTION_HEAD", "GIS_OPERATOR", "ADMINISTRATOR"}
BEGINS = BRINGS | LOADS
EXPORTS = ALL - {"SURVEYOR", "ADMINISTRATOR"}
#: Open to visitors: how one signs in, and how one leaves.
OPEN = {"sign_in", "sign_in_code", "sign_in_enrolment", "redeem_link", "sign_out"}
#: For everybody where the office has opened them (tests/web/maps/test_public.py); elsewhere they are not there.
PUBLIC = {"public_map", "public_tile"}
#: About the person alone.
OWN = {"home", "password", "tokens", "token_revoke"}
#: In a city: who may read it or, where it only acts, act. Another role of the city gets 403, or 404 for what it must
#: not know of; a foreign city is 404 for all but those who look after several cities.
READS = {
    "city_page": ALL, "ledger": ALL, "unit_list": ALL, "unit_export": EXPORTS, "unit_page": ALL, "unit_outline": ALL,
    "uploads": SEES_FILES, "upload": SEES_FILES, "upload_progress": SEES_FILES, "upload_file": SEES_FILES,
    "people": MANAGES, "person_add": MANAGES, "person": MANAGES, "post_give": MANAGES, "positions": MANAGES,
    "agencies": ALL, "agency": MANAGES, "audit": READS_TRAIL, "audit_export": READS_TRAIL,
}  # fmt: skip
ACTS = {
    "upload_accept": ACCEPTS, "upload_return": {"HOUSING_STAFF"} | ACCEPTS, "upload_cancel": set(),
    "person_link": MANAGES, "post_end": MANAGES, "account_shut": MANAGES, "account_open": MANAGES,
    "account_sign_out": MANAGES, "account_forget_phone": MANAGES, "agency_rename": MANAGES,
    "agency_mandates": MANAGES, "audit_verify": READS_TRAIL,
}  # fmt: skip
READS |= {
    "places": ALL, "place_page": ALL, "place_outline": ALL, "city_map": ALL, "place_loads": LOADS,
    "place_load": LOADS, "places_unconfirmed": LOADS, "place_confirm": LOADS,
    "first_day": BEGINS, "first_day_paper": BEGINS,
}  # fmt: skip
ACTS |= {"first_day_campaign": BRINGS, "first_day_decree": BRINGS, "place_join": LOADS}
ENTERS = {"SURVEYOR", "KELURAHAN_STAFF", "KECAMATAN_STAFF", "HOUSING_STAFF"}
CHECKS = {"KELURAHAN_HEAD", "KECAMATAN_HEAD", "HOUSING_STAFF", "SECTION_HEAD"}
READS |= {
    "campaigns": ALL, "campaign": ALL, "campaign_new": BRINGS, "entry_list": ENTERS, "entry": ENTERS,
    "record_edit": CHECKS, "record_preview": CHECKS, "draft_list": CHECKS, "draft": CHECKS,
}  # fmt: skip
ACTS |= {
    "campaign_close": BRINGS, "campaign_objections": BRINGS, "entry_preview": ENTERS, "entry_save": ENTERS,
    "entry_send": ENTERS, "entry_recall": ENTERS, "entry_rebase": ENTERS, "draft_accept": CHECKS,
    "draft_return": CHECKS,
}  # fmt: skip
SEES_PERSONAL = {"KELURAHAN_STAFF", "KELURAHAN_HEAD", "HOUSING_STAFF", "SECTION_HEAD", "AGENCY_HEAD", "AUDITOR"}
KEEPS_HOUSES = SEES_PERSONAL - {"AGENCY_HEAD", "AUDITOR"}
AGREES = {"KELURAHAN_HEAD", "SECTION_HEAD"}
OBJECTS = AGREES | {"SURVEYOR", "KELURAHAN_STAFF", "KECAMATAN_STAFF", "KECAMATAN_HEAD", "HOUSING_STAFF"}
READS |= {
    "agreements": ALL, "agreement": ALL, "agreement_draft": ALL, "objection": ALL, "agreement_file": AGREES,
    "objection_add": OBJECTS, "agreement_paper": SEES_PERSONAL,
    "houses": SEES_PERSONAL, "houses_by_rt": SEES_PERSONAL, "house": SEES_PERSONAL, "house_photo": SEES_PERSONAL,
    "house_aid_photo": SEES_PERSONAL, "house_add": KEEPS_HOUSES, "house_edit": KEEPS_HOUSES,
    "house_aid": KEEPS_HOUSES, "house_import": KEEPS_HOUSES, "house_template": KEEPS_HOUSES,
    "personal_fields": READS_TRAIL,
}  # fmt: skip
ACTS |= {
    "objection_decide": AGREES, "house_search": SEES_PERSONAL, "house_nik": SEES_PERSONAL - {"AGENCY_HEAD"},
    "house_strike": KEEPS_HOUSES, "house_import_take": KEEPS_HOUSES, "house_export": {"SECTION_HEAD"},
}  # fmt: skip
PRINTS = EXPORTS | ENTERS
READS |= {
    "brief_file": EXPORTS, "unit_brief_file": EXPORTS, "survey_forms": PRINTS, "survey_forms_file": PRINTS,
}  # fmt: skip
KEEPS_LEDGER = {"HOUSING_STAFF", "SECTION_HEAD"}
READS |= {
    "movement_record": KEEPS_LEDGER, "movement_correct": KEEPS_LEDGER,
    "targets": ALL, "target_paper": ALL, "statements": ALL, "official_sheets": ALL, "official_difference": ALL,
    "official_file": EXPORTS, "official_issued": EXPORTS,
}  # fmt: skip
ACTS |= {
    "target_set": KEEPS_LEDGER, "statement_state": KEEPS_LEDGER, "statement_adopt": KEEPS_LEDGER,
    "official_issue": KEEPS_LEDGER,
}  # fmt: skip
SETTLES = {"HOUSING_STAFF", "SECTION_HEAD", "GIS_OPERATOR"}
READS |= {
    "settlements": ALL, "settlement_export": EXPORTS, "settlement": ALL, "settlement_outline": ALL,
    "settlement_reconciliation": ALL, "settlement_reconciliation_export": EXPORTS, "settlement_loads": SETTLES,
    "settlement_load": SETTLES, "settlement_load_map": SETTLES, "settlement_edit": SETTLES,
    "settlement_members": SETTLES, "settlement_difference": SETTLES,
    "settlement_split": SETTLES, "settlements_merge": SETTLES,
    "settlement_draw": SETTLES, "settlement_draw_new": SETTLES, "settlement_around": SETTLES,
    "settlement_around_units": SETTLES,
}  # fmt: skip
ACTS |= {"settlement_dissolve": SETTLES}
READS |= {"map_page": ALL, "map_tile": ALL}
DRAFTS, VERIFIES, ENACTS = {"HOUSING_STAFF", "SECTION_HEAD"}, {"SECTION_HEAD", "AGENCY_HEAD"}, {"AGENCY_HEAD", "HEAD"}
READS |= {
    "decrees": ALL, "decree": ALL, "decree_line": ALL, "decree_outline": ALL, "decree_changes": ALL,
    "decree_scan": ALL, "decree_paper": ALL, "decree_annex": EXPORTS, "decree_geojson": EXPORTS,
    "decree_new": DRAFTS, "decree_legacy": DRAFTS, "decree_legacy_table": DRAFTS, "decree_template": DRAFTS,
    "decree_add": DRAFTS, "decree_drops": DRAFTS, "decree_reopen": DRAFTS, "decree_give_up": DRAFTS,
    "decree_verify": VERIFIES, "decree_enact": ENACTS,
}  # fmt: skip
ACTS |= {
    "decree_preview": DRAFTS, "decree_refresh": DRAFTS, "decree_answer": DRAFTS, "decree_area": DRAFTS,
    "decree_remove": DRAFTS, "decree_leave_out": DRAFTS,
}  # fmt: skip
PREPARES, ANSWERS = {"SECTION_HEAD", "PLANNER"}, {"AGENCY_OFFICER", "SECTION_HEAD", "AGENCY_HEAD", "PLANNER"}
TELLS = {"KELURAHAN_STAFF", "KELURAHAN_HEAD", "KECAMATAN_STAFF", "KECAMATAN_HEAD", "AGENCY_OFFICER", "HOUSING_STAFF",
         "SECTION_HEAD", "PLANNER"}  # fmt: skip
READS |= {
    "problems": ALL, "problem_board": ALL, "problem": ALL, "problem_paper": ALL, "problem_export": EXPORTS,
    "problem_bring": TELLS, "problem_refresh": PREPARES, "target_areas": ALL, "target_area": ALL,
    "target_area_paper": ALL, "target_area_export": EXPORTS, "target_area_new": PREPARES,
    "target_area_edit": PREPARES, "target_area_end": PREPARES,
}  # fmt: skip
ACTS |= {
    "problem_accept": ANSWERS, "problem_complete": ANSWERS, "problem_hand_on": ANSWERS, "problem_give_back": ANSWERS,
    "problem_close": ANSWERS, "problem_reopen": ANSWERS, "problem_accept_ticked": ANSWERS, "problem_ask": PREPARES,
    "problem_ask_all": PREPARES,
}  # fmt: skip
FUNDS, SPENDS = {"SECTION_HEAD", "PLANNER"}, {"PPK", "SECTION_HEAD", "PLANNER"}
READS |= {
    "funding": ALL, "sources": ALL, "source": FUNDS, "ceilings": ALL, "money_book": ALL, "money_record": SPENDS,
    "money_change": SPENDS, "who_pays": ALL, "capacities": ALL, "funding_export": EXPORTS, "financing": ALL,
    "instrument": FUNDS, "schemes": ALL, "scheme": ALL, "loans": ALL, "loan": ALL, "upkeep": ALL,
}  # fmt: skip
SITS = PREPARES | {"HEAD"}
READS |= {
    "ranking": ALL, "weightings": ALL, "meetings": ALL, "meeting": ALL, "meeting_item": ALL, "tasks": ALL, "task": ALL,
    "meeting_paper": ALL, "meeting_map": ALL, "meeting_outline": ALL, "meeting_file": EXPORTS,
    "meeting_new": PREPARES, "meeting_list": PREPARES, "meeting_force": PREPARES, "meeting_close": SITS,
}  # fmt: skip
ACTS |= {"item_decide": {"HEAD"}, "item_move": {"HEAD"}, "item_dissent": SITS, "task_give": SITS}
PROPOSES = {"KELURAHAN_STAFF", "KELURAHAN_HEAD", "AGENCY_OFFICER", "HOUSING_STAFF", "SECTION_HEAD", "PLANNER"}
COSTS = {"SECTION_HEAD", "PLANNER"}
READS |= {
    "proposals": ALL, "proposals_export": EXPORTS, "proposal": ALL, "proposal_outline": ALL, "proposal_clashes": ALL,
    "proposal_paper": ALL, "proposal_new": PROPOSES, "proposal_edit": PROPOSES, "proposal_take_back": PROPOSES,
    "proposal_withdraw": PROPOSES, "proposal_paper_add": PROPOSES, "proposals_roll": PROPOSES,
    "proposal_step": COSTS, "unit_costs": ALL, "unit_costs_export": EXPORTS, "budget_calendar": ALL,
}  # fmt: skip
ACTS |= {
    "proposal_submit": PROPOSES, "proposal_reprice": PROPOSES, "unit_cost_keep": COSTS, "price_rise_keep": COSTS,
    "unit_costs_load": COSTS,
}  # fmt: skip
READS |= {
    "plans": ALL, "plan": ALL, "plan_changes": ALL, "plan_pictures": ALL, "plan_line": ALL, "plan_paper": ALL,
    "plan_memorandum": EXPORTS, "plan_new": PREPARES, "plan_targets": PREPARES, "plan_add": PREPARES,
    "plan_add_line": PREPARES, "plan_discuss": PREPARES, "plan_reopen": PREPARES, "plan_give_up": PREPARES,
    "plan_adopt": ENACTS, "scenarios": ALL, "scenario": ALL, "scenario_progress": ALL, "scenario_compare": ALL,
    "scenario_new": PREPARES,
}  # fmt: skip
ACTS |= {
    "plan_remove": PREPARES, "plan_count": PREPARES, "plan_answer": PREPARES, "scenario_stop": PREPARES,
    "scenario_make_plan": PREPARES,
}  # fmt: skip
ABROAD = {"PROVINCE_VIEWER", "MINISTRY_VIEWER"}


def routes(resolver: URLResolver, within: bool = False) -> Iterator[tuple[str, set[str]]]:
    """Every named address of the web with the names of its parts."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, within or str(one.urlconf_name).find("tuntas.web") >= 0)
        elif isinstance(one, URLPattern) and one.callback.__module__.startswith("tuntas.web."):
            yield str(one.name), set(one.pattern.converters)


ROUTES = dict(routes(get_resolver()))
#: Parts of addresses that name something made for them alone.
PAPERS = {"settlement_id": lambda world: slum(world).pk, "delineation_id": filed_delineations,
          "pair": lambda world: "DRAWN_VERIFIED",
          "map_id": filed_map, "decree_id": filed_decree, "unsure_id": unsure_place,
          "draft_id": sent_draft,
          "kelurahan_id": lambda world: world.kelurahan.pk, "agreement_id": lambda world: signed(world).pk,
          "objection_id": lambda world: raised(world).pk, "house_id": lambda world: listed(world).pk,
          "aid_id": lambda world: aided(world).pk,
          "sk_id": lambda world: in_the_making(world).pk, "line_id": lambda world: its_line(world).pk,
          "unit_id": lambda world: its_unit(world).pk, "paper_id": its_minutes,
          "source_id": lambda world: source_of(world).pk, "money_seq": lambda world: spent(world).seq,
          "table": lambda world: "serapan", "instrument_id": lambda world: instrument_of(world).pk,
          "loan_id": lambda world: lent(world).pk,
          "seq": lambda world: booked(world).seq, "form": lambda world: "lkjip",
          "target_id": lambda world: filed_target(world).pk,
          "report_id": lambda world: went_out(world).pk,
          "problem_id": lambda world: told_problem(world).pk, "evidence_id": its_evidence,
          "target_area_id": lambda world: target_area(world).pk,
          "proposal_id": lambda world: drafted_proposal(world).pk, "scan_id": its_scan,
          "meeting_id": lambda world: held(world).pk, "item_id": lambda world: its_item(world).pk,
          "force_id": its_force, "task_id": lambda world: its_task(world).pk,
          "plan_id": lambda world: a_plan(world).pk, "row_id": lambda world: its_row(world).pk, "minutes_id": its_paper,
          "scenario_id": lambda world: a_scenario(world).pk,
          "layer": lambda world: "rt", "z": lambda world: 14, "x": lambda world: 13235,
          "y": lambda world: 8538}  # fmt: skip


def address(name: str, world: World, upload: Upload) -> str:
    known = {"code": world.city.code, "place_id": world.rts[0].pk, "upload_id": upload.pk, "token": "x"}
    known |= {"campaign_id": upload.campaign_id, "token_id": 1}
    known |= _people(world)
    known |= {part: PAPERS[part](world) for part in ROUTES[name] if part in PAPERS}
    return reverse(name, kwargs={part: known[part] for part in ROUTES[name]})


def _people(world: World) -> dict[str, int]:
    """A person whom the administrator manages, their post, and an agency."""
    surveyor = world.user("SURVEYOR")
    agency, _ = Agency.objects.get_or_create(city=world.city, code="DINPERKIM", name="Dinas Perumahan")
    return {"user_id": surveyor.pk, "post_id": surveyor.posts.get().pk, "agency_id": agency.pk}


def foreign(url: str, world: World) -> str:
    return url.replace(world.city.code, world.foreign_city.code, 1)


def ask(client: Client, name: str, url: str) -> HttpResponse:
    return client.post(url) if name in ACTS else client.get(url)


def leaves(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the application: its path and its name."""
    for one in resolver.url_patterns:
        path = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from leaves(one, path)
        else:
            yield path, str(one.name)


def test_every_address_is_listed_here() -> None:
    assert set(ROUTES) == OPEN | PUBLIC | OWN | set(READS) | set(ACTS)


def test_no_address_escapes_the_tables() -> None:
    """Those for programs have their table in tests/api/test_policy.py; those for machines hold nothing."""
    elsewhere = {name for path, name in leaves(get_resolver()) if not path.startswith("api/v1/")} - set(ROUTES)
    assert elsewhere == {"healthz", "readyz", "set_language"}


def by_role(browsers: dict[str, Client], name: str, url: str, roles: Iterable[str]) -> dict[str, int]:
    """What each role is answered; what it did is undone, so the next one finds the world as it was."""
    answers = {}
    for role in roles:
        with transaction.atomic():
            answers[role] = ask(browsers[role], name, url).status_code
            transaction.set_rollback(name in ACTS)
    return answers


@pytest.fixture
@remembered
def sessions(world: World) -> dict[str, str]:
    """The cookie of everybody who is signed in."""
    made = {}
    for role in sorted({*ALL, "OUTSIDER", "NOBODY"}):
        client = Client()
        client.force_login(world.user(role), backend=BACKEND)
        made[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return made


@pytest.fixture
def browsers(sessions: dict[str, str]) -> dict[str, Client]:
    """A browser for everybody, signed in."""
    made = {role: Client() for role in sessions}
    for role, cookie in sessions.items():
        made[role].cookies[settings.SESSION_COOKIE_NAME] = cookie
    return made


@pytest.fixture
def browser(browsers: dict[str, Client]) -> Callable[[str], Client]:
    """The browser of one of them."""
    return browsers.__getitem__


def shut_to_others(name: str, url: str, world: World, browsers: dict[str, Client]) -> None:
    """A visitor is asked to sign in; a foreign city is not there, nor is this one for whoever has no post in it."""
    response = ask(Client(), name, url)
    assert response.status_code == 302 and response["Location"].startswith(reverse("sign_in"))
    there = by_role(browsers, name, foreign(url, world), sorted(ALL - ABROAD))
    assert set(there.values()) == {404}, there
    assert by_role(browsers, name, url, ["OUTSIDER", "NOBODY"]) == {"OUTSIDER": 404, "NOBODY": 404}


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_visitor_is_asked_to_sign_in(name: str, world: World, accepted: Upload) -> None:
    response = ask(Client(), name, address(name, world, accepted))
    assert response.status_code == 302 and response["Location"].startswith(reverse("sign_in"))


@pytest.mark.parametrize("name", sorted(READS))
def test_each_role_reads_what_is_its_own(
    name: str, world: World, accepted: Upload, browsers: dict[str, Client]
) -> None:
    url = address(name, world, accepted)
    answers = by_role(browsers, name, url, sorted(ALL))
    assert {role for role, status in answers.items() if status == 200} == set(READS[name])
    assert {status for role, status in answers.items() if role not in READS[name]} <= {403, 404}
    shut_to_others(name, url, world, browsers)


@pytest.mark.parametrize("name", sorted(ACTS))
def test_each_role_does_what_is_its_own(name: str, world: World, ready: Upload, browsers: dict[str, Client]) -> None:
    url = address(name, world, ready)
    answers = by_role(browsers, name, url, sorted(ALL))
    assert {role for role, status in answers.items() if status in (200, 302)} == ACTS[name]
    assert {status for role, status in answers.items() if role not in ACTS[name]} <= {403, 404}
    shut_to_others(name, url, world, browsers)


def test_a_row_of_one_city_is_not_found_under_another(
    world: World, accepted: Upload, browser: Callable[[str], Client]
) -> None:
    for name in ("unit_page", "unit_outline", "upload", "upload_file"):
        url = foreign(address(name, world, accepted), world)
        assert browser("OUTSIDER").get(url).status_code == 404
        assert browser("MINISTRY_VIEWER").get(url).status_code == 404


def test_a_surveyor_sees_no_rt_of_another_kelurahan(
    world: World, accepted: Upload, browser: Callable[[str], Client]
) -> None:
    other = reverse("unit_page", args=[world.city.code, world.rts[2].pk])
    assert browser("SURVEYOR").get(other).status_code == 404
    assert browser("SECTION_HEAD").get(other).status_code == 200
