"""Statements of several sources: side by side, a new one, and which one the city goes by."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.hectares.actions import FigureHead, state_figure
from tuntas.city.hectares.models import StatedFigure
from tuntas.city.hectares.statements import Adoption, CannotAdopt, Question, adopt_statement, questions
from tuntas.city.people.access import can, need
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperHead, file_paper
from tuntas.domain.wording import text
from tuntas.web.city_page.loading import load_city
from tuntas.web.ledger.shown import as_printed
from tuntas.web.ledger.target_forms import BOOK, FIGURE_WORDS, AdoptionForm, StatementForm
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import hectares, language
from tuntas.web.shared.requests import SignedInRequest


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One figure of one year: its name, what is said of it, and the form to choose; `key` marks it on the page."""

    key: str
    question: Question
    title: str
    rows: list[dict[str, object]]
    form: AdoptionForm


@login_required
@require_safe
def statements_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Every figure on which sources speak, with what the book says."""
    return _page(request, load_city(request, code), StatementForm(), None)


@login_required
@require_POST
def state(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep what a source prints; the book stays as it is."""
    city = load_city(request, code)
    need(can(request.user, "keep_ledger", city))
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _page(request, city, form, None)
    said = form.cleaned_data
    area_m2, printed = said["area"]
    head = FigureHead(said["about"], said["printed_on"], area_m2, printed, said["source"], said["url"],
                      said["remark"])  # fmt: skip
    state_figure(city=city, head=head, by=request.user, at=timezone.now())
    messages.success(request, _("Pernyataan tersimpan di samping buku."))
    return redirect("statements", code)


@login_required
@require_POST
def adopt(request: SignedInRequest, code: str) -> HttpResponse:
    """Say which of the statements counts, with the reason."""
    city = load_city(request, code)
    need(can(request.user, "keep_ledger", city))
    asked = (request.POST.get("about", ""), request.POST.get("year", ""))
    found = questions(city, today=timezone.localdate())
    question = next((one for one in found if (one.about.value, str(one.year)) == asked), None)
    if question is None:
        messages.error(request, text("ADOPT-OTHER", language()))
        return _page(request, city, StatementForm(), None)
    form = AdoptionForm(request.POST, question=question, choices=_choices(question))
    if form.is_valid() and _adopted(request, city, question, form):
        messages.success(request, _("Angka yang dipakai tercatat beserta alasannya."))
        return redirect("statements", code)
    return _page(request, city, StatementForm(), (question, form))


def _page(request: SignedInRequest, city: City, form: StatementForm,
          tried: tuple[Question, AdoptionForm] | None) -> HttpResponse:  # fmt: skip
    shown = [_shown(one, tried) for one in questions(city, today=timezone.localdate())]
    home, ledger = reverse("city_page", args=[city.code]), reverse("ledger", args=[city.code])
    crumbs = [Crumb(city.name, home), Crumb(_("Buku luas kumuh"), ledger), Crumb(_("Pernyataan sumber lain"))]
    return render(request, "ledger/statements.html", {
        "city": city, "breadcrumbs": crumbs, "questions": shown, "statement_form": form,
        "can_keep": can(request.user, "keep_ledger", city),
    })  # fmt: skip


def _shown(question: Question, tried: tuple[Question, AdoptionForm] | None) -> ShownQuestion:
    told = {"figure": FIGURE_WORDS[question.about], "year": question.year}
    if tried and (tried[0].about, tried[0].year) == (question.about, question.year):
        form = tried[1]
    else:
        form = AdoptionForm(question=question, choices=_choices(question))
    return ShownQuestion(
        f"{question.about.value}-{question.year}", question, _("%(figure)s, %(year)s") % told, _rows(question), form
    )


def _rows(question: Question) -> list[dict[str, object]]:
    """The book first, then the sources; the one that counts is marked."""
    adopted = question.adopted
    rows: list[dict[str, object]] = []
    if question.own_m2 is not None:
        rows.append({"source": _("Buku luas kumuh"), "area": hectares(question.own_m2), "is_book": True,
                     "is_adopted": adopted is not None and adopted.figure_id is None})  # fmt: skip
    rows += [
        {"source": one.source, "when": one.printed_on, "area": as_printed(one), "remark": one.remark, "url": one.url,
         "is_adopted": adopted is not None and adopted.figure_id == one.pk}
        for one in question.statements
    ]  # fmt: skip
    return rows


def _choices(question: Question) -> Sequence[tuple[str, str]]:
    book = _("Buku luas kumuh")
    own = [] if question.own_m2 is None else [(BOOK, f"{hectares(question.own_m2)}, {book}")]
    return [*own, *((str(one.pk), f"{as_printed(one)}, {one.source}") for one in question.statements)]


def _adopted(request: SignedInRequest, city: City, question: Question, form: AdoptionForm) -> bool:
    said, at = form.cleaned_data, timezone.now()
    figure = None if said["pick"] == BOOK else StatedFigure.objects.get(city=city, pk=said["pick"])
    adoption = Adoption(question.about, question.year, figure, said["reason"])
    paper = None
    if said["number"]:
        head = PaperHead("BERITA_ACARA", said["number"], "", said["signed_on"])
        paper = file_paper(city=city, head=head, by=request.user, at=at)
    try:
        adopt_statement(city=city, adoption=adoption, by=request.user, at=at, on=timezone.localdate(at), paper=paper)
    except CannotAdopt as refusal:
        form.add_error("pick", text(refusal.code, language()))
    return not form.errors
