"""Invented figures of the example city, to show the components. No real place, no real person."""

from types import SimpleNamespace

from tuntas.web.shared.components import Companion, Crumb, Event, FieldChange, Figure, Filter, HomeNumber, JobView, Task

BESIDE = (
    Companion("KK", "18.240"),
    Companion("Jiwa", "71.905"),
    Companion("Bangunan", "16.330"),
    Companion("RTLH", None),
)
FIGURES = (
    Figure(
        "Sisa luas kumuh", "205,79", "ha", "dari 359,50 ha menurut SK", "2.057.900 m²", "#", "", "map", BESIDE, True
    ),
    Figure("RT yang dinilai", "486", "RT", "14 RT belum ada data", "", "#", "", "survey"),
    Figure("Kumuh berat", "37", "RT", "turun 12 sejak 2022", "", "#", "", "alert"),
    Figure(
        "Rumah tidak layak huni",
        None,
        "",
        "daftar nama dan alamat belum dimuat",
        "",
        "#",
        "Muat daftar RTLH",
        "home-week",
    ),
)
_GRADES = ("SEVERE", "MODERATE", "LIGHT", "NOT_SLUM", None, "MODERATE", "LIGHT", "SEVERE")
UNITS = [
    SimpleNamespace(
        name=f"RT {n + 1:03d} / RW {n % 3 + 1:03d}",
        kelurahan=("Melati", "Kenanga", "Cempaka")[n % 3],
        grade=grade,
        score=(62, 44, 29, 11, None, 39, 18, 71)[n],
        area_m2=(21043, 9820, 35500, 18700, 8488, 12005, 44060, 10390)[n],
        households=(120, 61, 204, 88, None, 73, 251, 57)[n],
    )
    for n, grade in enumerate(_GRADES)
]
CHIPS = (Filter("Kelas: Kumuh berat", "?"), Filter("Tahun survei: 2024", "?"))
CHANGES = (
    FieldChange("Jumlah KK", "118", "120"),
    FieldChange("Luas", "2,10 ha", "2,10 ha"),
    FieldChange("Panjang jalan rusak", None, "605 m"),
)
CONFLICT = (
    FieldChange("Jumlah KK", "118", "120", "121", "households"),
    FieldChange("Panjang jalan rusak", None, "605 m", "580 m", "road"),
)
EVENTS = (
    Event(
        "Penilaian 2024 disahkan",
        "12 Juli 2024",
        "2024-07-12",
        "Kepala Bidang",
        "Nilai 44, kumuh sedang.",
        "checked",
        "#",
        "Lihat penilaian",
    ),
    Event(
        "Berita acara kesepakatan data",
        "30 Juni 2024",
        "2024-06-30",
        "Lurah Melati",
        "Dua angka diubah dengan alasan.",
        "paper",
        "#",
        "Buka berita acara",
    ),
    Event(
        "Data survei diterima",
        "21 Juni 2024",
        "2024-06-21",
        "Staf Kelurahan Melati",
        "Dari berkas survei-melati.xlsx, baris 41.",
        "upload",
    ),
    Event("Ditetapkan dalam SK", "3 Maret 2018", "2018-03-03", "Wali Kota", "359,50 ha di 11 kelurahan.", "paper"),
)
WAITING = (
    Task("Tinjau data Kelurahan Kenanga", "#", "41 RT, 3 kesalahan, 14 catatan", "12 hari", True),
    Task("Sahkan berita acara Kelurahan Melati", "#", "masa keberatan berakhir 26 November", "4 hari"),
    Task("Cocokkan 6 nama RT dengan batas wilayah", "#", "dari berkas batas-rt.geojson", "hari ini"),
)
CHANGED = (
    Task("Kelurahan Cempaka mengirim 28 RT", "#", "semua tanpa kesalahan", "kemarin"),
    Task("SK 2018 dimuat", "#", "359,50 ha, 11 kelurahan", "2 hari"),
    Task("Dua RT turun kelas", "#", "RT 004 / RW 002 dan RT 001 / RW 003", "5 hari"),
)
NUMBER = HomeNumber(
    Figure(
        "Catatan data yang perlu Anda bereskan",
        "17",
        "catatan",
        "3 di antaranya menghalangi penilaian",
        "",
        "#",
        "Mulai dari yang tertua",
        "survey",
        (),
        True,
    ),
    "Setelah beres, 41 RT Kelurahan Kenanga dapat dinilai.",
    (Crumb("Unggah berkas survei", "#"),),
)
STEPS = ("Unggah", "Tinjau", "Terima")


def job(percent: int) -> JobView:
    """A job that is a step further each time it is asked."""
    done = percent >= 100
    return JobView(
        "Memeriksa survei-kenanga.xlsx",
        "DONE" if done else "RUNNING",
        f"/gaya/pekerjaan/{percent + 8}/",
        percent,
        "500 dari 500 baris" if done else f"{percent * 5} dari 500 baris",
        "#" if done else "",
        "Tinjau hasilnya" if done else "",
        "" if done else "#",
    )


JOB = job(62)
EXACT_M2 = 3_595_000
AMOUNT_IDR = 1_250_000_000
CITY_SENTENCE = "Tersisa 205,79 ha dari 359,50 ha; target 2024 120,00 ha belum tercapai."
