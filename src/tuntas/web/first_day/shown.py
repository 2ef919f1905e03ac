"""The first day's path as its page shows it: five steps with their state, and what is missing with where it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.dossiers.first_day import FirstDay
from tuntas.city.people.access import can
from tuntas.city.people.models import City
from tuntas.web.shared.formats import count


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whether it is done, what is known so far, and the button that does it (no url: somebody else does)."""

    number: int
    name: str
    title: str
    is_done: bool
    told: str
    why: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: how many, where they are listed, and what mends it."""

    title: str
    number: int
    url: str
    todo: str


def labels() -> list[str]:
    """The steps in a word each."""
    return [_("Kode"), _("Batas"), _("Data lama"), _("SK terakhir"), _("Gambaran")]


def steps(day: FirstDay, city: City, user: Any) -> list[Step]:
    """The five steps in order; none waits for the one before."""
    loads = reverse("place_loads", args=[city.code]) if can(user, "load_places", city) else ""
    sheets = reverse("uploads", args=[city.code]) if day.campaign and can(user, "import_survey", city) else ""
    done = day.done
    return [
        Step(1, "kode", _("Muat daftar kode wilayah"), done[0], _listed(day),
             _("Dengan kode Kemendagri, nama kelurahan yang dieja lain di berkas berikutnya langsung ketahuan."),
             loads, _("Muat daftar kode")),
        Step(2, "batas", _("Muat batas kelurahan dan RT"), done[1], _drawn(day),
             _("Kelurahan dulu, lalu RT. RT yang belum dikenal dapat ditambahkan dari petanya, sehingga lembar "
               "data lama nanti cocok tanpa diketik ulang."), loads, _("Muat batas")),
        Step(3, "data", _("Unggah lembar data lama"), done[2], _recorded(day),
             _("Pilih tahun pendataannya, unggah lembarnya, lalu orang kedua menerimanya."),
             sheets, _("Unggah lembar data")),
        Step(4, "sk", _("Simpan SK terakhir"), done[3], _filed(day),
             _("Nomor, tanggal, dan pindaiannya disimpan sebagai dokumen. Luasnya belum dibukukan.")),
        Step(5, "gambaran", _("Lihat gambaran pertama"), done[4],
             _("Dihitung dari data yang diterima.") if done[4] else _("Muncul begitu data pertama diterima."), "",
             reverse("city_page", args=[city.code]) if done[4] else "", _("Buka halaman kota")),
    ]  # fmt: skip


def lacks(day: FirstDay, city: City, user: Any) -> list[Lack]:
    """What is missing now; what lies in the future of an empty city is no lack."""
    places, newest = reverse("places", args=[city.code]), f"?survei={day.campaign.pk}" if day.campaign else ""
    found = [Lack(_("RT tanpa batas"), day.rts_without_outline, f"{places}?lihat=tanpa-batas",
                  _("Muat peta RT-nya; hitungan tidak menunggu."))]  # fmt: skip
    if can(user, "load_places", city):
        found.insert(0, Lack(_("Wilayah belum dipastikan"), day.unconfirmed,
                             reverse("places_unconfirmed", args=[city.code]),
                             _("Cocokkan dengan daftar kode.")))  # fmt: skip
    if day.records:
        units = reverse("unit_list", args=[city.code])
        found += [
            Lack(_("Kelurahan tanpa data"), day.kelurahan_without_data, f"{places}?lihat=kelurahan-tanpa-data",
                 _("Unggah lembar yang memuatnya, bila kelurahan itu memang didata.")),
            Lack(_("RT tanpa data"), day.rts_without_record, f"{places}?lihat=tanpa-data",
                 _("Unggah lembar yang memuatnya.")),
            Lack(_("RT yang datanya belum lengkap"), day.incomplete, f"{units}{newest}&lengkap=tidak",
                 _("Nilainya masih berupa rentang; lengkapi isiannya.")),
        ]  # fmt: skip
    return [lack for lack in found if lack.number]


def _listed(day: FirstDay) -> str:
    if not day.kelurahan:
        return _("Belum ada kelurahan yang dikenal.")
    told = {"n": count(day.kelurahan), "unsure": count(day.unconfirmed)}
    return (_("%(n)s kelurahan dikenal, %(unsure)s wilayah belum dipastikan.") if day.unconfirmed
            else _("%(n)s kelurahan dikenal.")) % told  # fmt: skip


def _drawn(day: FirstDay) -> str:
    told = {"kelurahan": count(day.drawn_kelurahan), "all": count(day.kelurahan), "rts": count(day.drawn_rts),
            "known": count(day.rts)}  # fmt: skip
    if not day.is_drawn:
        return _("Belum ada batas.")
    return _("%(kelurahan)s dari %(all)s kelurahan dan %(rts)s dari %(known)s RT punya batas.") % told


def _recorded(day: FirstDay) -> str:
    waiting = _("%(n)s berkas menunggu keputusan.") % {"n": count(day.uploads_waiting)} if day.uploads_waiting else ""
    if day.campaign is None:
        return _("Belum ada survei.")
    told = {"n": count(day.records), "name": f"{day.campaign.name} {day.campaign.year}"}
    recorded = _("%(name)s: %(n)s RT berdata.") % told
    return f"{recorded} {waiting}".strip()


def _filed(day: FirstDay) -> str:
    return _("%(n)s SK tersimpan.") % {"n": count(day.decrees)} if day.decrees else _("Belum ada SK.")


def path_state(all_steps: Sequence[Step]) -> int:
    """Where the path stands: the first open step, past the end where all are done."""
    return next((step.number for step in all_steps if not step.is_done), len(all_steps) + 1)
