"""Decrees in words: states, levels, land, reasons, refusals and findings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.decrees.models import Decree, DecreeState, DropReason, LandStatus, VerifierLevel
from tuntas.city.decrees.refusals import CannotDecree
from tuntas.domain.findings import Finding
from tuntas.domain.wording import optional_text, text
from tuntas.web.shared.formats import day, language

Words = Mapping[str, "str | Promise"]

#: Word, colour and icon of each state.
STATES: Mapping[DecreeState, tuple["str | Promise", str, str]] = {
    DecreeState.DRAFT: (gettext_lazy("rancangan"), "is-note", "edit"),
    DecreeState.VERIFIED: (gettext_lazy("terverifikasi"), "is-warn", "checked"),
    DecreeState.ENACTED: (gettext_lazy("berlaku"), "is-good", "check"),
    DecreeState.REVISED: (gettext_lazy("sudah diubah"), "", "history"),
    DecreeState.DROPPED: (gettext_lazy("dibatalkan"), "is-bad", "close"),
}
LAND: Words = {
    LandStatus.LEGAL: gettext_lazy("Legal"),
    LandStatus.ILLEGAL: gettext_lazy("Tidak legal"),
    LandStatus.MIXED: gettext_lazy("Sebagian legal"),
}
DROPS: Words = {
    DropReason.HANDLED: gettext_lazy("tertangani"),
    DropReason.DELINEATION: gettext_lazy("delineasi dikoreksi"),
    DropReason.NOT_SLUM: gettext_lazy("bukan kumuh"),
    DropReason.NOT_BROKEN_DOWN: gettext_lazy("tidak dirinci"),
}
CHANGES: Words = {
    "ADDED": gettext_lazy("ditambahkan"),
    "DROPPED": gettext_lazy("dikeluarkan"),
    "AREA": gettext_lazy("luas berubah"),
    "REDRAWN": gettext_lazy("digambar ulang"),
    "RESCORED": gettext_lazy("dinilai ulang"),
    "SAME": gettext_lazy("tetap"),
}


#: What each placeholder of a city's template becomes.
PLACEHOLDER_WORDS: Words = {
    "KEPALA_DAERAH": gettext_lazy("jabatan dan nama daerah, misalnya WALI KOTA SURAKARTA"),
    "KOTA": gettext_lazy("nama kota atau kabupaten"),
    "PROVINSI": gettext_lazy("nama provinsi"),
    "NOMOR": gettext_lazy("nomor SK, titik-titik selama rancangan"),
    "TANGGAL": gettext_lazy("tanggal penetapan, titik-titik selama rancangan"),
    "TEMPAT": gettext_lazy("tempat penetapan"),
    "TENTANG": gettext_lazy("judul dalam huruf besar"),
    "MENIMBANG": gettext_lazy("pertimbangan, a. b. c."),
    "MENGINGAT": gettext_lazy("dasar hukum, 1. 2. 3."),
    "MEMPERHATIKAN": gettext_lazy("yang diperhatikan, 1. 2. 3."),
    "DIKTUM": gettext_lazy("KESATU, KEDUA, dan seterusnya"),
    "NAMA_PEJABAT": gettext_lazy("nama yang menandatangani"),
    "TEMBUSAN": gettext_lazy("penerima tembusan, 1. 2. 3."),
    "TANDA": gettext_lazy("DRAF atau CONTOH; kosong pada naskah yang ditetapkan"),
}


def level_word(level: str) -> str:
    """Whose verification it is."""
    return text(f"DECREE-LEVEL-{level}", language())


def level_choices() -> list[tuple[str, str]]:
    """The levels for a form."""
    return [(level.value, level_word(level.value)) for level in VerifierLevel]


def refusal_text(refusal: CannotDecree) -> str:
    """A refusal of the core as the page says it: days as an office writes them."""
    told = {name: day(value) if isinstance(value, date) else value for name, value in refusal.params.items()}
    return text(refusal.code, language(), **told)


def finding_text(finding: Finding) -> str:
    """What is wrong."""
    return text(finding.code, language(), **_told(finding.params))


def finding_advice(finding: Finding) -> str:
    """What to do about it; empty where the catalogue gives none."""
    return optional_text(f"{finding.code}-TODO", language(), **_told(finding.params))


def finding_title(code: str) -> str:
    """What findings of a kind have in common."""
    return str(KINDS.get(code, code))


def called(decree: Decree) -> str:
    """How one speaks of it: `SK 640/69.9/2020`; a number that says what it is stands alone, a draft has its title."""
    if not decree.number:
        return decree.title
    is_told = decree.number.casefold().startswith(("sk ", "keputusan", "surat keputusan"))
    return decree.number if is_told else f"SK {decree.number}"


def day_of(decree: Decree) -> str:
    """The day as printed, where it says less than a day; else the day."""
    if decree.printed_on:
        return decree.printed_on
    return day(decree.signed_on) if decree.signed_on else _("belum bertanggal")


def _told(params: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(params)
    if "on" in told:
        told["on"] = day(date.fromisoformat(str(told["on"])))
    return told


KINDS: Words = {
    "DECREE-NO-LINES": gettext_lazy("Belum ada lokasi"),
    "DECREE-NO-UNITS": gettext_lazy("Tanpa rincian RT"),
    "DECREE-NOT-ASSESSED": gettext_lazy("RT tanpa penilaian"),
    "DECREE-UNDECIDED": gettext_lazy("RT yang belum pasti kumuh"),
    "DECREE-INCOMPLETE": gettext_lazy("Penilaian belum lengkap"),
    "DECREE-NOT-SLUM": gettext_lazy("Lokasi yang tidak kumuh"),
    "DECREE-UNIT-NOT-SLUM": gettext_lazy("RT di bawah ambang ikut di dalamnya"),
    "DECREE-OLD": gettext_lazy("Penilaian terlalu lama"),
    "DECREE-NO-MAP": gettext_lazy("Belum tergambar"),
    "DECREE-SUM": gettext_lazy("Luas SK berbeda dari jumlah RT"),
    "DECREE-DRAWN-DIFFERS": gettext_lazy("Luas SK berbeda dari delineasi"),
    "DECREE-NO-PRIORITY": gettext_lazy("Prioritas belum dapat ditentukan"),
    "DECREE-AUTHORITY": gettext_lazy("Kewenangan penanganan"),
    "DECREE-OVERLAP": gettext_lazy("Delineasi bertumpang tindih"),
    "DECREE-UNIT-TWICE": gettext_lazy("RT dalam dua lokasi"),
    "DECREE-NOT-AGREED": gettext_lazy("Tanpa berita acara kesepakatan"),
    "DECREE-STALE": gettext_lazy("Data berubah sejak rancangan disusun"),
    "DECREE-TOTAL": gettext_lazy("Jumlah tercetak tidak sama"),
    "DECREE-DROP": gettext_lazy("Luas SK lama tanpa alasan"),
    "DECREE-DROP-EXPLAINED": gettext_lazy("Luas SK lama yang dilepas"),
}
