"""The list of RT as a file: exactly the rows that were filtered, in their order."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tuntas.city.dossiers.units import UnitRow
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.domain.quantity import from_micro
from tuntas.web.shared.formats import language
from tuntas.web.shared.table_files import Value


def head() -> list[str]:
    """Names of the columns."""
    return [_("Kecamatan"), _("Kelurahan"), _("RW"), _("RT"), _("Kelas"), _("Nilai terendah"), _("Nilai tertinggi"),
            _("Lengkap"), _("Luas (ha)"), _("Jumlah bangunan"), _("Jumlah KK"), _("Jumlah jiwa"), _("RTLH"),
            _("Kode prioritas"), _("Tahun survei"), _("Dinilai pada"), _("Aturan")]  # fmt: skip


def lines(rows: Sequence[UnitRow], campaign: Campaign) -> Iterator[list[Value]]:
    """A line per RT; what is not known stays empty."""
    regulation = regulation_of(campaign)
    words = {rule.id: rule.name.in_(language()) for rule in regulation.grades}
    rules = regulation.short.in_(language())
    for row in rows:
        stored, place = row.stored, row.place
        yield [
            place.kecamatan.name if place.kecamatan else "", place.kelurahan.name if place.kelurahan else "",
            stored.record.rw, stored.record.rt, words.get(stored.grade, _("belum dapat ditentukan")),
            stored.total_min, stored.total_max, _("ya") if stored.is_complete else _("tidak"),
            _exact(row.area), _exact(row.buildings), _exact(row.households), _exact(row.people),
            _exact(row.unfit_houses), stored.priority_code, campaign.year, stored.assessed_on, rules,
        ]  # fmt: skip


def _exact(value_micro: int | None) -> Decimal | None:
    return None if value_micro is None else from_micro(value_micro)
