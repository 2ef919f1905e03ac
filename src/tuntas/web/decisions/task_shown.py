"""Tasks as pages show them: by stage in a meeting, and on their own list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.decisions.facts import carried, carried_on
from tuntas.city.decisions.models import Directive, DirectiveState
from tuntas.city.people.agencies import Stage
from tuntas.city.people.models import City, User
from tuntas.web.decisions.forms import TaskForm
from tuntas.web.decisions.loading import Chosen
from tuntas.web.decisions.words import TASK_STATES
from tuntas.web.shared.formats import day
from tuntas.web.shared.requests import SignedInRequest


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task on a list."""

    task: Directive
    state: Any
    owner: str
    due: str
    is_late: bool
    stage: str


def shown(task: Directive, on: date) -> ShownTask:
    """A task; late: its day is over and it is open."""
    is_late = task.state == DirectiveState.OPEN and task.due_on < on
    owner = f"{task.agency.code}, {task.owner.name}" if task.owner else task.agency.name
    return ShownTask(task, TASK_STATES[task.state], owner, due_word(task, on), is_late, str(Stage(task.stage).label))


def due_word(task: Directive, on: date) -> str:
    """The day, and by how much it is over."""
    told: dict[str, object] = {"day": day(task.due_on)}
    if task.state != DirectiveState.OPEN:
        return _("tenggat %(day)s") % told
    late = (on - task.due_on).days
    if late > 0:
        told["n"] = late
        return ngettext("terlambat %(n)s hari (%(day)s)", "terlambat %(n)s hari (%(day)s)", late) % told
    return _("tenggat %(day)s") % told


def control(request: SignedInRequest, chosen: Chosen, form: TaskForm | None = None) -> dict[str, Any]:
    """A rapat pengendalian: the four stages with what was carried here and what is new, and what goes on."""
    on = timezone.localdate()
    own = Directive.objects.filter(meeting=chosen.meeting).select_related("agency", "owner", "settlement", "meeting")
    new, old = list(own.order_by("due_on", "pk")), carried(chosen.meeting)
    can_give = chosen.meeting.is_open and (chosen.can_keep or chosen.can_decide)
    return {
        "stages": [_stage(stage, old, new, on) for stage in Stage],
        "task_form": (form or task_form(chosen.city)) if can_give else None,
        "carried_on": [shown(one, on) for one in carried_on(chosen.meeting)],
        "arahan": sum(one.paper_id is None for one in new),
    }  # fmt: skip


def task_form(city: City, data: Any = None) -> TaskForm:
    """An empty form, or the one that was sent."""
    return TaskForm(data, city=city, people=owners(city))


def owners(city: City) -> list[User]:
    """Who may own a task: people with a post in the city today."""
    on = timezone.localdate()
    rows = User.objects.filter(is_active=True, posts__city=city, posts__from_on__lte=on)
    rows = rows.exclude(posts__until_on__lte=on)
    return list(rows.distinct().order_by("name"))


def _stage(stage: Stage, old: Iterable[Directive], new: Sequence[Directive], on: date) -> dict[str, Any]:
    return {
        "title": stage.label,
        "carried": [shown(one, on) for one in old if one.stage == stage],
        "new": [shown(one, on) for one in new if one.stage == stage],
    }
