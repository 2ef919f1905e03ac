"""Everything that can go wrong, in one table, as problem+json (RFC 9457). Codes and types never change their meaning.

The wording stands in the catalogue: `API-<CODE>` is the title, `API-<CODE>-TODO` what to do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_vary_headers

from tuntas.api.languages import language_of
from tuntas.domain.wording import text

#: The page that explains every problem.
REFERENCE = "/api/v1/docs"
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its stable code, its status, and how the answer says who has to prove what."""

    code: str
    status: int
    challenge: str = ""

    @property
    def type(self) -> str:
        """The address that stands for the kind."""
        return f"{REFERENCE}#{self.code}"

    def title(self, lang: str) -> str:
        """What is wrong."""
        return text(f"API-{self.code.upper()}", lang)

    def advice(self, lang: str) -> str:
        """What to do about it."""
        return text(f"API-{self.code.upper()}-TODO", lang)


#: The first kind of a status stands for it where nothing more is known.
KINDS = (
    Kind("bad-request", 400),
    Kind("not-signed-in", 401, 'Bearer realm="tuntas"'),
    Kind("token-not-valid", 401, 'Bearer realm="tuntas", error="invalid_token"'),
    Kind("not-allowed", 403),
    Kind("scope-missing", 403, 'Bearer realm="tuntas", error="insufficient_scope"'),
    Kind("not-found", 404),
    Kind("read-only", 405),
    Kind("too-large", 413),
    Kind("parameter-not-valid", 422),
    Kind("too-many-requests", 429),
    Kind("server-error", 500),
    Kind("unavailable", 503),
)
BY_CODE: Mapping[str, Kind] = {kind.code: kind for kind in KINDS}
BY_STATUS: Mapping[int, Kind] = {kind.status: kind for kind in reversed(KINDS)}


class ProblemRaised(Exception):
    """A view cannot answer: the code of a kind, and what the answer tells beside its wording."""

    def __init__(self, code: str, /, **more: Any) -> None:
        super().__init__(code)
        self.kind, self.more = BY_CODE[code], more


def problem_response(request: HttpRequest, kind: Kind, **more: Any) -> JsonResponse:
    """The answer in the language that the program asked for; `more` adds members, such as `errors`."""
    lang = language_of(request)
    told = {"type": kind.type, "title": kind.title(lang), "status": kind.status, "detail": kind.advice(lang),
            "code": kind.code, **more}  # fmt: skip
    response = JsonResponse(
        told, status=kind.status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Language"] = lang
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Accept-Language"])
    if kind.challenge:
        response["WWW-Authenticate"] = kind.challenge
    return response


def status_response(request: HttpRequest, status: int) -> JsonResponse:
    """The answer of a status about which nothing more is known."""
    return problem_response(request, BY_STATUS[status])


def parameter_errors(errors: Sequence[Mapping[str, Any]], lang: str) -> list[dict[str, str]]:
    """What is wrong with each parameter; the values themselves are not sent back."""
    return [{"in": str(error["loc"][0]), "name": str(error["loc"][-1]), "code": str(error["type"]),
             "detail": _parameter_wording(error, lang)} for error in errors]  # fmt: skip


def _parameter_wording(error: Mapping[str, Any], lang: str) -> str:
    found = text(f"API-PARAMETER-{str(error['type']).upper().replace('_', '-')}", lang, **_blanks(error))
    return text("API-PARAMETER-OTHER", lang) if found.startswith("API-PARAMETER-") else found


def _blanks(error: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in error.get("ctx", {}).items() if name != "error"}
