"""Small surveys as files, every figure made up."""

import csv
import io
from collections.abc import Mapping, Sequence

WHOLES = {"luas_verifikasi_ha": "1.5", "jumlah_bangunan": "40", "jumlah_penduduk": "160", "jumlah_kk": "50",
          "panjang_jalan_ideal_m": "300", "panjang_drainase_ideal_m": "280"}  # fmt: skip
VOLUMES = {"1a": "12", "1b": "0", "1c": "7", "2a": "100", "2b": "80", "3a": "20", "3b": "0", "4a": "0.25", "4b": "150",
           "4c": "30", "5a": "10", "5b": "45", "6a": "0", "6b": "50", "7a": "0", "7b": "40"}  # fmt: skip


def survey_csv(places: Sequence[tuple[str, str, str]], changed: Mapping[tuple[int, str], str] = {}) -> bytes:
    """One row for each (kecamatan, kelurahan, rt_rw); `changed`: (row from 0, header) → another text in that cell."""
    rows = []
    for number, place in enumerate(places):
        row = {**dict(zip(("kecamatan", "kelurahan", "rt_rw"), place, strict=True)), **WHOLES, **VOLUMES}
        row["2a"] = str(100 + number % 60)
        rows.append(row | {name: text for (at, name), text in changed.items() if at == number})
    target = io.StringIO()
    writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def many_places(count: int) -> list[tuple[str, str, str]]:
    """`count` RT in kelurahan of twenty RT each."""
    return [("Taman", f"Kelurahan {chr(65 + number // 20 % 26)}{number // 520}", f"RT{number % 20 + 1:03d}-RW001")
            for number in range(count)]  # fmt: skip
