"""Which sheet of a workbook holds the survey, in which layout: decided by headers, never by names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tuntas.domain.problems import CellPlace, Problem, Severity
from tuntas.rules.regulation import Count, Regulation
from tuntas.sheets.buildings.headers import looks_like_buildings
from tuntas.sheets.opening.cells import Grid
from tuntas.sheets.opening.grids import SheetHandle, Workbook
from tuntas.sheets.opening.refusal import RefusedFile
from tuntas.sheets.reading.cell_texts import cell_text
from tuntas.sheets.reading.header_rows import HEAD_ROWS, Header, find_header
from tuntas.sheets.reading.identity import lacking_names
from tuntas.sheets.reading.vocabulary import Kind, Vocabulary
from tuntas.sheets.survey import Layout

#: A row with fewer known headers than this is no header row.
FEWEST_HEADERS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sheet with the header row found in it (None where there is none) and its layout (None: no survey).

    `grid` is the whole sheet once it is chosen.
    """

    handle: SheetHandle
    grid: Grid
    header: Header | None
    layout: Layout | None
    names_buildings: bool

    @property
    def is_flat(self) -> bool:
        """Whether the sheet has one row a unit."""
        return self.layout in (Layout.FLAT, Layout.KOTAKU)

    @property
    def known(self) -> int:
        """How many of its headers are known."""
        return len(self.header.columns) if self.header else 0


def choose_sheet(
    book: Workbook, vocabulary: Vocabulary, regulation: Regulation, wanted: str | None
) -> tuple[Candidate, list[Problem]]:
    """The sheet to read, and what to tell about the choice. Raises `RefusedFile` where no sheet holds a survey."""
    sheets = [handle for handle in book.sheets if wanted in (None, handle.name)]
    if not sheets:
        names = ", ".join(handle.name for handle in book.sheets)
        raise RefusedFile("FILE-NO-SUCH-SHEET", file=book.path.name, sheet=wanted or "", sheets=names)
    # A lone sheet is read whole at once; of several, the heads until one is chosen.
    most = HEAD_ROWS if len(sheets) > 1 else None
    candidates = [_candidate(handle, book.grid(handle, most), vocabulary, regulation) for handle in sheets]
    fitting = _fitting(candidates, regulation)
    if not fitting:
        raise _refusal(book, candidates)
    ranked = sorted(fitting, key=lambda c: (not c.handle.visible, -c.known))
    return _whole(book, ranked[0], most), _told(ranked)


def _fitting(candidates: Sequence[Candidate], regulation: Regulation) -> list[Candidate]:
    """The sheets of one kind that may be read. Beside a building list, a sheet that only gives what buildings cannot
    (area, road and drain lengths) is the list's RT table, not a survey of its own."""
    flat = [candidate for candidate in candidates if candidate.is_flat]
    lists = [candidate for candidate in candidates if candidate.names_buildings]
    if lists and not any(_counts_buildings(candidate, regulation) for candidate in flat):
        return lists
    return flat


def _counts_buildings(candidate: Candidate, regulation: Regulation) -> bool:
    given = {c.id for c in regulation.criteria if regulation.denominator_of(c).count is Count.GIVEN}
    volumes = candidate.header.of_kind(Kind.VOLUME, Kind.SHARE) if candidate.header else ()
    return any(column.meaning.key not in given for column in volumes)


def _whole(book: Workbook, chosen: Candidate, read_rows: int | None) -> Candidate:
    if read_rows is None or not chosen.is_flat:
        return chosen
    return replace(chosen, grid=book.grid(chosen.handle))


def layout_of(header: Header, regulation: Regulation) -> Layout | None:
    """FLAT has volumes and denominators, KOTAKU shares without denominators; None where it is neither."""
    wholes = {denominator.field for denominator in regulation.denominators.values()}
    has_wholes = any(column.meaning.key in wholes for column in header.of_kind(Kind.QUANTITY))
    if header.of_kind(Kind.SHARE) and not has_wholes:
        return None if lacking_names(header, Layout.KOTAKU) else Layout.KOTAKU
    if header.of_kind(Kind.VOLUME) and has_wholes:
        return None if lacking_names(header, Layout.FLAT) else Layout.FLAT
    return None


def _candidate(handle: SheetHandle, grid: Grid, vocabulary: Vocabulary, regulation: Regulation) -> Candidate:
    header = find_header(grid, vocabulary)
    rows = ([text for cell in row if (text := cell_text(cell)).strip()] for row in grid.rows[:HEAD_ROWS])
    names_buildings = any(looks_like_buildings(row) for row in rows)
    layout = layout_of(header, regulation) if header and not names_buildings else None
    return Candidate(handle, grid, header, layout, names_buildings)


def _told(ranked: Sequence[Candidate]) -> list[Problem]:
    chosen, *others = ranked
    place, sheet = CellPlace(chosen.handle.name), chosen.handle.name
    problems = []
    if not chosen.handle.visible:
        problems.append(Problem("R201", Severity.INFO, {"sheet": sheet}, place))
    if others and chosen.is_flat:
        names = ", ".join(other.handle.name for other in others)
        problems.append(Problem("R200", Severity.INFO, {"sheet": sheet, "others": names}, place))
    return problems


def _refusal(book: Workbook, candidates: Sequence[Candidate]) -> RefusedFile:
    best = max(candidates, key=lambda candidate: candidate.known)
    if best.header is None or best.known < FEWEST_HEADERS:
        return RefusedFile("FILE-NO-HEADER", file=book.path.name)
    lacking = ", ".join(_lacking(best.header))
    row = best.header.row + 1
    return RefusedFile("FILE-HEADER-LACKS", file=book.path.name, sheet=best.handle.name, row=row, lacking=lacking)


def _lacking(header: Header) -> list[str]:
    layout = Layout.KOTAKU if header.of_kind(Kind.SHARE) else Layout.FLAT
    names = lacking_names(header, layout)
    if not header.of_kind(Kind.SHARE, Kind.VOLUME):
        names.append("1a … 7b")
    if header.of_kind(Kind.VOLUME) and not header.of_kind(Kind.QUANTITY, Kind.SHARE):
        names.append("jumlah_bangunan …")
    return names
