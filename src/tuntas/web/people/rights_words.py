"""What a role may do, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.administrators import ADMINISTRATOR
from tuntas.city.people.rights import Role, roles, roles_with_second_factor
from tuntas.city.people.role_words import role_word

RIGHT_WORDS: dict[str, str | Promise] = {
    "see_city": gettext_lazy("melihat data kota"),
    "enter_survey": gettext_lazy("mengisi data survei"),
    "import_survey": gettext_lazy("mengunggah berkas survei"),
    "plan_survey": gettext_lazy("membuka dan menutup survei"),
    "check_survey": gettext_lazy("memeriksa isian survei"),
    "accept_survey": gettext_lazy("menerima data survei"),
    "agree_survey": gettext_lazy("mencatat kesepakatan data kelurahan"),
    "keep_houses": gettext_lazy("mencatat rumah tidak layak huni dan bantuannya"),
    "load_places": gettext_lazy("memuat wilayah dan batasnya"),
    "keep_settlements": gettext_lazy("mengurus kawasan kumuh dan delineasinya"),
    "keep_ledger": gettext_lazy("mengurus buku luas, target, dan lembar resmi"),
    "draft_decree": gettext_lazy("menyusun rancangan SK"),
    "verify_decree": gettext_lazy("memverifikasi rancangan SK"),
    "enact_decree": gettext_lazy("menetapkan SK"),
    "bring_problem": gettext_lazy("menyampaikan masalah"),
    "answer_problem": gettext_lazy("menerima, melengkapi, atau meneruskan masalah"),
    "propose": gettext_lazy("menyusun usulan"),
    "keep_costs": gettext_lazy("mengurus harga satuan, kalender, dan jejak anggaran usulan"),
    "keep_target_areas": gettext_lazy("mengurus daerah sasaran"),
    "keep_sessions": gettext_lazy("menyiapkan rapat prioritas dan pengendalian"),
    "decide": gettext_lazy("memutus prioritas dan usulan"),
    "keep_funds": gettext_lazy("mengurus sumber dana dan skema pembiayaan"),
    "record_spending": gettext_lazy("mencatat komitmen, kontrak, dan realisasi dana"),
    "keep_plan": gettext_lazy("menyusun rencana dan skenario"),
    "adopt_plan": gettext_lazy("menetapkan rencana"),
    "see_personal": gettext_lazy("melihat data pribadi warga"),
    "see_nik": gettext_lazy("melihat NIK"),
    "export": gettext_lazy("mengunduh tabel"),
    "export_personal": gettext_lazy("mengunduh data pribadi"),
    "export_all": gettext_lazy("mengunduh seluruh data kota"),
    "see_audit": gettext_lazy("membaca jejak audit"),
    "manage_people": gettext_lazy("mengatur orang dan jabatan"),
    "manage_city": gettext_lazy("mengatur kota dan perangkat daerahnya"),
}
#: Roles that a city gives; those that look after several cities are given by who runs the installation.
IN_CITY = ("AREA", "CITY")


@dataclass(frozen=True, slots=True)
class ShownRole:
    """A role for choosing: how far it reaches and what it may do."""

    code: str
    word: str
    reach: str
    rights: tuple[str, ...]
    needs_second_factor: bool


def rights_of(role: str) -> tuple[str, ...]:
    """What the role may do; a right without a word shows its code. A role that is no more: nothing."""
    known = roles().get(role)
    if known is None:
        return ()
    order = list(RIGHT_WORDS)
    verbs = sorted(known.verbs, key=lambda verb: order.index(verb) if verb in RIGHT_WORDS else len(order))
    return tuple(str(RIGHT_WORDS.get(verb, verb)) for verb in verbs)


def shown_roles() -> list[ShownRole]:
    """The roles that a city gives, in the order of the table of rights."""
    return [
        ShownRole(role.code, role_word(role.code), _reach(role), rights_of(role.code),
                  role.code in roles_with_second_factor())
        for role in roles().values() if role.scope in IN_CITY
    ]  # fmt: skip


def role_choices() -> list[tuple[str, str]]:
    """The same as choices of a form."""
    return [(role.code, role.word) for role in shown_roles()]


def _reach(role: Role) -> str:
    if role.scope == "AREA":
        return _("satu kecamatan atau kelurahan")
    return _("seluruh kota") if role.code == ADMINISTRATOR else _("seluruh kota, atau wilayah yang disebut")
