"""The fast scan's bounds hold for whatever is written in a sheet, however it is cut into pieces."""

from hypothesis import given
from hypothesis import strategies as st

from tests.sheets.opening.makers import sheet_xml
from tuntas.sheets.opening.cell_names import cell_name
from tuntas.sheets.opening.sheet_parse import parsed_extent
from tuntas.sheets.opening.sheet_scan import SheetScan, value_count

POSITIONS = st.tuples(st.integers(0, 1_048_575), st.integers(0, 16_383))
STYLES = st.sampled_from(['<c r="{0}"><v>1</v></c>', '<c r="{0}" s="1" t="s"><v>0</v></c>', "<c r='{0}'><v>1</v></c>"])


def scanned(xml: bytes, step: int) -> SheetScan:
    scan = SheetScan()
    for start in range(0, len(xml), step):
        scan.feed(xml[start : start + step])
    scan.finish()
    return scan


@given(st.lists(st.tuples(POSITIONS, STYLES), min_size=1, max_size=30), st.integers(1, 200))
def test_no_cell_lies_outside_the_scanned_bounds(cells: list[tuple[tuple[int, int], str]], step: int) -> None:
    rows = "".join(f"<row>{style.format(cell_name(*at))}</row>" for at, style in cells)
    xml = sheet_xml(rows).encode()
    scan, exact = scanned(xml, step), parsed_extent([xml], "Data")
    assert exact.values == len(cells)
    if not scan.is_unusual:
        assert (scan.extent.last_row, scan.extent.last_col) == (exact.last_row, exact.last_col)
        assert scan.extent.values == len(cells)
    pieces = [xml[start : start + step] for start in range(0, len(xml), step)]
    assert value_count(pieces, is_prefixed=False) == len(cells)
    assert scan.extent.rows == exact.rows == len(cells)


@given(st.integers(1, 300))
def test_usual_cells_are_never_called_unusual(step: int) -> None:
    rows = "".join(f'<row r="{n}"><c r="ALL{n}"><v>{n}</v></c></row>' for n in (1, 99, 100_000, 1_048_576))
    scan = scanned(sheet_xml(rows).encode(), step)
    assert not scan.is_unusual
    assert (scan.extent.last_row, scan.extent.last_col, scan.extent.values) == (1_048_575, 999, 4)
