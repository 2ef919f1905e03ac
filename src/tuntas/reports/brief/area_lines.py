"""The parts of the brief of an area: its sentence, figures, classes, aspects, trend, changes and gaps."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tuntas.city.dossiers.city import AreaPicture
from tuntas.city.dossiers.measures import ClassFigures
from tuntas.city.surveys.models import Campaign
from tuntas.domain.quantity import MICRO
from tuntas.reports.brief.content import AspectLine, Bar, Chart, KeyFigure, Row, Table
from tuntas.reports.looks import ACCENT, EARLIER, UNDECIDED, grade_colour
from tuntas.reports.words import area_of, count, language, quantity, share, sum_of
from tuntas.rules.regulation import Regulation

Told = tuple[Campaign, AreaPicture]


def class_look(class_id: str, rule: Regulation) -> tuple[str, str]:
    """The word and the colour of a class; of what is not certain for any other id."""
    found = next((grade for grade in rule.grades if grade.id == class_id), None)
    if found is None:
        return _("Belum dapat ditentukan"), UNDECIDED
    return found.name.in_(language()), grade_colour(found.grade)


def headline(picture: AreaPicture, campaign: Campaign) -> str:
    """The brief in one sentence."""
    told = {"units": count(picture.units), "slum": count(picture.slum.units), "year": campaign.year,
            "area": quantity(picture.slum.area.micro, 2)}  # fmt: skip
    if not picture.slum.units:
        return _("Tidak satu pun dari %(units)s RT yang dinilai pasti tergolong kumuh pada %(year)s.") % told
    if picture.slum.area.micro is None:
        return (
            _("%(slum)s dari %(units)s RT yang dinilai tergolong kumuh pada %(year)s; luasnya belum ada data.") % told
        )
    return _("%(area)s ha di %(slum)s dari %(units)s RT yang dinilai tergolong kumuh pada %(year)s.") % told


def figures(picture: AreaPicture) -> list[KeyFigure]:
    """Slum hectares with everything that stands beside them."""
    slum, whole = picture.slum, picture.whole
    of_area = _("dari %(n)s ha yang dinilai") % {"n": quantity(whole.area.micro, 2)}
    return [
        KeyFigure(_("Luas kumuh"), quantity(area_of(slum), 2), "ha", "" if whole.area.micro is None else of_area),
        KeyFigure(_("RT kumuh"), count(slum.units), "", _("dari %(n)s RT") % {"n": count(picture.units)}),
        *(KeyFigure(label, sum_of(slum, getattr(slum, name)), "", _within(whole, name)) for name, label in (
            ("households", _("KK")), ("people", _("Jiwa")), ("buildings", _("Bangunan")),
            ("unfit_houses", _("RTLH")))),
    ]  # fmt: skip


def chart(picture: AreaPicture, rule: Regulation) -> Chart:
    """Hectares by class; RT by class where nobody says an area."""
    in_hectares = picture.whole.area.micro is not None
    bars = []
    for name, one in picture.classes.items():
        word, colour = class_look(name, rule)
        if name in {grade.id for grade in rule.grades} or one.units:
            amount = area_of(one) if in_hectares else one.units * MICRO
            text = f"{quantity(amount, 2)} ha" if in_hectares and amount is not None else f"{count(one.units)} RT"
            bars.append(Bar(word, amount, text, colour))
    title = _("Luas menurut kelas") if in_hectares else _("RT menurut kelas")
    return Chart(title, "ha" if in_hectares else "RT", bars)


def classes(picture: AreaPicture, rule: Regulation) -> Table:
    """Each class with everything that stands beside its hectares, and the sum."""
    head = [_("Kelas"), _("RT"), _("Luas (ha)"), _("KK"), _("Jiwa"), _("Bangunan"), _("RTLH")]
    known = {grade.id for grade in rule.grades}
    rows = [Row(_cells(word, one), colour) for name, one in picture.classes.items() if name in known or one.units
            for word, colour in [class_look(name, rule)]]  # fmt: skip
    return Table(_("Kelas dan penghuninya"), head, [*rows, Row(_cells(_("Jumlah"), picture.whole))], 1, 0)


def aspects(picture: AreaPicture, before: Told | None, rule: Regulation) -> list[AspectLine]:
    """The seven aspects now and, where the same rules held, before."""
    earlier = before[1].aspects if before else {}
    return [
        AspectLine(f"{one.no}. {one.name.in_(language())}", picture.aspects.get(one.id),
                   share(picture.aspects.get(one.id)), earlier.get(one.id),
                   share(earlier.get(one.id)) if before else "")
        for one in rule.aspects
    ]  # fmt: skip


def comparable(earlier: Sequence[Told], campaign: Campaign) -> Told | None:
    """The last one before under the same rules: other rules have other aspects and other classes."""
    return next((one for one in reversed(earlier) if one[0].rule_set_id == campaign.rule_set_id), None)


def year_before(earlier: Sequence[Told], campaign: Campaign) -> str:
    """The year of that one; empty where there is none."""
    found = comparable(earlier, campaign)
    return str(found[0].year) if found else ""


def trend(told: Sequence[Told]) -> Chart:
    """Slum hectares by campaign, the newest last."""
    bars = []
    for campaign, picture in told:
        area = area_of(picture.slum)
        text = quantity(area, 2) if area is None else f"{quantity(area, 2)} ha"
        bars.append(Bar(str(campaign.year), area, text, EARLIER))
    newest = bars.pop()
    return Chart(_("Luas kumuh per tahun"), "ha", [*bars, Bar(newest.label, newest.micro, newest.text, ACCENT)])


def changes(earlier: Sequence[Told], now: Told) -> list[str]:
    """What became different since the campaign before, as far as the two can be compared."""
    if not earlier:
        return [_("Belum ada survei terdahulu untuk dibandingkan.")]
    before = comparable(earlier, now[0])
    if before is None:
        return [_("Survei terdahulu dinilai dengan aturan lain, sehingga tidak dibandingkan.")]
    old, new = area_of(before[1].slum), area_of(now[1].slum)
    told = {"before": before[0].year, "after": now[0].year, "old": quantity(old, 2), "new": quantity(new, 2),
            "old_units": count(before[1].slum.units), "new_units": count(now[1].slum.units)}  # fmt: skip
    units = _("RT kumuh: %(old_units)s pada %(before)s, %(new_units)s pada %(after)s.") % told
    if old is None or new is None:
        return [units]
    sentence = (
        _("Luas kumuh turun dari %(old)s ha (%(before)s) menjadi %(new)s ha (%(after)s).") if new < old
        else _("Luas kumuh naik dari %(old)s ha (%(before)s) menjadi %(new)s ha (%(after)s).") if new > old
        else _("Luas kumuh tetap %(new)s ha dari %(before)s ke %(after)s.")
    )  # fmt: skip
    return [sentence % told, units]


def missing(picture: AreaPicture, without_record: int, is_drawn: bool) -> list[str]:
    """What is not known, in sentences; one that says so where nothing is missing."""
    names = {"area": _("luas"), "households": _("jumlah KK"), "people": _("jumlah jiwa"),
             "buildings": _("jumlah bangunan"), "unfit_houses": _("jumlah RTLH")}  # fmt: skip
    silent = [f"{name} ({count(n)} RT)" for key, name in names.items() if (n := getattr(picture.whole, key).unknown)]
    incomplete = picture.units - picture.complete_units
    lines = [
        _counted(_("%(n)s RT dikenal tetapi belum didata pada survei ini."), without_record),
        _counted(_("%(n)s RT belum lengkap; nilainya masih berupa rentang."), incomplete),
        _("Isian yang belum disebut: %(names)s.") % {"names": ", ".join(silent)} if silent else "",
        "" if is_drawn else _("Batas RT belum digambar, sehingga tidak ada peta."),
    ]  # fmt: skip
    return [line for line in lines if line] or [_("Semua RT yang dikenal sudah didata lengkap.")]


def _counted(sentence: str, n: int) -> str:
    return sentence % {"n": count(n)} if n else ""


def _within(whole: ClassFigures, name: str) -> str:
    total = getattr(whole, name).count
    return "" if total is None else _("dari %(n)s") % {"n": count(total)}


def _cells(word: str, one: ClassFigures) -> list[str]:
    sums = [sum_of(one, measure) for measure in (one.households, one.people, one.buildings, one.unfit_houses)]
    return [word, count(one.units), quantity(area_of(one), 2), *sums]
