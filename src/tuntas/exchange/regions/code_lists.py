"""Reading a list of Kemendagri codes from a table (CSV, XLSX, ODS): a column of codes and one of names."""

from pathlib import Path

from tuntas.city.places.code_loading import CodeRow, is_code
from tuntas.city.places.loading import LoadReport
from tuntas.domain.problems import Severity
from tuntas.sheets.opening.cells import Cell
from tuntas.sheets.opening.grids import open_workbook
from tuntas.sheets.opening.refusal import RefusedFile

CODES = ("code", "kode", "kode_wilayah", "kode_kemendagri")
NAMES = ("name", "nama", "nama_wilayah")
KECAMATAN = ("kecamatan", "nama_kecamatan", "district")


def read_code_list(path: Path, report: LoadReport) -> list[CodeRow]:
    """The rows of a code list; a row without code or name is reported. Refused files raise `RefusedFile`.

    A list of kelurahan that names their kecamatan brings those too.
    """
    book = open_workbook(path)
    grid = book.grid(book.sheets[0])
    heads = [str(cell or "").strip().lower() for cell in grid.rows[0]] if grid.rows else []
    code_at, name_at, kecamatan_at = (_column(heads, names) for names in (CODES, NAMES, KECAMATAN))
    if code_at is None or name_at is None:
        raise RefusedFile("PLACE-NO-CODE-COLUMN", file=path.name, columns=", ".join(heads))
    rows: dict[str, CodeRow] = {}
    for number, cells in enumerate(grid.rows[1:], start=grid.first_row + 2):
        code, name = _text(cells[code_at]), _text(cells[name_at])
        if not is_code(code) or not name:
            report.ask("PLACE-BAD-CODE", number, Severity.ERROR, code=code, name=name)
            continue
        if kecamatan_at is not None and code.count(".") == 3 and (above := _text(cells[kecamatan_at])):
            rows.setdefault(code[:8], CodeRow(code[:8], above, number))
        if code in rows and rows[code].name != name:
            report.ask("PLACE-CODE-TWICE", number, Severity.ERROR, code=code, name=name, other=rows[code].name)
            continue
        rows[code] = CodeRow(code, name, number)
    return list(rows.values())


def _column(heads: list[str], names: tuple[str, ...]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _text(cell: Cell) -> str:
    """A code of two parts that a spreadsheet turned into a number (33.7) is refused by its shape, not repaired."""
    return " ".join(str(cell).split()) if cell is not None else ""
