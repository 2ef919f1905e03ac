"""Planning of a city: proposals, the mayor's decisions, envelopes of money, plans and scenarios."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from ninja import Router

from tuntas.api.answering import page_of, unchanged
from tuntas.api.contract import extra
from tuntas.api.filling.planning import decision_out, envelope_out, plan_out, proposal_out, scenario_out
from tuntas.api.loading import load_city
from tuntas.api.parameters import CityCode, PagingQuery, ProposalsQuery, Year
from tuntas.api.shapes.places import Page
from tuntas.api.shapes.planning import DecisionOut, EnvelopeOut, PlanOut, ProposalOut, ScenarioOut
from tuntas.api.signing import asker
from tuntas.city.decisions.models import Decision
from tuntas.city.funding.facts import use
from tuntas.city.plans.models import Plan, PlanAmount, PlanLine, PlanTarget, Scenario
from tuntas.city.proposals.facts import whole
from tuntas.city.proposals.models import Proposal

router = Router(tags=["Perencanaan"])
Answer = HttpResponse


@router.get("/cities/{code}/proposals", response=Page[ProposalOut], openapi_extra=extra(), url_name="proposals",
            operation_id="proposals", summary="Usulan kota")  # fmt: skip
def proposals(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: ProposalsQuery
) -> Answer | dict[str, object]:
    """Usulan perangkat daerah, kelurahan, dan musrenbang beserta pekerjaan, biaya, dan sumber dananya.

    / Proposals of agencies, kelurahan and musrenbang with their works, costs and sources of money.
    """
    found = load_city(request, code)
    if same := unchanged(request, response, found):
        return same
    rows = Proposal.objects.visible_to(asker(request)).filter(city=found)
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    if asked.state:
        rows = rows.filter(state=asked.state)
    shown = whole(rows).order_by("-year", "pk")[asked.offset : asked.offset + asked.size]
    return page_of(request, response, asked, ([proposal_out(one) for one in shown], rows.count()))


@router.get("/cities/{code}/decisions", response=Page[DecisionOut], openapi_extra=extra(), url_name="decisions",
            operation_id="decisions", summary="Keputusan wali kota atau bupati")  # fmt: skip
def decisions(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: PagingQuery
) -> Answer | dict[str, object]:
    """Putusan atas masalah, daerah sasaran, dan usulan, yang terbaru lebih dahulu; tanpa surat, ia sebuah arahan.

    / Words on problems, target areas and proposals, the latest first; without a paper, one is an arahan.
    """
    found = load_city(request, code)
    if same := unchanged(request, response, found):
        return same
    rows = Decision.objects.visible_to(asker(request)).filter(item__meeting__city=found)
    ordered = rows.select_related("item__meeting", "force__paper", "replaced_by").prefetch_related("dissents")
    shown = ordered.order_by("-at", "-pk")[asked.offset : asked.offset + asked.size]
    items = [decision_out(one, len(one.dissents.all()), not hasattr(one, "replaced_by")) for one in shown]
    return page_of(request, response, asked, (items, rows.count()))


@router.get("/cities/{code}/envelopes", response=Page[EnvelopeOut], openapi_extra=extra(), url_name="envelopes",
            operation_id="envelopes", summary="Pagu dana per sumber dan tahun")  # fmt: skip
def envelopes(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: PagingQuery, year: Year = None
) -> Answer | dict[str, object]:
    """Pagu, komitmen, kontrak, dan realisasi tiap sumber dana dan tahun, dalam rupiah bulat.

    / Ceiling, commitments, contracts and spending of each source and year, in whole rupiah.
    """
    found = load_city(request, code)
    if same := unchanged(request, response, found):
        return same
    rows = use(found, None if year is None else [year])
    shown = rows[asked.offset : asked.offset + asked.size]
    return page_of(request, response, asked, ([envelope_out(one) for one in shown], len(rows)))


@router.get("/cities/{code}/plans", response=Page[PlanOut], openapi_extra=extra(), url_name="plans",
            operation_id="plans", summary="Rencana kota")  # fmt: skip
def plans(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: PagingQuery
) -> Answer | dict[str, object]:
    """Rencana penanganan beserta target dan tabel programnya, yang terbaru lebih dahulu.

    / Plans with their targets and programme tables, the latest first.
    """
    found = load_city(request, code)
    if same := unchanged(request, response, found):
        return same
    rows = Plan.objects.visible_to(asker(request)).filter(city=found)
    amounts = PlanAmount.objects.select_related("source").order_by("year", "source_id")
    lines = PlanLine.objects.select_related("agency").order_by("position")
    loaded = rows.prefetch_related(
        Prefetch("targets", PlanTarget.objects.order_by("year")),
        Prefetch("lines", lines.prefetch_related(Prefetch("amounts", amounts))),
    )
    revised = set(rows.adopted().values_list("revises", flat=True))
    shown = loaded.order_by("-drafted_at", "-pk")[asked.offset : asked.offset + asked.size]
    return page_of(request, response, asked, ([plan_out(one, one.pk in revised) for one in shown], rows.count()))


@router.get("/cities/{code}/scenarios", response=Page[ScenarioOut], openapi_extra=extra(), url_name="scenarios",
            operation_id="scenarios", summary="Skenario")  # fmt: skip
def scenarios(
    request: HttpRequest, response: HttpResponse, code: CityCode, asked: PagingQuery
) -> Answer | dict[str, object]:
    """Skenario penghitung rencana dengan batas yang terbukti; hasil yang melanggar ketentuan tidak ditampilkan.

    / Scenarios of the optimiser with their proven bounds; a result that breaks any rule is never shown.
    """
    found = load_city(request, code)
    rows = Scenario.objects.visible_to(asker(request)).filter(city=found).order_by("-at", "-pk")
    shown = list(rows[asked.offset : asked.offset + asked.size])
    # the trail does not hear of a computation's steps
    if same := unchanged(request, response, found, [(one.pk, one.state, one.finished_at) for one in shown]):
        return same
    return page_of(request, response, asked, ([scenario_out(one) for one in shown], rows.count()))
