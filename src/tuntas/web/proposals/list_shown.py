"""The list of proposals with its totals, as its page and its file show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.people.models import City
from tuntas.city.proposals.calendar import Due, coming
from tuntas.city.proposals.catalogue import activity_word, document_word
from tuntas.city.proposals.facts import Money, cost_of, money_of, unpriced
from tuntas.city.proposals.models import Proposal
from tuntas.city.proposals.screening import Screener, Screening
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.quantity import from_micro
from tuntas.web.proposals.words import ORIGINS, gap_text, serves_word, state_look, total_words
from tuntas.web.shared.components import Crumb, Figure
from tuntas.web.shared.formats import age, count, day, hectares, language, rupiah, rupiah_short
from tuntas.web.shared.table_files import Value

SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """One row; texts ready for reading."""

    proposal: Proposal
    url: str
    home: str
    cost: str
    cost_exact: str
    unpriced: int
    before: str
    after: str
    freed: str
    missing: int
    state: tuple[str, str, str]
    stage: str
    is_rolled: bool


@dataclass(frozen=True, slots=True)
class Total:
    """A row of the totals: what it is of, how many, rupiah, hectares; `asked`: how many lines have no price."""

    label: str
    url: str
    count: int
    cost: str
    exact: str
    freed: str
    unpriced: int


@dataclass(frozen=True, slots=True)
class ShownDue:
    """A document that is due, or late."""

    label: str
    on: str
    in_words: str
    css: str


def shown(proposals: Iterable[Proposal], screener: Screener) -> list[ShownProposal]:
    """The rows of a page."""
    return [_row(one, screener.screen(one), money_of(one)) for one in proposals]


def tiles(proposals: Sequence[Proposal], screener: Screener) -> list[Figure]:
    """Of what is filtered: how many, rupiah, hectares, and what has no price."""
    cost = sum(cost_of(one) for one in proposals)
    lines = sum(len(unpriced(one)) for one in proposals)
    return [
        Figure(_("Usulan"), count(len(proposals)), _("usulan"), icon="list"),
        Figure(_("Biaya"), rupiah_short(cost), exact=rupiah(cost), icon="sheet",
               note=_("%(n)s pekerjaan belum ada harganya") % {"n": count(lines)} if lines else ""),
        Figure(_("Turun di bawah ambang"), hectares(screener.freed_m2(proposals)), icon="trend-down", is_accent=True,
               note=_("bila semua yang tampil selesai; belum berarti tuntas")),
    ]  # fmt: skip


def totals(proposals: Sequence[Proposal], screener: Screener, city: City) -> list[tuple[str, list[Total]]]:
    """By year, agency and settlement. Hectares of agencies do not add up: an RT may need the works of several."""
    here = reverse("proposals", args=[city.code])
    groups: list[tuple[str, str, dict[int, tuple[str, list[Proposal]]]]] = [
        (_("Menurut tahun"), "tahun", {}), (_("Menurut perangkat daerah"), "perangkat", {}),
        (_("Menurut kawasan"), "kawasan", {}),
    ]  # fmt: skip
    for one in proposals:
        keys = ((one.year, str(one.year)), (one.agency_id, one.agency.code),
                (one.settlement_id, one.settlement.name))  # fmt: skip
        for (_title, _name, found), (key, label) in zip(groups, keys, strict=True):
            found.setdefault(key, (label, []))[1].append(one)
    return [(title, [_total(label, f"{here}?{name}={key}", rows, screener)
                     for key, (label, rows) in sorted(found.items(), key=lambda row: row[1][0])])
            for title, name, found in groups]  # fmt: skip


def dues(city: City, on: date) -> list[ShownDue]:
    """What is due next."""
    return [shown_due(due, on) for due in coming(city, on=on)]


def shown_due(due: Due, on: date) -> ShownDue:
    """A document with its day, and how far off that is."""
    left = (due.on - on).days
    words = (_("terlewat %(age)s") % {"age": age(-left)} if left < 0 else
             _("%(age)s lagi") % {"age": age(left)} if left else _("hari ini"))  # fmt: skip
    css = "is-bad" if left < 0 else "is-warn" if left <= SOON_DAYS else ""
    return ShownDue(f"{due.document.name.in_(language())} {due.year}", day(due.on), words, css)


def crumbs(city: City, *steps: Crumb) -> list[Crumb]:
    """The way to the list, and further."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code]))]
    if not steps:
        return [*way, Crumb(_("Usulan"))]
    return [*way, Crumb(_("Usulan"), reverse("proposals", args=[city.code])), *steps]


