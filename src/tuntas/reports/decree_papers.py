"""A decree on record as the content of its papers: annex, workbook and draft. They are in Indonesian, whoever asks."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Prefetch

from tuntas.city.decrees.models import Decree, DecreeLine, DecreeUnit, LandStatus
from tuntas.city.decrees.scoping import UNIT_RELATED, grades_of, regulation_for
from tuntas.city.people.models import City
from tuntas.city.places.models import Level, Place, PlaceEdition, PlaceKind
from tuntas.city.places.naming import match_name
from tuntas.city.records.files import open_file
from tuntas.city.records.models import AuditEntry, Paper
from tuntas.domain.area import printed_hectares, printed_rows
from tuntas.domain.numbers import number
from tuntas.reports.decree.content import (
    AnnexContent,
    AnnexRow,
    ClassName,
    DecreeContent,
    DecreeHead,
    DistributionMap,
    DrawnLocation,
    NamedOutline,
    UnitRow,
)
from tuntas.reports.decree.map_frame import utm_of
from tuntas.reports.decree.standard import DecreeFacts, standard_decree
from tuntas.rules.regulation import Grade

UDEG = 1_000_000
#: The kind of the paper that holds a city's own form of a decree.
TEMPLATE = "DECREE_TEMPLATE"
OFFICES = {PlaceKind.KOTA.value: ("Wali Kota", "Kota"), PlaceKind.KABUPATEN.value: ("Bupati", "Kabupaten")}
#: In DKI the governor enacts, and its cities are administrative.
CAPITAL, GOVERNOR = "31", "Gubernur"
LAND = {LandStatus.LEGAL: "Legal", LandStatus.ILLEGAL: "Tidak legal", LandStatus.MIXED: "Sebagian legal"}
MAP_SOURCE = "Batas wilayah dan delineasi yang tercatat di Tuntas"


def annex_of(decree: Decree, *, on: date) -> AnnexContent:
    """The annex; a draft's kelurahan are drawn as they stand on that day, an enacted one's as on its own."""
    lines, grades = _lines(decree), {key: Grade(code) for key, code in grades_of(decree).items()}
    rounded = [number(one, "id", 2) for one in printed_rows([line.area_m2 for line in lines])]
    rows = [_row(line, line.printed or text, grades) for line, text in zip(lines, rounded, strict=True)]
    rule = regulation_for(decree)
    survey = f"{decree.campaign.name} {decree.campaign.year}" if decree.campaign else ""
    return AnnexContent(
        head=_head(decree), rows=rows, printed_total=total_of(decree, lines),
        classes=[ClassName(one.grade, one.name.id) for one in rule.grades],
        map=_map(decree, lines, grades, decree.signed_on or on), rules=rule.short.id if decree.campaign else "",
        survey=survey,
    )  # fmt: skip


def text_of(decree: Decree, *, on: date) -> DecreeContent:
    """The decree's own text in the usual sentences, with its figures; the laws are those of its day."""
    lines = _lines(decree)
    facts = DecreeFacts(
        on=decree.signed_on or on, locations=len(lines), kelurahan=len({one.place_id for one in lines}),
        printed_total=total_of(decree, lines),
        survey=f"{decree.campaign.name} {decree.campaign.year}" if decree.campaign else "", minutes=_minutes(decree),
        before=_before(decree),
    )  # fmt: skip
    return standard_decree(_head(decree), facts)


def total_of(decree: Decree, lines: Sequence[DecreeLine]) -> str:
    """The total as printed, else the rounded sum."""
    if decree.printed_total:
        return decree.printed_total
    return printed_hectares(sum(line.area_m2 for line in lines))


def _lines(decree: Decree) -> list[DecreeLine]:
    units = DecreeUnit.objects.select_related(*UNIT_RELATED, "place__kelurahan")
    related = decree.lines.select_related("place__kecamatan", "delineation").order_by("position")
    ordered = units.order_by("place__parent__name", "place__name")
    return list(related.prefetch_related(Prefetch("units", ordered)))


def _head(decree: Decree) -> DecreeHead:
    city = decree.city
    office, title = _office(city)
    name = _bare(city)
    return DecreeHead(
        office=office, area=name, city=f"{title} {name}", at=_changed_at(decree),
        province=_province(city), subject=decree.title, number=decree.number, signed_on=decree.signed_on, place=name,
        is_example=city.is_example,
    )  # fmt: skip


def _office(city: City) -> tuple[str, str]:
    office, title = OFFICES.get(city.place.kind, ("Wali Kota", "Kota"))
    return (GOVERNOR, title) if city.code.startswith(f"{CAPITAL}.") else (office, title)


