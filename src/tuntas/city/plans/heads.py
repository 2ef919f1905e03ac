"""What a person says of a line of the programme, before it is one."""

from dataclasses import dataclass, field

from tuntas.city.funding.models import Source
from tuntas.city.people.models import Agency
from tuntas.city.proposals.models import Proposal
from tuntas.city.settlements.models import Settlement


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of a line in a year from a source (None: not said yet), and the volume that the year does, where known."""

    year: int
    source: Source | None
    cost_idr: int
    volume_micro: int | None = None


@dataclass(frozen=True, slots=True)
class LineHead:
    """A line of the programme. `key` empty: a new one gets its own."""

    location: str
    amounts: tuple[Amount, ...] = ()
    settlement: Settlement | None = None
    proposal: Proposal | None = None
    aspect: str = ""
    criterion: str = ""
    activity: str = ""
    title: str = ""
    budget_code: str = ""
    volume_micro: int | None = None
    unit: str = ""
    unit_cost_idr: int | None = None
    agency: Agency | None = None
    readiness: dict[str, str] = field(default_factory=dict)
    target_m2: int | None = None
    finished_year: int | None = None
    note: str = ""
    key: str = ""

    @property
    def cost_idr(self) -> int:
        """What it costs in all years from all sources."""
        return sum(amount.cost_idr for amount in self.amounts)

    @property
    def columns(self) -> dict[str, object]:
        """The columns of the line itself."""
        own = ("location", "settlement", "proposal", "aspect", "criterion", "activity", "title", "budget_code",
               "volume_micro", "unit", "unit_cost_idr", "agency", "readiness", "target_m2", "finished_year", "note",
               "cost_idr")  # fmt: skip
        return {name: getattr(self, name) for name in own}
