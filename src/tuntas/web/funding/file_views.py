"""Tables of money as files for a spreadsheet, and the empty table of ceilings to fill in."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.financing.facts import loans_of, schemes_of
from tuntas.city.financing.models import GroupLoan, Party, Scheme, SchemePart
from tuntas.city.funding.facts import use, who_pays
from tuntas.city.funding.models import MoneyEntry
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.settlements.models import Settlement
from tuntas.web.city_page.loading import load_city
from tuntas.web.funding import book_shown
from tuntas.web.funding.ceiling_files import TEMPLATE_HEADS
from tuntas.web.funding.filters import BookFilterForm
from tuntas.web.funding.loading import asked_year, aspect_names, grid_years
from tuntas.web.funding.scheme_forms import share_words
from tuntas.web.shared.requests import SignedInRequest
from tuntas.web.shared.table_files import FILES, Value

Table = tuple[str, Sequence[str], Iterator[Sequence[Value]]]


@login_required
@require_safe
def funding_export(request: SignedInRequest, code: str, table: str) -> HttpResponse:
    """A table as XLSX or CSV, narrowed as the page is."""
    city = load_city(request, code)
    need(can(request.user, "export", city))
    kind = request.GET.get("format", "xlsx")
    if table not in TABLES or kind not in FILES:
        raise Http404
    name, head, lines = TABLES[table](request, city)
    writer, media_type = FILES[kind]
    response = HttpResponse(writer(name, head, lines), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{table}-{city.code}.{kind}"'
    return response


def _use(request: SignedInRequest, city: City) -> Table:
    year = asked_year(request)
    head = [_("Tahun"), _("Kode"), _("Sumber dana"), _("Pagu (rupiah)"), _("Komitmen (rupiah)"), _("Kontrak (rupiah)"),
            _("Realisasi (rupiah)"), _("Sisa pagu (rupiah)")]  # fmt: skip
    lines: Iterator[Sequence[Value]] = (
        (one.envelope.year, one.envelope.source.code, one.envelope.source.name, one.sums.ceiling_idr,
         one.sums.committed_idr, one.sums.contracted_idr, one.sums.paid_idr, one.sums.headroom_idr)
        for one in use(city, [year] if year else None)
    )  # fmt: skip
    return _("Serapan"), head, lines


def _book(request: SignedInRequest, city: City) -> Table:
    head = [_("Baris"), _("Tanggal"), _("Peristiwa"), _("Kode sumber"), _("Tahun"), _("Untuk"), _("Dokumen"),
            _("Gerakan (rupiah)"), _("Pagu (rupiah)"), _("Komitmen (rupiah)"), _("Kontrak (rupiah)"),
            _("Realisasi (rupiah)"), _("Keterangan"), _("Dicatat")]  # fmt: skip
    found = BookFilterForm(request.GET, city=city).lines(
        MoneyEntry.objects.visible_to(request.user).filter(city=city))  # fmt: skip
    aspects = aspect_names(city)
    lines: Iterator[Sequence[Value]] = (
        (one.row.seq, one.row.on, book_shown.what(one.row), one.row.envelope.source.code, one.row.envelope.year,
         book_shown.about(one.row, aspects), book_shown.paper_word(one.row.paper), one.move.delta_idr,
         one.after.ceiling_idr, one.after.committed_idr, one.after.contracted_idr, one.after.paid_idr,
         one.row.remark or one.row.reason, one.row.at)
        for one in found
    )  # fmt: skip
    return _("Buku uang"), head, lines


def _payers(request: SignedInRequest, city: City) -> Table:
    year = asked_year(request)
    head = [_("Kawasan"), _("Aspek"), _("Kode sumber"), _("Sumber dana"), _("Komitmen (rupiah)"), _("Kontrak (rupiah)"),
            _("Realisasi (rupiah)")]  # fmt: skip
    sources = {one.pk: one for one in city.sources.all()}
    names = dict(Settlement.objects.filter(city=city).values_list("pk", "name"))
    aspects = aspect_names(city)
    found = who_pays(city, [year] if year else None)
    lines: Iterator[Sequence[Value]] = (
        (names.get(settlement or 0, ""), aspects.get(aspect, aspect), sources[source].code, sources[source].name,
         sums.committed_idr, sums.contracted_idr, sums.paid_idr)
        for (settlement, aspect, source), sums in sorted(
            found.items(), key=lambda pair: (names.get(pair[0][0] or 0, "~"), pair[0][1], sources[pair[0][2]].position))
    )  # fmt: skip
    return _("Pembayar"), head, lines


def _origin(part: SchemePart) -> str:
    origin = part.source or part.instrument
    return origin.name if origin else ""


def _schemes(request: SignedInRequest, city: City) -> Table:
    head = [_("Kawasan"), _("Versi"), _("Berlaku sejak"), _("Pihak"), _("Pendanaan atau pembiayaan"), _("Bagian (%)"),
            _("Nilai (rupiah)"), _("Syarat")]  # fmt: skip
    seen = set(Scheme.objects.visible_to(request.user).filter(city=city).values_list("pk", flat=True))
    lines: Iterator[Sequence[Value]] = (
        (scheme.settlement.name, scheme.version, scheme.on, str(Party(part.party).label),
         _origin(part),
         share_words(part.share_ppm), part.amount_idr, part.conditions)
        for versions in schemes_of(city).values() for scheme in versions if scheme.pk in seen
        for part in scheme.parts.all()
    )  # fmt: skip
    return _("Skema"), head, lines


def _loans(request: SignedInRequest, city: City) -> Table:
    head = [_("Kelompok"), _("Instrumen"), _("Kawasan"), _("Dicairkan"), _("Pokok (rupiah)"), _("Jasa (rupiah)"),
            _("Sudah kembali (rupiah)"), _("Tunggakan (rupiah)"), _("Menunggak sejak")]  # fmt: skip
    seen = set(GroupLoan.objects.visible_to(request.user).filter(city=city).values_list("pk", flat=True))
    lines: Iterator[Sequence[Value]] = (
        (loan.group, loan.instrument.name, loan.settlement.name if loan.settlement else "", loan.disbursed_on,
         loan.principal_idr, loan.charge_idr, state.repaid_idr, state.arrears_idr, state.overdue_since)
        for loan, state in loans_of(city, on=timezone.localdate()) if loan.pk in seen
    )  # fmt: skip
    return _("Pinjaman"), head, lines


def _ceiling_template(request: SignedInRequest, city: City) -> Table:
    """A row for each source and year to fill in, with the ceilings that are known."""
    years = grid_years(request)
    known = {(one.envelope.source_id, one.envelope.year): one.sums.ceiling_idr for one in use(city, years)}
    sources = city.sources.bearing().order_by("position", "pk")
    lines: Iterator[Sequence[Value]] = (
        (source.code, source.name, year, known.get((source.pk, year)))
        for source in sources for year in years if source.is_open_in(year)
    )  # fmt: skip
    return "Pagu", TEMPLATE_HEADS, lines


TABLES: Mapping[str, Callable[[SignedInRequest, City], Table]] = {
    "serapan": _use, "buku-uang": _book, "pembayar": _payers, "skema": _schemes, "pinjaman": _loans,
    "pagu": _ceiling_template,
}  # fmt: skip
