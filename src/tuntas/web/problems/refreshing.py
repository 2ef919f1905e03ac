"""Taking in what the newest assessment shows: seen first, then accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tuntas.city.people.access import need
from tuntas.city.people.models import City
from tuntas.city.problems.answering import can_direct
from tuntas.city.problems.refreshing import Change, Preview, Turn, preview
from tuntas.city.problems.refusals import CannotHandle
from tuntas.city.problems.taking import take_in
from tuntas.rules.regulation import Aspect, Regulation
from tuntas.web.city_page.loading import load_city
from tuntas.web.problems.list_shown import crumbs, why
from tuntas.web.problems.words import TURNS, aspect_word, criterion_word, refusal_text, rules_of
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.formats import count, quantity
from tuntas.web.shared.requests import SignedInRequest

#: Parts of the preview in their order; what stays as it is is only counted.
SHOWN = (Turn.NEW, Turn.REOPENED, Turn.CHANGED, Turn.CLOSED, Turn.ROUTED, Turn.UNTOLD, Turn.KEPT_CLOSED)
MOST = 200


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One problem before and after; `agency` is who would answer, else why nobody does."""

    settlement: str
    kelurahan: str
    name: str
    aspect: str
    before: str
    after: str
    units: int
    agency: str
    has_agency: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The changes of a kind; the first of them are shown."""

    turn: str
    word: str
    count: int
    changes: Sequence[ShownChange]

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.count - len(self.changes)


@login_required
def refresh(request: SignedInRequest, code: str) -> HttpResponse:
    """What would be new, changed and closed; a click takes it in."""
    city, on = load_city(request, code), timezone.localdate()
    need(can_direct(request.user, city))
    status = 200
    if request.method == "POST":
        try:
            done = take_in(city=city, mark=request.POST.get("mark", ""), on=on, by=request.user, at=timezone.now())
        except CannotHandle as refusal:
            messages.error(request, refusal_text(refusal))
            status = 409 if request.POST.get("mark") else 200
        else:
            messages.success(request, _summary(done))
            return redirect("problems", code)
    found = preview(city, on=on)
    return render(request, "problems/refresh.html", {
        "city": city, "found": found, "parts": _parts(found, city), "same": _same(found),
        "breadcrumbs": crumbs(city, Crumb(_("Perbarui dari penilaian"))),
    }, status=status)  # fmt: skip


def _parts(found: Preview, city: City) -> list[Part]:
    rule = rules_of(city)
    aspects = {aspect.id: aspect for aspect in rule.aspects}
    grouped = [(turn, found.of(turn)) for turn in SHOWN]
    return [Part(turn.value, str(TURNS[turn]).capitalize(), len(changes),
                 [_change(one, rule, aspects) for one in changes[:MOST]])
            for turn, changes in grouped if changes]  # fmt: skip


def _change(one: Change, rule: Regulation, aspects: Mapping[str, Aspect]) -> ShownChange:
    before, after, unit = None, None, one.problem.unit if one.problem else ""
    if one.problem is not None:
        before = quantity(one.problem.volume_micro, unit) if one.problem.volume_micro is not None else _("hanya persen")
    if one.deficit is not None:
        unit = one.deficit.criterion.unit
        known = one.deficit.volume_micro
        after = _after(one, known, unit)
    agency = one.problem.agency if one.problem and one.problem.agency else one.route.agency
    home = one.settlement.place.kelurahan or one.settlement.place
    return ShownChange(
        one.settlement.name, home.name, criterion_word(rule, one.criterion), aspect_word(aspects, one.aspect),
        before or "", after or "", len(one.deficit.units) if one.deficit else 0,
        agency.code if agency else why(one.route), agency is not None,
    )  # fmt: skip


def _after(one: Change, known: int | None, unit: str) -> str:
    if one.turn is Turn.UNTOLD:
        return _("data belum ada")
    if one.turn is Turn.CLOSED:
        return quantity(0, unit)
    return quantity(known, unit) if known is not None else _("hanya persen")


def _same(found: Preview) -> int:
    return len(found.of(Turn.SAME)) + len(found.of(Turn.CONFIRMED))


def _summary(done: Preview) -> str:
    told = {turn.value: count(len(done.of(turn))) for turn in Turn}
    words = _("Masalah diperbarui: %(NEW)s baru, %(CHANGED)s berubah, %(REOPENED)s dibuka kembali, %(CLOSED)s ditutup.")
    return words % told
