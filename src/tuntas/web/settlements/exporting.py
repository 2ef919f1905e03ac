"""Settlements as a file: exactly the rows that were filtered, in their order."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tuntas.city.dossiers.settlements import SettlementRow
from tuntas.city.settlements.typologies import typology_word
from tuntas.domain.area import m2_to_hectares
from tuntas.web.settlements.shown import reason_words
from tuntas.web.settlements.words import PAIR_WORDS
from tuntas.web.shared.formats import language
from tuntas.web.shared.grades import look_of
from tuntas.web.shared.table_files import Value


def head() -> list[str]:
    """Names of the columns of the list."""
    return [_("Kawasan"), _("Kecamatan"), _("Wilayah"), _("Tipologi"), _("Kelas"), _("RT"), _("Luas SK (ha)"),
            _("Luas delineasi (ha)"), _("Kontrol UTM (ha)"), _("Sistem koordinat kontrol"),
            _("Luas terverifikasi (ha)"), _("Selisih belum dijelaskan")]  # fmt: skip


def lines(rows: Sequence[SettlementRow]) -> Iterator[list[Value]]:
    """A line per settlement; what is not known stays empty."""
    for row in rows:
        one, shape = row.settlement, row.shape
        yield [
            one.name, one.place.kecamatan.name if one.place.kecamatan else "", one.place.name,
            typology_word(one.typology, language()) if one.typology else "", str(look_of(row.grade).word),
            len(row.units), _ha(row.decree_m2), _ha(row.drawn_m2), _ha(shape.utm_m2 if shape else None),
            shape.utm_crs if shape else "", _ha(row.verified_m2), row.unexplained,
        ]  # fmt: skip


def difference_head() -> list[str]:
    """Names of the columns of the reconciliation."""
    return [_("Kawasan"), _("Wilayah"), _("Luas yang dibandingkan"), _("Luas pertama (ha)"), _("Luas kedua (ha)"),
            _("Selisih (ha)"), _("Selisih (m²)"), _("Sebab"), _("Penjelasan")]  # fmt: skip


def difference_lines(rows: Sequence[SettlementRow]) -> Iterator[list[Value]]:
    """A line per difference, with its reason or the words that nobody has told one."""
    for row in rows:
        for one in row.differences:
            yield [
                row.settlement.name, row.settlement.place.name, str(PAIR_WORDS[one.pair.value]), _ha(one.first_m2),
                _ha(one.second_m2), _ha(one.difference_m2), one.difference_m2,
                reason_words(one) or _("belum dijelaskan"), one.holding.remark if one.holding else "",
            ]  # fmt: skip


def _ha(area_m2: int | None) -> Decimal | None:
    return None if area_m2 is None else m2_to_hectares(area_m2)
