"""Who walks the first day's path."""

from tuntas.city.people.access import can
from tuntas.city.people.models import City

VERBS = ("load_places", "import_survey", "plan_survey")


def can_begin(user: object, city: City) -> bool:
    """Whether any step of the path is theirs to do."""
    return any(can(user, verb, city) for verb in VERBS)
