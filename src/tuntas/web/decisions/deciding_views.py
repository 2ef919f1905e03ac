"""The head's taps on a list: a word, a move; an item on its own page; the papers that give force."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.decisions import deciding
from tuntas.city.decisions.advice import words_of
from tuntas.city.decisions.deciding import Objector, give_force, ordered, record_dissent
from tuntas.city.decisions.directing import give_task_paper
from tuntas.city.decisions.meetings import keep_minutes
from tuntas.city.decisions.models import Decision, Directive, MeetingItem, Verdict
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.people.access import need
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper
from tuntas.city.records.content_types import SUFFIXES, RefusedContent
from tuntas.city.records.files import open_file
from tuntas.city.records.models import Paper
from tuntas.domain.wording import text
from tuntas.web.decisions import meeting_shown, meeting_views
from tuntas.web.decisions.forms import DissentForm, PaperForm
from tuntas.web.decisions.loading import Chosen, chosen_meeting, crumbs, item_of, meeting_url
from tuntas.web.decisions.meeting_shown import Asking
from tuntas.web.decisions.words import ITEMS, VERDICTS, refusal_text
from tuntas.web.shared.formats import language
from tuntas.web.shared.requests import SignedInRequest

#: Refusals that a reason lifts.
ASKING = ("DECISION-REASON", "DECISION-MOVE-REASON")
MINUTES = "BERITA_ACARA"
WORD, STEP, REASON = "putusan", "langkah", "alasan"
#: How far a button moves an item; the top is as far as it goes.
STEPS = {"atas": -1, "bawah": 1, "teratas": -(10**6)}


@login_required
@require_POST
def decide(request: SignedInRequest, code: str, meeting_id: int, item_id: int) -> HttpResponse:
    """Decide, defer or decline with a tap."""
    chosen, item = _deciding(request, code, meeting_id, item_id)
    said = request.POST.get(WORD, "")
    if said not in Verdict.values:
        return redirect("meeting", code, meeting_id)
    asking = None
    try:
        deciding.decide(item=item, verdict=Verdict(said), reason=request.POST.get(REASON, ""), by=request.user,
                        at=timezone.now())  # fmt: skip
    except CannotDecide as refusal:
        asking = Asking(item.pk, refusal_text(refusal), WORD if refusal.code in ASKING else "", said)
    return _answered(request, chosen, item, asking)


@login_required
@require_POST
def move(request: SignedInRequest, code: str, meeting_id: int, item_id: int) -> HttpResponse:
    """Move an item up, down, or to the top."""
    chosen, item = _deciding(request, code, meeting_id, item_id)
    said = request.POST.get(STEP, "")
    if said not in STEPS:
        return redirect("meeting", code, meeting_id)
    asking = None
    try:
        deciding.move(item=item, by_places=STEPS[said], reason=request.POST.get(REASON, ""), by=request.user,
                      at=timezone.now())  # fmt: skip
    except CannotDecide as refusal:
        asking = Asking(item.pk, refusal_text(refusal), STEP if refusal.code in ASKING else "", said)
    chosen.meeting.refresh_from_db(fields=["order"])
    return _answered(request, chosen, item, asking)


@login_required
@require_safe
def item(request: SignedInRequest, code: str, meeting_id: int, item_id: int) -> HttpResponse:
    """What an item rests on: each contribution, every word on it, who said otherwise."""
    chosen = chosen_meeting(request, code, meeting_id)
    return _item_page(request, chosen, item_of(chosen, item_id))


@login_required
@require_POST
def dissent(request: SignedInRequest, code: str, meeting_id: int, item_id: int) -> HttpResponse:
    """Put on record that somebody said otherwise."""
    chosen = chosen_meeting(request, code, meeting_id)
    need(chosen.can_keep or chosen.can_decide)
    found = item_of(chosen, item_id)
    word = words_of(chosen.meeting).get(found.pk)
    if word is None:
        messages.error(request, _("Belum ada putusan yang dapat diberi pendapat."))
        return redirect("meeting_item", code, meeting_id, item_id)
    agencies = list(chosen.city.agencies.order_by("name"))
    form = DissentForm(request.POST, agencies=agencies)
    if form.is_valid():
        said = form.cleaned_data
        agency = next((one for one in agencies if one.pk == said["agency"]), None)
        record_dissent(decision=word, objector=Objector(said["who"], agency), text=said["text"], by=request.user,
                       at=timezone.now())  # fmt: skip
        messages.success(request, _("Perbedaan pendapat tercatat."))
        return redirect("meeting_item", code, meeting_id, item_id)
    return _item_page(request, chosen, found, form)


@login_required
def force(request: SignedInRequest, code: str, meeting_id: int) -> HttpResponse:
    """The secretariat enters the paper that turns words into decisions in force."""
    chosen = chosen_meeting(request, code, meeting_id)
    need(chosen.can_keep)
    form = PaperForm(request.POST or None, request.FILES or None)
    words, tasks = _without_paper(chosen)
    if request.method == "POST" and form.is_valid() and _forced(request, chosen, form, words, tasks):
        messages.success(request, _("Dokumen tersimpan; arahan yang dipilih kini berkekuatan."))
        return redirect("meeting", code, meeting_id)
    return render(request, "decisions/force.html", {
        "city": chosen.city, "meeting": chosen.meeting, "form": form, "words": [(one, VERDICTS[one.verdict])
                                                                               for one in words], "tasks": tasks,
        "breadcrumbs": crumbs(chosen.city, (chosen.meeting.title, meeting_url(chosen)), (_("Catat dokumen"), "")),
    })  # fmt: skip


@login_required
@require_safe
def paper(request: SignedInRequest, code: str, meeting_id: int, force_id: int) -> FileResponse:
    """A paper that gives words of this meeting force."""
    chosen = chosen_meeting(request, code, meeting_id)
    own = Paper.objects.visible_to(request.user).filter(file__isnull=False).select_related("file")
    by_words = Decision.objects.filter(item__meeting=chosen.meeting, force__isnull=False).values("force__paper")
    by_tasks = Directive.objects.filter(meeting=chosen.meeting, paper__isnull=False).values("paper")
    one = get_object_or_404(own.filter(Q(pk__in=by_words) | Q(pk__in=by_tasks)), pk=force_id)
    if one.file is None:
        raise Http404
    name = f"{slugify(one.number) or one.pk}{SUFFIXES.get(one.file.media_type, '')}"
    return FileResponse(open_file(one.file), as_attachment=True, filename=name, content_type=one.file.media_type)


def _deciding(request: SignedInRequest, code: str, meeting_id: int, item_id: int) -> tuple[Chosen, MeetingItem]:
    chosen = chosen_meeting(request, code, meeting_id)
    need(chosen.can_decide)
    return chosen, item_of(chosen, item_id)


def _answered(request: SignedInRequest, chosen: Chosen, item: MeetingItem, asking: Asking | None) -> HttpResponse:
    """The section of the item and the sums; without script the whole page, at the item."""
    if "HX-Request" not in request.headers:
        if asking is not None:
            return meeting_views.page(request, chosen, asking)
        return redirect(f"{reverse('meeting', args=[chosen.city.code, chosen.meeting.pk])}#butir-{item.pk}")
    sections, totals = meeting_shown.listing(chosen, asking)
    return render(request, "decisions/_answer.html", {
        "city": chosen.city, "chosen": chosen, "meeting": chosen.meeting,
        "section": next(one for one in sections if one.kind == item.kind),
        "totals": meeting_shown.totals_shown(chosen.city, totals), "is_swap": True,
    })  # fmt: skip


def _item_page(request: SignedInRequest, chosen: Chosen, found: MeetingItem, form: DissentForm | None = None
               ) -> HttpResponse:  # fmt: skip
    words = words_of(chosen.meeting)
    place = ordered(chosen.meeting)[found.kind].index(found) + 1
    history = found.decisions.select_related("by", "force__paper", "force__by").prefetch_related("dissents__agency")
    agencies = chosen.city.agencies.order_by("name")
    can_dissent = (chosen.can_keep or chosen.can_decide) and found.pk in words
    return render(request, "decisions/item.html", {
        "city": chosen.city, "chosen": chosen, "meeting": chosen.meeting, "kind": ITEMS[found.kind],
        "shown": meeting_shown.item_shown(found, place, words), "thing_url": _thing_url(chosen, found),
        "parts": meeting_shown.parts(found),
        "words": [(one, VERDICTS[one.verdict], meeting_shown.word_line(one)) for one in history.order_by("-at", "-pk")],
        "moves": found.moves.select_related("by").order_by("-at", "-pk"),
        "form": (form or DissentForm(agencies=agencies)) if can_dissent else None,
        "breadcrumbs": crumbs(chosen.city, (chosen.meeting.title, meeting_url(chosen)), (found.name, "")),
    })  # fmt: skip


def _thing_url(chosen: Chosen, found: MeetingItem) -> str:
    """The page of the problem, target area or proposal that the item is about."""
    pk = found.problem_id or found.target_area_id or found.proposal_id
    return reverse(found.kind.lower(), args=[chosen.city.code, pk])


def _without_paper(chosen: Chosen) -> tuple[list[Decision], list[Directive]]:
    words = [one for one in words_of(chosen.meeting).values() if one.paper is None]
    items = {one.pk: one for one in chosen.meeting.items.all()}
    for one in words:
        one.item = items[one.item_id]
    tasks = Directive.objects.filter(meeting=chosen.meeting, paper=None).select_related("agency")
    standing = [one for one in words if not Decision.objects.filter(replaces=one).exists()]
    return standing, list(tasks.order_by("pk"))


def _forced(request: SignedInRequest, chosen: Chosen, form: PaperForm, words: list[Decision],
            tasks: list[Directive]) -> bool:  # fmt: skip
    """Whether the paper is filed and holds for what was ticked."""
    said, at = form.cleaned_data, timezone.now()
    ticked = set(request.POST.getlist("putusan"))
    wanted = [one for one in words if str(one.pk) in ticked]
    given = [one for one in tasks if str(one.pk) in set(request.POST.getlist("tugas"))]
    if not wanted and not given:
        form.add_error(None, _("Pilih sedikitnya satu arahan yang termuat dalam dokumen ini."))
        return False
    head = PaperHead(said["kind"], said["number"].strip(), "", said["signed_on"])
    try:
        with transaction.atomic():
            filed = file_paper(city=chosen.city, head=head, by=request.user, at=at, content=said["content"],
                               filename=str(said["content"].name))  # fmt: skip
            if said["kind"] == MINUTES:
                keep_minutes(meeting=chosen.meeting, paper=filed, by=request.user, at=at)
            give_force(decisions=wanted, paper=filed, by=request.user, at=at)
            for one in given:
                give_task_paper(directive=one, paper=filed, by=request.user, at=at)
    except RefusedContent as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
    except PaperDiffers:
        form.add_error("number", _("Dokumen bernomor dan bertanggal ini sudah tersimpan dengan berkas lain."))
    except CannotDecide as refusal:
        form.add_error(None, refusal_text(refusal))
    return not form.errors
