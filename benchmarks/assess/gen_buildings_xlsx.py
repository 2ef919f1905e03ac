"""An invented building list of 150,000 rows × 40 columns in the documented schema, with its RT table.

    python benchmarks/assess/gen_buildings_xlsx.py OUT.xlsx [--rows 150000] [--seed 142018]

Nothing in it is of a real person or place: names of kelurahan are numbered, the NIK begin with 99, which no
province has. About one mark in 100 is blank; a few cells are wrong on purpose, so that findings are made too.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

MARKS = ("1a", "1c", "3a", "3b", "5a", "5b", "6a", "6b", "7a", "7b")
IDENTITY = ("provinsi", "kota", "kecamatan", "kelurahan", "rt_rw", "kawasan", "tahun")
BUILDING = ("id_bangunan", "alamat", "nik", "jumlah_kk", "jumlah_penduduk")
EXTRA = (
    "luas_lantai_m2", "jumlah_lantai", "lintang", "bujur", "status_lahan", "jenis_atap", "jenis_dinding",
    "jenis_lantai", "sumber_air", "jenis_jamban", "daya_listrik_va", "pekerjaan", "penghasilan_ribu",
    "tanggal_survei", "surveyor", "panjang_muka_m", "jarak_jalan_m", "catatan",
)  # fmt: skip
HEADERS = (*IDENTITY, *BUILDING, *MARKS, *EXTRA)
RT_HEADERS = (
    "kecamatan", "kelurahan", "rt_rw", "luas_verifikasi_ha", "panjang_jalan_ideal_m",
    "panjang_drainase_ideal_m", "luas_kepadatan_tidak_sesuai_ha", "panjang_jalan_belum_terlayani_m",
    "panjang_jalan_rusak_m", "luas_genangan_ha", "panjang_drainase_belum_tersedia_m",
    "panjang_drainase_rusak_m", "8a", "8c", "9a", "9b",
)  # fmt: skip
BUILDINGS_PER_RT = 60
Cell = str | int | float | None


def write_list(path: Path, rows: int, seed: int) -> None:
    """Write the workbook: sheet `Bangunan` with `rows` buildings, sheet `RT` with one row an RT."""
    rng = random.Random(seed)
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    buildings = workbook.add_worksheet("Bangunan")
    buildings.write_row(0, 0, HEADERS)
    for number in range(rows):
        buildings.write_row(number + 1, 0, list(building_row(number, rng)))
    table = workbook.add_worksheet("RT")
    table.write_row(0, 0, RT_HEADERS)
    for rt in range((rows + BUILDINGS_PER_RT - 1) // BUILDINGS_PER_RT):
        table.write_row(rt + 1, 0, list(rt_row(rt, rng)))
    workbook.close()


def place(rt: int) -> tuple[str, str, str]:
    """Kecamatan, kelurahan and RT/RW text of the RT with that running number."""
    kelurahan, within = divmod(rt, 50)
    return (
        f"Kecamatan {kelurahan // 10 + 1}",
        f"Contoh {kelurahan + 1}",
        f"RT{within % 5 + 1:03d}-RW{within // 5 + 1:03d}",
    )


def building_row(number: int, rng: random.Random) -> Iterator[Cell]:
    """The 40 cells of one building."""
    yield from ("Provinsi Contoh", "Kota Contoh", *place(number // BUILDINGS_PER_RT), "Kawasan Contoh", 2026)
    households = rng.choices((0, 1, 2, 3), (3, 80, 14, 3))[0]
    nik = f"99{rng.randrange(10**14):014d}"
    yield from (f"B{number + 1:07d}", f"Jl. Contoh Gg. {number % 40} No. {number % 200}", nik)
    yield from (households, households * rng.randint(2, 5))
    for mark in MARKS:
        yield _mark(number, mark, rng)
    yield from _extra(number, rng)


def _mark(number: int, mark: str, rng: random.Random) -> Cell:
    if number % 50_000 == 49_321 and mark == "3a":
        return 7
    # Neighbourhoods differ, so that every class occurs.
    likely = (number // BUILDINGS_PER_RT * 7919 % 100) / 100
    return None if rng.random() < 0.01 else int(rng.random() < likely)


def _extra(number: int, rng: random.Random) -> Iterator[Cell]:
    yield from (round(rng.uniform(12, 180), 1), rng.randint(1, 3))
    yield from (round(-7.5 - rng.random() / 10, 6), round(110.8 + rng.random() / 10, 6))
    yield from (rng.choice(("SHM", "HGB", "Sewa", "Tanah negara")), rng.choice(("Genteng", "Seng", "Asbes")))
    yield from (rng.choice(("Tembok", "Kayu", "Bambu")), rng.choice(("Keramik", "Semen", "Tanah")))
    yield from (
        rng.choice(("PDAM", "Sumur", "Kemasan")),
        rng.choice(("Leher angsa", "Cemplung", "Tidak ada")),
    )
    yield from (rng.choice((450, 900, 1300, 2200)), rng.choice(("Buruh", "Pedagang", "Karyawan", "Nelayan")))
    yield from (rng.randint(800, 6000), f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}")
    yield from (f"Petugas {number % 60 + 1}", round(rng.uniform(3, 15), 2), rng.randint(0, 40))
    yield "" if number % 20 else "Perlu kunjungan ulang"


def rt_row(rt: int, rng: random.Random) -> Iterator[Cell]:
    """The cells of one RT in the RT table."""
    area, road, drain = round(rng.uniform(0.4, 4), 4), rng.randint(150, 900), rng.randint(150, 900)
    yield from (*place(rt), area, road, drain, round(area * rng.random(), 4))
    yield from (
        round(road * rng.random(), 1),
        round(road * rng.random(), 1),
        round(area * rng.random() / 2, 4),
    )
    yield from (round(drain * rng.random(), 1), round(drain * rng.random(), 1))
    yield from (
        rng.choice(("strategis", "bukan_strategis")),
        rng.choice(("potensi_tinggi", "potensi_sedang", "tidak")),
    )
    yield from (rng.choice(("positif", "negatif")), rng.choice(("positif", "negatif")))


def main() -> None:
    """Command line: where to, how many rows, which seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=150_000)
    parser.add_argument("--seed", type=int, default=142018)
    options = parser.parse_args()
    write_list(options.out, options.rows, options.seed)
    print(f"{options.out}: {options.rows} × {len(HEADERS)}, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
