"""A duty: one post in force, in the small form that permissions are decided on."""

from dataclasses import dataclass

from tuntas.city.people.rights import roles


@dataclass(frozen=True, slots=True)
class Duty:
    """What a user may do where, on the day that the door named; `only`: what a token leaves of it (None: all)."""

    role: str
    city_id: int | None
    area_id: int | None
    agency_id: int | None = None
    only: frozenset[str] | None = None

    def allows(self, verb: str) -> bool:
        """Whether the role holds the right."""
        role = roles().get(self.role)
        is_left = self.only is None or verb in self.only
        return role is not None and is_left and verb in role.verbs

    @property
    def scope(self) -> str:
        """How far the role reaches; an administrator without a city reaches all."""
        role = roles()[self.role]
        return "ALL" if role.scope == "CITY" and self.city_id is None else role.scope


class NoDayNamed(Exception):
    """A permission was asked of a user for whom no door has said which day it is (`user.take_duties(on)`)."""
