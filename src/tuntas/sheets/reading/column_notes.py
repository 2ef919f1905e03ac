"""What is said of the columns of a sheet as a whole: missing, double, unknown, or of another rule set."""

from tuntas.domain.problems import Severity
from tuntas.rules.regulation import Regulation
from tuntas.sheets.reading.findings import Findings
from tuntas.sheets.reading.header_rows import Header
from tuntas.sheets.reading.vocabulary import Kind
from tuntas.sheets.survey import Layout


def note_columns(header: Header, layout: Layout, regulation: Regulation, found: Findings) -> None:
    """Note every column that a user may have expected to count and that does not, or the reverse."""
    rule = {"rule": regulation.short.id, "rule_en": regulation.short.en}
    if layout is Layout.KOTAKU:
        found.of_sheet("R209", Severity.INFO)
    _note_missing(header, layout, regulation, found)
    for column in header.doubled:
        first = header.column(column.meaning.kind, column.meaning.key)
        found.of_column(column, "R205", Severity.WARNING, first=" ".join(first.header.split()) if first else "")
    for column in header.another:
        found.of_column(column, "R204", Severity.WARNING, **rule)
    if header.unknown:
        told = ", ".join(" ".join(text.split()) for text in header.unknown)
        found.of_sheet("R202", Severity.INFO, columns=told, count=len(header.unknown))


def _note_missing(header: Header, layout: Layout, regulation: Regulation, found: Findings) -> None:
    kind = Kind.SHARE if layout is Layout.KOTAKU else Kind.VOLUME
    for criterion in regulation.criteria:
        if not header.has(kind, criterion.id) and not header.has(Kind.SHARE, criterion.id):
            names = {"name": criterion.name.id, "name_en": criterion.name.en}
            found.of_sheet("R203", Severity.WARNING, criterion=criterion.id, **names)
    for whole in regulation.denominators.values() if layout is Layout.FLAT else ():
        if not header.has(Kind.QUANTITY, whole.field):
            found.of_sheet("R206", Severity.WARNING, field=whole.field, name=whole.name.id, name_en=whole.name.en)
    if not header.has(Kind.IDENTITY, "kecamatan") and layout is Layout.FLAT:
        found.of_sheet("R207", Severity.WARNING)
