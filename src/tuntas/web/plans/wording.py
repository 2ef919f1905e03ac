"""What the optimiser says, in the words of the city: aspects, sources, agencies and money by their names."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tuntas.city.people.models import City
from tuntas.domain.wording import text
from tuntas.web.plans.words import aspect_word
from tuntas.web.shared.formats import count, language, rupiah_short

#: Params that are money in the unit of the problem, and those that are hectares.
MONEY, AREAS = ("cost", "left", "most", "used", "limit", "over"), ("asked", "possible", "done", "target")


class Wording:
    """Turns codes and params of a city's scenarios into sentences (two queries)."""

    def __init__(self, city: City, unit: int) -> None:
        self._unit = unit
        self._names = {
            "source": dict(city.sources.values_list("code", "name")),
            "agency": dict(city.agencies.values_list("code", "name")),
        }

    def sentence(self, told: Mapping[str, Any]) -> str:
        """A code with its params."""
        return text(told["code"], language(), **{name: self._value(name, value)
                                                 for name, value in told.get("params", {}).items()})  # fmt: skip

    def sentences(self, told: Sequence[Mapping[str, Any]]) -> list[str]:
        """Several."""
        return [self.sentence(one) for one in told]

    def _value(self, name: str, value: Any) -> Any:
        if name in ("aspect", "first", "then") and isinstance(value, str) and not value.isdecimal():
            return aspect_word(value)
        if name == "missing":
            return ", ".join(aspect_word(one) for one in str(value).split(", "))
        if name in self._names:
            return self._names[name].get(value, value)
        if name in MONEY and isinstance(value, int):
            return rupiah_short(value * self._unit)
        return count(Decimal(str(value)), 2) if name in AREAS and isinstance(value, float) else value
