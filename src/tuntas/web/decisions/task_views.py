"""Tasks: giving one in a meeting, the list of them (mine, late, done), and what became of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tuntas.city.decisions.access import can_steer, can_tell, own_agencies
from tuntas.city.decisions.directing import DirectiveHead, StepHead, give_directive, take_step
from tuntas.city.decisions.models import Directive, DirectiveState, DirectiveStepKind
from tuntas.city.decisions.refusals import CannotDecide
from tuntas.city.people.access import need
from tuntas.city.people.agencies import Stage
from tuntas.city.people.models import Agency
from tuntas.city.settlements.models import Settlement
from tuntas.web.city_page.loading import load_city
from tuntas.web.decisions import task_shown
from tuntas.web.decisions.forms import StepForm, TaskForm
from tuntas.web.decisions.loading import Chosen, chosen_meeting, chosen_task, crumbs
from tuntas.web.decisions.words import STEPS, refusal_text
from tuntas.web.shared.components import Event
from tuntas.web.shared.formats import day, moment
from tuntas.web.shared.requests import SignedInRequest

WHICH = "tugas"
MINE, LATE, OPEN, OVER = "saya", "terlambat", "terbuka", "selesai"
ICONS = {"DONE": "check", "DROPPED": "close", "REOPENED": "return", "PUT_OFF": "calendar", "PAPER": "paper"}
#: Which steps lie before a task, by whether it is open.
STEERING = {True: (DirectiveStepKind.PUT_OFF, DirectiveStepKind.DROPPED), False: (DirectiveStepKind.REOPENED,)}
TELLING = {True: (DirectiveStepKind.TOLD, DirectiveStepKind.DONE), False: ()}


@login_required
@require_safe
def tasks(request: SignedInRequest, code: str) -> HttpResponse:
    """The tasks of the city: mine, late, open, done."""
    city = load_city(request, code)
    on = timezone.localdate()
    seen = Directive.objects.visible_to(request.user).filter(city=city).select_related("agency", "owner", "meeting")
    mine = Q(owner=request.user) | Q(agency__in=own_agencies(request.user, city.pk), owner=None)
    parts = {
        MINE: (_("Tugas saya"), seen.open().filter(mine)),
        LATE: (_("Terlambat"), seen.open().filter(due_on__lt=on)),
        OPEN: (_("Semua yang terbuka"), seen.open()),
        OVER: (_("Selesai"), seen.exclude(state=DirectiveState.OPEN)),
    }
    asked = request.GET.get(WHICH, "")
    which = asked if asked in parts else MINE if parts[MINE][1].exists() else OPEN
    rows = parts[which][1].order_by(*(["-done_at"] if which == OVER else ["due_on", "pk"]))
    return render(request, "decisions/tasks.html", {
        "city": city, "tasks": [task_shown.shown(one, on) for one in rows], "which": which,
        "parts": [(name, label, rows.count()) for name, (label, rows) in parts.items()],
        "breadcrumbs": crumbs(city, (_("Tugas"), "")),
    })  # fmt: skip


@login_required
def task(request: SignedInRequest, code: str, task_id: int) -> HttpResponse:
    """One task with its steps; who may, tells what became of it."""
    found = chosen_task(request, code, task_id)
    kinds = _steps_for(request, found)
    form = StepForm(request.POST or None, kinds=kinds)
    if request.method == "POST":
        need(bool(kinds))
        if form.is_valid() and _stepped(request, found, form):
            return redirect("task", code, task_id)
    on = timezone.localdate()
    return render(request, "decisions/task.html", {
        "city": found.city, "shown": task_shown.shown(found, on), "task": found, "form": form if kinds else None,
        "events": _events(found),
        "breadcrumbs": crumbs(found.city, (_("Tugas"), reverse("tasks", args=[found.city.code])),
                              (found.text[:60], "")),
    })  # fmt: skip


@login_required
@require_POST
def give(request: SignedInRequest, code: str, meeting_id: int) -> HttpResponse:
    """Give an arahan that is a task."""
    chosen = chosen_meeting(request, code, meeting_id)
    need(chosen.can_keep or chosen.can_decide)
    form = task_shown.task_form(chosen.city, request.POST)
    if form.is_valid() and _given(request, chosen, form):
        messages.success(request, _("Arahan tercatat sebagai tugas."))
        return redirect("meeting", code, meeting_id)
    told = {"city": chosen.city, "chosen": chosen, "meeting": chosen.meeting, "form": form,
            "breadcrumbs": crumbs(chosen.city, (chosen.meeting.title, ""))}  # fmt: skip
    return render(request, "decisions/give.html", told)


def _given(request: SignedInRequest, chosen: Chosen, form: TaskForm) -> bool:
    said = form.cleaned_data
    places = Settlement.objects.filter(city=chosen.city)
    owner = next((one for one in task_shown.owners(chosen.city) if one.pk == said["owner"]), None)
    head = DirectiveHead(
        text=said["text"], stage=Stage(said["stage"]), agency=Agency.objects.get(city=chosen.city, pk=said["agency"]),
        due_on=said["due_on"], owner=owner,
        settlement=places.filter(pk=said["settlement"]).first() if said["settlement"] else None,
    )  # fmt: skip
    try:
        give_directive(meeting=chosen.meeting, head=head, is_delegate=not chosen.can_decide, by=request.user,
                       at=timezone.now())  # fmt: skip
    except CannotDecide as refusal:
        form.add_error("due_on" if refusal.code == "TASK-BEFORE-MEETING" else None, refusal_text(refusal))
        return False
    return True


def _stepped(request: SignedInRequest, found: Directive, form: StepForm) -> bool:
    said = form.cleaned_data
    kind = DirectiveStepKind(said["kind"])
    due_on = said["due_on"] if kind is DirectiveStepKind.PUT_OFF else None
    try:
        take_step(directive=found, head=StepHead(kind, said["note"], due_on), by=request.user, at=timezone.now())
    except CannotDecide as refusal:
        form.add_error("due_on" if refusal.code == "TASK-DUE-LATER" else None, refusal_text(refusal))
        return False
    messages.success(request, _("Catatan tersimpan."))
    return True


def _steps_for(request: SignedInRequest, found: Directive) -> list[DirectiveStepKind]:
    is_open = found.state == DirectiveState.OPEN
    telling = TELLING[is_open] if can_tell(request.user, found) else ()
    return [*telling, *(STEERING[is_open] if can_steer(request.user, found) else ())]


def _events(found: Directive) -> list[Event]:
    given = Event(_("Arahan diberikan"), moment(found.at), found.at.isoformat(), found.by.name if found.by else "",
                  found.meeting.title, "edit")  # fmt: skip
    rows = found.steps.select_related("by", "paper").order_by("-at", "-pk")
    steps = [
        Event(str(STEPS[one.kind]), moment(one.at), one.at.isoformat(), one.by.name if one.by else "",
              _detail(one.note, one.paper.number if one.paper else "", day(one.due_on) if one.due_on else ""),
              ICONS.get(one.kind, "edit"))
        for one in rows
    ]  # fmt: skip
    return [*steps, given]


def _detail(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
