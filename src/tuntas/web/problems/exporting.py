"""The list of problems and of target areas as a file: exactly the rows that were filtered, in their order."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.problems.models import Problem, ProblemUnit
from tuntas.domain.quantity import from_micro
from tuntas.rules.regulation import Aspect
from tuntas.web.problems.target_shown import ShownArea
from tuntas.web.problems.words import CAUSES, ORIGINS, aspect_word, called, state_look
from tuntas.web.shared.table_files import Value


def head() -> list[str]:
    """Names of the columns."""
    return [_("Nomor"), _("Kawasan"), _("Kelurahan"), _("Aspek"), _("Kriteria"), _("Masalah"),
            _("Volume menurut survei"), _("Volume hasil pemeriksaan"), _("Satuan"), _("Nilai"), _("RT"),
            _("RT belum ada data"), _("Asal"), _("Perangkat daerah"), _("Keadaan"), _("Sebab ditutup"), _("Sejak"),
            _("Uraian"), _("Survei")]  # fmt: skip


def lines(problems: Iterable[Problem], aspects: Mapping[str, Aspect]) -> Iterator[list[Value]]:
    """A line per problem, its RT loaded; what is not known stays empty."""
    for one in problems:
        home = one.place.kelurahan or one.place
        yield [
            one.pk, one.settlement.name if one.settlement else "", home.name, aspect_word(aspects, one.aspect),
            one.criterion, called(one), _exact(one.volume_micro), _exact(one.checked_micro), one.unit, one.score,
            ", ".join(_unit(unit) for unit in one.units.all()), one.units_unknown, str(ORIGINS[one.origin]),
            one.agency.code if one.agency else "", state_look(one)[0], str(CAUSES.get(one.close_cause, "")),
            timezone.localdate(one.waiting_since), one.text,
            f"{one.campaign.name} {one.campaign.year}" if one.campaign else "",
        ]  # fmt: skip


def _unit(unit: ProblemUnit) -> str:
    place = unit.place
    return f"{place.name} / {place.parent.name}" if place.parent else str(place.name)


def _exact(value_micro: int | None) -> Decimal | None:
    return None if value_micro is None else from_micro(value_micro)


def area_head() -> list[str]:
    """Names of the columns of the list of target areas."""
    return [_("Daerah sasaran"), _("Tahun mulai"), _("Tahun selesai"), _("Pemimpin"), _("Kawasan"), _("Aspek"),
            _("Arti tuntas"), _("Masalah tersisa"), _("Tersisa di"), _("Keadaan"), _("Berakhir pada"),
            _("Alasan")]  # fmt: skip


def area_lines(rows: Iterable[ShownArea]) -> Iterator[list[Value]]:
    """A line per target area."""
    for one in rows:
        area = one.area
        yield [area.name, area.from_year, area.until_year, area.lead_agency.code, one.settlements, one.aspects,
               area.definition_of_complete, one.left, "; ".join(one.where), one.state[0], area.ended_on,
               area.end_reason]  # fmt: skip
