"""The roles in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLE_WORDS: dict[str, str | Promise] = {
    "SURVEYOR": _("Surveyor"),
    "KELURAHAN_STAFF": _("Staf kelurahan"),
    "KELURAHAN_HEAD": _("Lurah atau kepala desa"),
    "KECAMATAN_STAFF": _("Staf kecamatan"),
    "KECAMATAN_HEAD": _("Camat"),
    "AGENCY_OFFICER": _("Petugas perangkat daerah"),
    "PPK": _("Pejabat pembuat komitmen"),
    "HOUSING_STAFF": _("Staf dinas perumahan"),
    "SECTION_HEAD": _("Kepala bidang"),
    "AGENCY_HEAD": _("Kepala dinas"),
    "GIS_OPERATOR": _("Operator pemetaan"),
    "PLANNER": _("Perencana"),
    "HEAD": _("Kepala daerah"),
    "AUDITOR": _("Inspektorat atau pemeriksa"),
    "PPID": _("Pejabat pengelola informasi"),
    "PROVINCE_VIEWER": _("Pemantau provinsi"),
    "MINISTRY_VIEWER": _("Pemantau kementerian"),
    "ADMINISTRATOR": _("Administrator"),
}


def role_word(role: str) -> str:
    """The role in the language of the page."""
    return str(ROLE_WORDS[role])
