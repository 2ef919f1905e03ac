"""Use of money for reading: tiles, a row and a bar for each source, and who pays for what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from tuntas.city.financing.models import Scheme
from tuntas.city.funding.bookkeeping import Sums
from tuntas.city.funding.facts import EnvelopeUse, PayKey
from tuntas.city.funding.models import MoneyEntry, Source
from tuntas.city.people.models import City, User
from tuntas.city.settlements.models import Settlement
from tuntas.web.shared.components import Figure
from tuntas.web.shared.drawing import coordinate
from tuntas.web.shared.formats import day, no_data, percent, rupiah, rupiah_short


@dataclass(frozen=True, slots=True)
class UseRow:
    """A source, a group or all of them: sums, how much is used, and the widths of its bar in percent."""

    name: str
    sums: Sums
    absorbed: str
    committed_share: str
    bars: Sequence[tuple[str, str, str]]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class PayRow:
    """A source that pays an aspect."""

    aspect: str
    source: str
    sums: Sums
    share: str


@dataclass(frozen=True, slots=True)
class Payers:
    """A settlement (None: not told which) with who pays for what, and whether a scheme was agreed."""

    settlement: Settlement | None
    rows: Sequence[PayRow]
    total: Sums
    scheme: Scheme | None
    is_open: bool


def tiles(found: Sequence[EnvelopeUse]) -> list[Figure]:
    """Ceiling, commitments, contracts, payments of the year."""
    whole = _sum(one.sums for one in found)
    ceiling = whole.ceiling_idr
    return [
        _tile(_("Pagu"), ceiling, _("Sisa yang belum dikomitmenkan: %(left)s") % {"left": rupiah_short(
            whole.headroom_idr)} if ceiling is not None else "", "archive"),
        _tile(_("Komitmen"), whole.committed_idr if found else None, _of(whole.committed_idr, ceiling), "hand"),
        _tile(_("Kontrak"), whole.contracted_idr if found else None, _of(whole.contracted_idr, ceiling), "paper"),
        _tile(_("Realisasi"), whole.paid_idr if found else None, _of(whole.paid_idr, ceiling), "checked"),
    ]  # fmt: skip


def rows(found: Sequence[EnvelopeUse]) -> list[UseRow]:
    """A row for each group with those of its sources below; a group of one source is that source."""
    groups: dict[Source, list[EnvelopeUse]] = {}
    for one in found:
        groups.setdefault(one.envelope.source.parent or one.envelope.source, []).append(one)
    most = max([_largest(one.sums) for one in found] + [1])
    shown = []
    for group, own in groups.items():
        if len(own) > 1:
            name = _("Jumlah %(group)s") % {"group": group.name}
            shown.append(_row(name, _sum(one.sums for one in own), 0, is_group=True))
        shown += [_row(one.envelope.source.name, one.sums, most) for one in own]
    return shown


def keys() -> list[tuple[str, str]]:
    """Each kind of bar with its word."""
    return [("fund-ceiling", _("Pagu")), ("fund-committed", _("Komitmen")), ("fund-contracted", _("Kontrak")),
            ("fund-paid", _("Realisasi"))]  # fmt: skip


def lacking(entries: Iterable[MoneyEntry]) -> list[str]:
    """Commitments without their co-funding agreement, in words."""
    return [
        _("%(settlement)s: %(source)s, %(amount)s (%(on)s). %(reason)s") % {
            "settlement": row.settlement.name if row.settlement else "", "source": row.envelope.source.name,
            "amount": rupiah(row.amount_idr), "on": day(row.on), "reason": row.reason}
        for row in entries
    ]  # fmt: skip


def payers(city: City, found: Mapping[PayKey, Sums], aspects: Mapping[str, str],
           schemes: Mapping[int, Sequence[Scheme]], reader: User) -> list[Payers]:  # fmt: skip
    """Settlements by name, what is for none of them last; `reader` opens those of their own area."""
    sources = {source.pk: source.name for source in city.sources.all()}
    by_settlement: dict[int | None, list[tuple[str, int, Sums]]] = {}
    for (settlement, aspect, source), sums in found.items():
        by_settlement.setdefault(settlement, []).append((aspect, source, sums))
    named = Settlement.objects.select_related("place").in_bulk([one for one in by_settlement if one is not None])
    seen = set(Settlement.objects.visible_to(reader).filter(pk__in=named).values_list("pk", flat=True))
    order = list(aspects)
    shown = []
    for pk, cells in by_settlement.items():
        total = _sum(sums for _aspect, _source, sums in cells)
        ordered = sorted(cells, key=lambda one: (order.index(one[0]) if one[0] in order else 99, sources[one[1]]))
        shown.append(Payers(
            named.get(pk) if pk is not None else None,
            [PayRow(aspects.get(aspect, aspect) or _("Tidak dirinci"), sources[source], sums,
                    _share(sums.committed_idr, total.committed_idr)) for aspect, source, sums in ordered],
            total, next(iter(schemes.get(pk, ())), None) if pk is not None else None, pk in seen,
        ))  # fmt: skip
    return sorted(shown, key=lambda one: (one.settlement is None, one.settlement.name if one.settlement else ""))


def _row(name: str, sums: Sums, most: int, *, is_group: bool = False) -> UseRow:
    told = [(css, word, amount) for (css, word), amount in zip(keys(), _amounts(sums), strict=True)]
    bars = [(css, f"{word}: {rupiah(amount)}", coordinate(Fraction(100 * amount, most)))
            for css, word, amount in told if amount] if most else []  # fmt: skip
    return UseRow(name, sums, _share(sums.paid_idr, sums.ceiling_idr), _share(sums.committed_idr, sums.ceiling_idr),
                  bars, is_group)  # fmt: skip


def _amounts(sums: Sums) -> tuple[int, int, int, int]:
    return sums.ceiling_idr or 0, sums.committed_idr, sums.contracted_idr, sums.paid_idr


def _largest(sums: Sums) -> int:
    return max(_amounts(sums))


def _sum(many: Iterable[Sums]) -> Sums:
    return sum(many, Sums())


def _tile(label: str, amount: int | None, note: str, icon: str) -> Figure:
    value = None if amount is None else rupiah_short(amount)
    return Figure(label, value, note=note, exact="" if amount is None else rupiah(amount), icon=icon)


def _of(amount: int, ceiling: int | None) -> str:
    return _("%(share)s dari pagu") % {"share": _share(amount, ceiling)} if ceiling else ""


def _share(part: int, whole: int | None) -> str:
    return percent(Fraction(part, whole)) if whole else no_data()
