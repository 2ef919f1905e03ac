"""An invented workbook with its findings for the style page."""

from tuntas.web.shared.components import Finding, FindingGroup, SheetCell, SheetPreview, SheetRow

_HEADS = (
    "No",
    "Kelurahan",
    "RW",
    "RT",
    "Luas (ha)",
    "Jumlah KK",
    "Jumlah jiwa",
    "Jumlah bangunan",
    "Panjang jalan (m)",
)
_LINES = (
    ("1", "Melati", "001", "001", "2,10", "120", "470", "104", "780"),
    ("2", "Melati", "001", "002", "0,98", "12O", "240", "55", "310"),
    ("3", "Melati", "001", "003", "3,55", "204", "190", "171", "995"),
    ("4", "Melati", "002", "001", "1,87", "88", "341", "", "620"),
    ("5", "Melatti", "002", "002", "0,848808", "52", "201", "47", "400"),
)
_MARKS = {
    "F42": ("error", "bukan angka"),
    "G43": ("warning", "jiwa lebih sedikit daripada KK"),
    "H44": ("warning", "belum ada data"),
    "B45": ("info", "dibaca sebagai Melati"),
}


def _cells(number: int, texts: tuple[str, ...], head: bool = False) -> tuple[SheetCell, ...]:
    found = []
    for letter, text in zip("ABCDEFGHI", texts, strict=True):
        mark, note = _MARKS.get(f"{letter}{number}", ("", ""))
        found.append(SheetCell(f"{letter}{number}", text, mark, note, not head and letter in "EFGHI"))
    return tuple(found)


SHEET = SheetPreview(
    "Baseline",
    tuple("ABCDEFGHI"),
    (
        SheetRow(5, _cells(5, _HEADS, head=True)),
        SheetRow(6),
        *(SheetRow(41 + index, _cells(41 + index, line)) for index, line in enumerate(_LINES)),
    ),
)
FINDINGS = (
    FindingGroup(
        "Bukan angka",
        "error",
        (Finding("Baris 42, kolom F (Jumlah KK): “12O” bukan angka.", "Mungkin huruf O; ganti menjadi 120.", "F42"),),
        is_open=True,
    ),
    FindingGroup(
        "Angka yang perlu ditinjau",
        "warning",
        (
            Finding("Baris 43: 190 jiwa dalam 204 KK.", "Periksa apakah kedua kolom tertukar.", "G43"),
            Finding(
                "Baris 44, kolom H (Jumlah bangunan): belum ada data.",
                "Isi, atau biarkan: nilai menjadi rentang.",
                "H44",
            ),
        ),
        total=14,
    ),
    FindingGroup(
        "Nama dibaca dengan cara lain", "info", (Finding("“Melatti” dibaca sebagai Kelurahan Melati.", "", "B45"),)
    ),
)
