"""What the components are filled with. Texts come ready for reading; None means there is no data."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A line of the side navigation. `tally`: how many things wait there."""

    label: str
    url: str
    icon: str = "list"
    is_current: bool = False
    tally: int = 0


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to this page; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Companion:
    """A figure that stands beside another: households, people, buildings, unfit houses."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit, its source one click away, and its companions."""

    label: str
    value: str | None
    unit: str = ""
    note: str = ""
    exact: str = ""
    source_url: str = ""
    source_label: str = ""
    icon: str = ""
    companions: Sequence[Companion] = ()
    is_accent: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits or that changed, with its age in words."""

    title: str
    url: str
    detail: str = ""
    age: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `when` is ready for reading, `machine_when` is ISO 8601."""

    title: str
    when: str
    machine_when: str = ""
    by: str = ""
    detail: str = ""
    icon: str = "check"
    url: str = ""
    link_label: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as it stands in the file. `mark` is `error`, `warning`, `info` or empty; `note` says why."""

    address: str
    text: str
    mark: str = ""
    note: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the preview; no cells: rows left out here."""

    number: int
    cells: Sequence[SheetCell] = ()


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """A part of a sheet with its column letters. `key` keeps the addresses of several sheets apart."""

    name: str
    columns: Sequence[str]
    rows: Sequence[SheetRow]
    key: str = "1"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what is wrong, what to do, and the cell to jump to (empty: none)."""

    wording: str
    todo: str = ""
    cell: str = ""
    sheet_key: str = "1"
    url: str = ""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one kind; `severity` is `error`, `warning` or `info`."""

    title: str
    severity: str
    findings: Sequence[Finding]
    total: int | None = None
    is_open: bool = False

    @property
    def shown_total(self) -> int:
        """How many there are, also where only the first are shown."""
        return len(self.findings) if self.total is None else self.total

    @property
    def left_out(self) -> int:
        """How many are not shown here."""
        return self.shown_total - len(self.findings)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in two or three versions. `mine` is set where two people edited the same record."""

    label: str
    before: str | None
    after: str | None
    mine: str | None = None
    name: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the versions differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its owner sees it. `percent` None: its length is not known. `state`: WAITING, RUNNING, DONE, FAILED."""

    label: str
    state: str
    poll_url: str
    percent: int | None = None
    detail: str = ""
    result_url: str = ""
    result_label: str = ""
    cancel_url: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in ("WAITING", "RUNNING")


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place in the list beside the map; `id` is the `id` property of its feature.

    `is_graded` False: it is nothing that has a class (a finding), so no badge stands beside it.
    """

    id: str
    label: str
    url: str
    grade: str | None = None
    detail: str = ""
    is_graded: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in force, as a chip: its words and the query that takes it away."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class HomeNumber:
    """ "My number" of a role's home: the figure, one sentence, and where it leads."""

    figure: Figure
    sentence: str = ""
    links: Sequence[Crumb] = field(default_factory=tuple)
