"""Drawn pages that are kept while nothing that they show has changed."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

from tuntas.city.dossiers.standing import standing
from tuntas.city.people.models import City
from tuntas.web.shared.formats import language

Drawn = dict[str, Any]
#: Longer than a working day; what nobody asks for leaves earlier.
KEPT_S = 12 * 3600


def kept_drawing(request: HttpRequest, city: City, asked: tuple[object, ...], draw: Callable[[], Drawn]) -> Drawn:
    """What `draw` gives, from this process' memory where it was drawn for the same duties since the city's last act.

    `draw` has to follow from the city, the duties, the language and `asked` alone: no name, no token, no moment.
    """
    key = f"drawn-{standing(request.user, city, language(), *asked)}"
    drawn: Drawn | None = cache.get(key)
    if drawn is None:
        drawn = draw()
        cache.set(key, drawn, KEPT_S)
    return drawn