def proposal_url(proposal: Proposal) -> str:
    """Its page."""
    return reverse("proposal", args=[proposal.city.code, proposal.pk])


def stage_words(money: Money) -> str:
    """How far it came in the budget."""
    if money.last is None:
        return _("belum masuk dokumen anggaran")
    name = document_word(money.last.document, language())
    if money.ceiling_idr is None:
        return name
    return f"{name}, {rupiah_short(money.ceiling_idr)}"


def head() -> list[str]:
    """Names of the columns of the file: a line for each work."""
    return [_("Tahun"), _("Usulan"), _("Perangkat daerah"), _("Asal"), _("Kawasan"), _("Kelurahan"), _("Lokasi"),
            _("Kode anggaran"), _("Keadaan"), _("Dokumen anggaran terakhir"), _("Menangani"), _("Kegiatan"),
            _("Volume"), _("Satuan"), _("Harga satuan (Rp)"), _("Biaya (Rp)"), _("Sumber dana"),
            _("Nilai sebelum"), _("Nilai sesudah"), _("Turun di bawah ambang (ha)"),
            _("Yang belum lengkap")]  # fmt: skip


def lines(proposals: Iterable[Proposal], screener: Screener) -> Iterator[list[Value]]:
    """A line for each work of each proposal; what is not known stays empty."""
    for one in proposals:
        found, money = screener.screen(one), money_of(one)
        effect = found.alone
        first: list[Value] = [
            one.year, one.title, one.agency.code, str(ORIGINS[one.origin]), one.settlement.name, one.place.name,
            one.location, one.budget_code, state_look(one, money)[0], stage_words(money),
        ]  # fmt: skip
        last: list[Value] = [
            "; ".join(f"{row.source.name} {row.share_idr}" for row in one.sources.all()),
            _total_of(effect.before) if effect else None, _total_of(effect.after) if effect else None,
            m2_to_hectares(effect.freed_m2) if effect else None, "; ".join(gap_text(gap) for gap in found.gaps),
        ]  # fmt: skip
        for line in one.lines.all():
            name = activity_word(line.activity, language())
            yield [*first, serves_word(line), name, from_micro(line.volume_micro), line.unit, line.unit_cost_idr,
                   line.cost_idr, *last]  # fmt: skip


def _total_of(assessed: object) -> int | None:
    return getattr(assessed, "total", None)


def _total(label: str, url: str, rows: Sequence[Proposal], screener: Screener) -> Total:
    cost = sum(cost_of(one) for one in rows)
    return Total(label, url, len(rows), rupiah_short(cost), rupiah(cost), hectares(screener.freed_m2(rows)),
                 sum(len(unpriced(one)) for one in rows))  # fmt: skip


def _row(one: Proposal, found: Screening, money: Money) -> ShownProposal:
    effect = found.alone
    before, after = (effect.before, effect.after) if effect else (None, None)
    cost, asked = cost_of(one), len(unpriced(one))
    return ShownProposal(
        proposal=one, url=proposal_url(one), home=one.place.name, cost=rupiah_short(cost), cost_exact=rupiah(cost),
        unpriced=asked,
        before=total_words(before.total_min, before.total_max) if before else "",
        after=total_words(after.total_min, after.total_max) if after else "",
        freed=hectares(effect.freed_m2) if effect else "",
        missing=sum(not gap.is_warning for gap in found.gaps), state=state_look(one, money),
        stage=stage_words(money), is_rolled=one.rolled_from_id is not None,
    )  # fmt: skip
