"""Who prints survey forms."""

from typing import Any

from tuntas.city.people.access import can


def can_print(user: Any, thing: Any) -> bool:
    """Who surveys there, and who may take its figures along."""
    return any(can(user, verb, thing) for verb in ("enter_survey", "export"))
