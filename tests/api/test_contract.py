"""The OpenAPI document: sound, complete, kept by every answer; and no question whatever breaks the interface."""

from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.world import World
from tuntas.city.assessments.models import StoredAssessment
from tuntas.city.people.models import User

Asking = Callable[..., Any]
TYPES: dict[str, Any] = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list,
                         "null": type(None)}  # fmt: skip
PERSONAL = ("Pejabat", '"nik', '"head_name', '"username', '"file_name', '"by"')


def document() -> dict[str, Any]:
    response = Client().get(reverse("api_openapi"))
    assert response.status_code == 200
    return dict(response.json())


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of the document."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def misfits(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not what the schema says (the part of JSON Schema that we use)."""
    if "$ref" in schema:
        return misfits(value, whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole, at)
    if "anyOf" in schema:
        found = [misfits(value, one, whole, at) for one in schema["anyOf"]]
        return [] if [] in found else found[0]
    kind = TYPES.get(schema.get("type", ""), object)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return [f"{at}: {value!r} is no {schema['type']}"]
    return inner_misfits(value, schema, whole, at)


def inner_misfits(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str) -> list[str]:
    """Where the parts of a list or an object are not what the schema says."""
    if isinstance(value, list):
        return [one for n, part in enumerate(value) for one in misfits(part, schema["items"], whole, f"{at}[{n}]")]
    properties = schema.get("properties")
    if not isinstance(value, dict) or properties is None:
        return []
    strange = [f"{at}.{name}: in one only" for name in value.keys() ^ properties.keys()]
    inside = [one for name in value.keys() & properties.keys()
              for one in misfits(value[name], properties[name], whole, f"{at}.{name}")]  # fmt: skip
    return strange + inside


def operations() -> list[str]:
    return list(document()["paths"])


def test_the_document_is_sound(db: None) -> None:
    whole = document()
    assert whole["openapi"] == "3.1.0" and whole["info"]["title"] and whole["info"]["version"] == "1"
    schemas = whole["components"]["schemas"]
    references = {node["$ref"] for node in nodes(whole) if "$ref" in node}
    assert references <= {f"#/components/schemas/{name}" for name in schemas}
    every = [(path, entry["get"]) for path, entry in whole["paths"].items()]
    assert len({one["operationId"] for _path, one in every}) == len(every) == 17
    for path, one in every:
        said = {parameter["name"] for parameter in one["parameters"] if parameter["in"] == "path"}
        assert said == {part.strip("{}") for part in path.split("/") if part.startswith("{")}
        assert one["security"] == [{"Token": []}, {"Session": []}]
        assert set(one["responses"]) == {"200", "304", "default"} and one["description"]
        assert "application/problem+json" in one["responses"]["default"]["content"]
    assert set(whole["components"]["securitySchemes"]) == {"Token", "Session"}