def _bare(city: City) -> str:
    """The name without its kind: `Surakarta` of `Kota Surakarta`."""
    first, _, rest = city.name.partition(" ")
    return rest if rest and first.casefold() in ("kota", "kabupaten") else city.name


def _province(city: City) -> str:
    above = city.place.parent
    if above is None:
        return ""
    return above.name if match_name(above.name).startswith("provinsi") else f"Provinsi {above.name}"


def _changed_at(decree: Decree) -> datetime:
    """When the data last changed: the files carry it as their date, never the clock's."""
    if decree.enacted_at is not None:
        return decree.enacted_at
    last = AuditEntry.objects.about(decree).order_by("-seq").values_list("at", flat=True).first()
    return last or decree.drafted_at


def _row(line: DecreeLine, printed: str, grades: dict[str, Grade]) -> AnnexRow:
    place = line.place
    kelurahan = place.name if place.level == Level.KELURAHAN else ""
    return AnnexRow(
        number=line.position, name=line.name, kelurahan=kelurahan,
        kecamatan=place.kecamatan.name if place.kecamatan else "", area_m2=line.area_m2, printed_area=printed,
        latitude_udeg=line.latitude_udeg, longitude_udeg=line.longitude_udeg, grade=grades.get(line.grade),
        land_status=LAND.get(LandStatus(line.land_status), ""), priority=line.priority,
        consideration=line.consideration, households=line.households, people=line.people, buildings=line.buildings,
        units=_units(line, grades),
    )  # fmt: skip


def _units(line: DecreeLine, grades: dict[str, Grade]) -> list[UnitRow]:
    """The RT of a location; their printed hectares add to the rounded sum of those that are known."""
    units = list(line.units.all())
    known = [unit.area_m2 for unit in units if unit.area_m2 is not None]
    printed = iter([number(area, "id", 2) for area in printed_rows(known)])
    return [_unit(unit, "" if unit.area_m2 is None else next(printed), grades) for unit in units]


def _unit(unit: DecreeUnit, area: str, grades: dict[str, Grade]) -> UnitRow:
    place, stored = unit.place, unit.assessment
    total = stored.total_min if stored and stored.total_min == stored.total_max else None
    return UnitRow(
        rt=place.name.removeprefix("RT "), rw=_rw(place),
        kelurahan=place.kelurahan.name if place.kelurahan else "", printed_area=area, total=total,
        grade=grades.get(stored.grade or "") if stored else None,
    )  # fmt: skip


def _rw(place: Place) -> str:
    above = place.parent
    return above.name.removeprefix("RW ") if above is not None and above.level == Level.RW else ""


def _map(decree: Decree, lines: Sequence[DecreeLine], grades: dict[str, Grade], on: date) -> DistributionMap | None:
    drawn = [line for line in lines if line.delineation is not None]
    if not drawn:
        return None
    locations = [DrawnLocation(line.position, bytes(line.delineation.geometry), grades.get(line.grade))
                 for line in drawn if line.delineation]  # fmt: skip
    where = (drawn[0].longitude_udeg or 0) / UDEG, (drawn[0].latitude_udeg or 0) / UDEG
    editions = PlaceEdition.objects.drawn().in_force(on).filter(place__city=decree.city.place_id)
    homes = editions.filter(place__level=Level.KELURAHAN).select_related("place__kecamatan").order_by("name", "pk")
    outlines = [NamedOutline(one.name, bytes(one.geometry or b""),
                             one.place.kecamatan.name if one.place.kecamatan else "") for one in homes]  # fmt: skip
    whole = PlaceEdition.objects.drawn().in_force(on).filter(place=decree.city.place_id).first()
    border = bytes(whole.geometry) if whole and whole.geometry else b""
    return DistributionMap(utm_of(*where), outlines, locations, border, MAP_SOURCE)


def _minutes(decree: Decree) -> str:
    if decree.minutes is None:
        return ""
    return f"Berita Acara Verifikasi Nomor {decree.minutes.number}"


def _before(decree: Decree) -> str:
    before = decree.revises
    if before is None:
        return ""
    office, _ = _office(decree.city)
    return f"Keputusan {office} {_bare(decree.city)} Nomor {before.number} tentang {before.title}"


def latest_template(city: City) -> bytes | None:
    """The city's own form of a decree, the last that was kept; None: there is none, or its file is gone."""
    paper = Paper.objects.filter(city=city, kind=TEMPLATE, file__isnull=False).order_by("-pk").first()
    if paper is None or paper.file is None:
        return None
    with open_file(paper.file) as content:
        return content.read()
