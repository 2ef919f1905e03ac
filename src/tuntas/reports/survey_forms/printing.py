"""The forms of many RT as one PDF: two pages each on A4, or on F4 as Indonesian offices print."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.utils.translation import gettext as _

from tuntas.city.people.access import place_scope
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign, SurveyRecord
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.domain.numbers import micro
from tuntas.reports import typesetting
from tuntas.reports.survey_forms.questions import form_groups
from tuntas.reports.words import language, place_title

TEMPLATE = Path(str(files("tuntas.reports.survey_forms"))) / "form.typ"
#: Millimetres. F4 as sold in Indonesia (folio): 215 by 330.
PAPERS = {"a4": (210, 297), "f4": (215, 330)}
#: More RT than this belong into several files: one kelurahan at a time.
MOST_FORMS = 1500


@dataclass(frozen=True, slots=True)
class FormChoice:
    """How forms are printed: on which paper, and whether with what was last recorded."""

    paper: str = "a4"
    is_prefilled: bool = False


def form_places(user: Any, campaign: Campaign, area: Place | None = None) -> list[Place]:
    """The RT that get a form: those of an area (an RT itself, an RW, a kelurahan), or all that the user sees."""
    reach = Place.objects.within(area or campaign.city.place)
    rts = reach.filter(place_scope(user, "see_city"), level=Level.RT, dissolved_on=None, city=campaign.city.place_id)
    return list(rts.select_related("parent", "kelurahan", "kecamatan").order_by(
        "kelurahan__name", "parent__name", "name", "pk"))  # fmt: skip


def forms_pdf(
    user: Any, campaign: Campaign, places: Sequence[Place], choice: FormChoice, *,
    address_of: Callable[[Place], str], at: datetime,
) -> bytes:  # fmt: skip
    """One form for each place, dated `at`; each carries the address where its figures are entered as a QR code."""
    records = _last_records(user, campaign, places) if choice.is_prefilled else {}
    width, height = PAPERS[choice.paper]
    content = {
        "width": width,
        "height": height,
        "lang": language(),
        "city": campaign.city.name,
        "campaign": f"{campaign.name} {campaign.year}",
        "rules": regulation_of(campaign).short.in_(language()),
        "is_example": campaign.city.is_example,
        "is_prefilled": choice.is_prefilled,
        "groups": [asdict(group) for group in form_groups(regulation_of(campaign))],
        "sheets": [_sheet(place, records.get(place.pk), address_of(place)) for place in places],
        "words": _words(),
        "date": {"year": at.year, "month": at.month, "day": at.day},
    }
    return typesetting.pdf(TEMPLATE, content, at=at, is_tagged=False)


def _last_records(user: Any, campaign: Campaign, places: Sequence[Place]) -> dict[int, SurveyRecord]:
    """Of each place the record of this campaign, else of the newest one before."""
    seen = SurveyRecord.objects.visible_to(user).filter(
        campaign__city=campaign.city_id, campaign__year__lte=campaign.year, place__in=places
    )
    return {record.place_id: record for record in seen.select_related("campaign").order_by("campaign__year", "pk")}


def _sheet(place: Place, record: SurveyRecord | None, address: str) -> dict[str, Any]:
    has_rw = place.parent is not None and place.parent_id != place.kelurahan_id
    return {
        "title": place_title(place),
        "kelurahan": place.kelurahan.name if place.kelurahan else "",
        "kecamatan": place.kecamatan.name if place.kecamatan else "",
        "rt": place.name.removeprefix("RT "),
        "rw": place.parent.name.removeprefix("RW ") if has_rw and place.parent else "",
        "address": address,
        "qr": _qr(address),
        "before": _("Data %(year)s") % {"year": record.campaign.year} if record else "",
        "values": _values(record.facts) if record else {},
        "answers": record.facts.get("answers", {}) if record else {},
    }


def _values(facts: Mapping[str, Any]) -> dict[str, str]:
    return {field: micro(value, language()) for field, value in facts.get("quantities", {}).items()}


def _qr(address: str) -> str:
    target = BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="svg", xmldecl=False, border=1, scale=4)
    return target.getvalue().decode()


def _words() -> dict[str, str]:
    return {
        "title": _("Formulir survei RT"),
        "example": _("CONTOH"),
        "city": _("Kota/Kabupaten"),
        "kecamatan": _("Kecamatan"),
        "kelurahan": _("Kelurahan/Desa"),
        "rt_rw": _("RT / RW"),
        "campaign": _("Pendataan"),
        "rules": _("Aturan"),
        "scan": _("Pindai untuk mengisi di aplikasi"),
        "how": _("Tulis satu angka dalam tiap kotak. Tidak ada = 0; tidak tahu = biarkan kosong."),
        "how_before": _("Kolom Data memuat catatan terakhir: periksa di lapangan, tulis angka yang benar dalam kotak."),
        "question": _("Isian"),
        "value": _("Hasil survei"),
        "unit": _("Satuan"),
        "before": _("Data lama"),
        "absent": _("belum ada"),
        "surveyor": _("Surveyor"),
        "rt_head": _("Ketua RT"),
        "rw_head": _("Ketua RW"),
        "name": _("Nama jelas"),
        "date": _("Tanggal"),
        "notes": _("Catatan surveyor"),
        "page": _("Halaman"),
        "of": _("dari"),
    }
