"""Survey sheets for the tests of the command line, invented."""

from collections.abc import Mapping
from pathlib import Path

HEADERS = (
    "kecamatan,kelurahan,rt_rw,luas_verifikasi_ha,jumlah_bangunan,jumlah_penduduk,jumlah_kk,panjang_jalan_ideal_m,"
    "panjang_drainase_ideal_m,1a,1b,1c,2a,2b,3a,3b,4a,4b,4c,5a,5b,6a,6b,7a,7b"
).split(",")
CLEAN = {"kecamatan": "Contoh Utara", "luas_verifikasi_ha": "2", "jumlah_bangunan": "100", "jumlah_penduduk": "400",
         "jumlah_kk": "100", "panjang_jalan_ideal_m": "1000", "panjang_drainase_ideal_m": "1000"}  # fmt: skip


def row(kelurahan: str, rt_rw: str, **cells: str) -> dict[str, str]:
    """A row whose volumes are 0 unless given (`c1a="30"` for criterion 1a)."""
    given = {name.removeprefix("c") if name[1:2].isdigit() else name: value for name, value in cells.items()}
    volumes = {name: "0" for name in HEADERS[9:]}
    return {**CLEAN, **volumes, "kelurahan": kelurahan, "rt_rw": rt_rw, **given}


def write(path: Path, *rows: Mapping[str, str]) -> str:
    """The rows as a CSV file; its path as the command line takes it."""
    lines = [",".join(HEADERS), *(",".join(r[name] for name in HEADERS) for r in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)