def test_the_document_holds_still_and_is_not_sent_twice(db: None) -> None:
    first = Client().get(reverse("api_openapi"))
    again = Client().get(reverse("api_openapi"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and Client().post(reverse("api_openapi")).status_code in (403, 405)


def test_every_documented_path_answers_as_documented(world: World, assessment: StoredAssessment, ask: Asking) -> None:
    whole = document()
    parts = {"code": "99.01", "campaign_id": assessment.record.campaign_id, "place_id": assessment.record.place_id,
             "assessment_id": assessment.pk}  # fmt: skip
    for path, entry in whole["paths"].items():
        query = "?areas=true" if path.endswith("/summary") else ""
        response = ask(path.format(**parts).removeprefix("/api/v1/") + query)
        assert response.status_code == 200 and response["Content-Type"].startswith("application/json")
        schema = entry["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert misfits(response.json(), schema, whole) == [], path


def test_the_check_of_answers_bites(db: None) -> None:
    whole = document()
    schema = {"$ref": "#/components/schemas/PlaceName"}
    good = {"id": 1, "level": "RT", "name": "RT 001", "code": None}
    assert misfits(good, schema, whole) == []
    for wrong in ({"id": "1"}, {"code": 3}, {"more": 1}):
        assert misfits(good | wrong, schema, whole)


def test_no_answer_holds_a_person(world: World, assessment: StoredAssessment, ask: Asking) -> None:
    parts = {"code": "99.01", "campaign_id": assessment.record.campaign_id, "place_id": assessment.record.place_id,
             "assessment_id": assessment.pk}  # fmt: skip
    names = [user.name for user in User.objects.all()]
    for path in operations():
        content = ask(path.format(**parts).removeprefix("/api/v1/")).content.decode()
        assert not [name for name in (*names, *PERSONAL) if name in content], path


def test_figures_are_whole_numbers_and_texts_never_floats(
    world: World, assessment: StoredAssessment, ask: Asking
) -> None:
    parts = {"code": "99.01", "campaign_id": assessment.record.campaign_id, "place_id": assessment.record.place_id,
             "assessment_id": assessment.pk}  # fmt: skip
    for path in operations():
        said = ask(path.format(**parts).removeprefix("/api/v1/")).json()
        floats = [value for node in nodes(said) for value in node.values() if isinstance(value, float)]
        assert not floats, path


def test_the_page_to_try_it_on_needs_nothing_that_the_policy_forbids(db: None) -> None:
    response = Client().get(reverse("api_reference"))
    page = response.content.decode()
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "style=" not in page and "onclick" not in page and "http://" not in page.replace("http://www.w3.org", "")
    assets = ("ninja/swagger-ui-bundle.js", "ninja/swagger-ui-init.js", "ninja/swagger-ui.css", "api/reference.css")
    for script in assets:
        assert f"/static/{script}" in page
        assert Client().get(f"/static/{script}").status_code == 200


LIKELY = st.sampled_from(["1", "0", "-1", "99.01", "99.02", "true", "RT", "place", "-total", "ringan", "undecided",
                          "json", "geojson", "2025-12-31", "0001-01-01", "9999-12-31", "500",
                          "9223372036854775807"])  # fmt: skip
VALUES = LIKELY | st.text(max_size=20) | st.integers().map(str) | st.dates().map(str)
NAMES = st.sampled_from(["page", "size", "on", "level", "format", "areas", "grade", "is_complete", "is_slum", "sort",
                         "priority_code", "text", "kecamatan_id", "kelurahan_id", "lain"])  # fmt: skip
HEADERS = st.fixed_dictionaries({}, optional={
    "Accept-Language": st.sampled_from(["en", "id", "*", ";;q=", "x" * 600]),
    "If-None-Match": st.sampled_from(["*", 'W/"x"', '"', "\\", 'W/"', "a, b"]),
    "Accept": st.sampled_from(["text/html", "application/xml", ""]),
})  # fmt: skip
PARTS = st.sampled_from(["99.01", "99.02", "1", "2", "0", "9" * 30]) | st.text(min_size=1, max_size=12)


def ask_anything(data: st.DataObject, client: Client, known: dict[str, Any]) -> None:
    """One question, likely or not; its answer is never an error of ours."""
    path = data.draw(st.sampled_from(operations()))
    for name, value in known.items():
        part = str(value) if data.draw(st.booleans()) else data.draw(PARTS)
        path = path.replace(f"{{{name}}}", part.replace("%", "%25").replace("?", "%3F").replace("#", "%23"))
    response = client.get(path, data.draw(st.dictionaries(NAMES, VALUES, max_size=4)), headers=data.draw(HEADERS))
    assert response.status_code in (200, 304, 404, 422)
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"


def test_whatever_is_asked_is_answered(world: World, assessment: StoredAssessment) -> None:
    client = Client()
    client.force_login(world.user("SECTION_HEAD"), backend="tuntas.project.sign_in.OnDutyBackend")
    known = {"code": "99.01", "campaign_id": assessment.record.campaign_id, "place_id": assessment.record.place_id,
             "assessment_id": assessment.pk}  # fmt: skip

    @given(data=st.data())
    def every_question(data: st.DataObject) -> None:
        ask_anything(data, client, known)

    every_question()
