"""Version 1 of the interface: its operations, who may ask, and how each fault is answered.

Faults of the database and of our own are not caught here: they go up to the roof, which answers them as problems too.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tuntas.api.languages import language_of
from tuntas.api.problems import BY_CODE, ProblemRaised, parameter_errors, problem_response, status_response
from tuntas.api.signing import Session, Token
from tuntas.api.views import cities, decrees, planning, units

PREFIX = "/api/v1/"
DESCRIPTION = """\
Membaca apa yang Tuntas ingat tentang sebuah kota: tempat, survei, penilaian, dan penjelasannya. Hanya membaca; tidak
pernah memuat data pribadi. Besaran ditulis sebagai bilangan bulat dengan satuan pada namanya, pecahan sebagai teks;
`null` berarti belum ada data, bukan nol.

Reads what Tuntas remembers of a city: places, surveys, assessments and their explanations. Reads only, and never gives
personal data. Quantities are whole numbers with their unit in the name, decimals are texts; `null` means that nobody
has said, not zero.
"""

interface = NinjaAPI(
    title="API Tuntas", version="1", description=DESCRIPTION, urls_namespace="api-1", openapi_url=None, docs_url=None,
    auth=[Token(), Session()],
)  # fmt: skip
interface.add_router("", cities.router)
interface.add_router("", decrees.router)
interface.add_router("", planning.router)
interface.add_router("", units.router)


@interface.exception_handler(ProblemRaised)
def _problem(request: HttpRequest, raised: Any) -> HttpResponse:
    return problem_response(request, raised.kind, **raised.more)


@interface.exception_handler(AuthenticationError)
def _not_signed_in(request: HttpRequest, _raised: Any) -> HttpResponse:
    return problem_response(request, BY_CODE["not-signed-in"])


@interface.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, raised: Any) -> HttpResponse:
    errors = parameter_errors(raised.errors, language_of(request))
    return problem_response(request, BY_CODE["parameter-not-valid"], errors=errors)


@interface.exception_handler(Http404)
def _not_found(request: HttpRequest, _raised: Any) -> HttpResponse:
    return status_response(request, 404)


@interface.exception_handler(PermissionDenied)
def _not_allowed(request: HttpRequest, _raised: Any) -> HttpResponse:
    return status_response(request, 403)


@interface.exception_handler(HttpError)
def _known_fault(request: HttpRequest, raised: Any) -> HttpResponse:
    return status_response(request, raised.status_code)
