"""In which language a program wants the wording: by Accept-Language, Indonesian where it does not say."""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from tuntas.domain.wording import LANGUAGES

DEFAULT = "id"


def language_of(request: HttpRequest) -> str:
    """`id` or `en`. The switch of the pages does not count here."""
    for asked, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (lang := asked.partition("-")[0]) in LANGUAGES:
            return lang
    return DEFAULT
