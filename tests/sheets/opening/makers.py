"""Files for the opening tests: ordinary ones and hostile ones, made on the spot."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = f"""<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
ROOT_RELS = f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"
 Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
BOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>
<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"""
BOOK_RELS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def sheet_xml(rows: str, before: str = "") -> str:
    """A worksheet around its rows; `before` stands between the declaration and the root element."""
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def xlsx(path: Path, sheet: str | bytes | Iterable[bytes], **more: str | bytes) -> Path:
    """A minimal workbook; `sheet` may come in pieces, `more` adds or replaces parts (`__` stands for `/`)."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_RELS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELS,
        **{name.replace("__", "/"): content for name, content in more.items()},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open(SHEET, "w", force_zip64=True) as target:
            for piece in [sheet] if isinstance(sheet, str | bytes) else sheet:
                target.write(piece.encode() if isinstance(piece, str) else piece)
    return path


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
LIBREOFFICE_END = (
    '<table:table-row table:number-rows-repeated="1048574">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def ods_cell(text: str, **repeat: int) -> str:
    """A text cell; `columns=3` repeats it."""
    columns = f' table:number-columns-repeated="{repeat["columns"]}"' if repeat else ""
    return f'<table:table-cell office:value-type="string"{columns}><text:p>{text}</text:p></table:table-cell>'


def ods(path: Path, rows: str, before: str = "", **more: str) -> Path:
    """A minimal ODS workbook of one sheet."""
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{OFFICE}:office:1.0" '
        f'xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Data">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>'
    parts = {"META-INF/manifest.xml": manifest, "content.xml": content}
    parts |= {name.replace("__", "/"): text for name, text in more.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        for name, text in parts.items():
            archive.writestr(name, text)
    return path
