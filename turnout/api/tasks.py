"""/v2/actions and /v2/follow_ups: what is to be done about incidents, and after them."""

from collections.abc import Callable

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _

from turnout.api import shapes
from turnout.api.errors import Fault, invalid
from turnout.api.filters import MODES, SHOWN
from turnout.api.guard import ApiRequest, View, token_guard
from turnout.core.events.models import RecordedEvent
from turnout.core.lib.ids import is_id
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.incident.actions.looks import API, note_looks
from turnout.incidents.models import Task
from turnout.incidents.room.events import TaskAdded
from turnout.incidents.room.models.tasks import ACTION, FOLLOW_UP, TaskQuerySet

MOST = 500  # the newest; this list has no pages in the wire format


def _list_and_show(
    kind: str, shape: Callable[[Task, Person | None, str], shapes.Shape], *, one: str, many: str
) -> tuple[View, View]:
    @token_guard(Permission.INCIDENTS_VIEW)
    def show_all(request: ApiRequest) -> JsonResponse:
        tasks = [*_asked_for(request, kind).order_by("-created_at", "-id")[:MOST]]
        note_looks({each.incident_id: each.incident for each in tasks}.values(), by=request.user, door=API)
        creators = _creators(tasks)
        return JsonResponse({many: [shape(each, creators.get(each.pk), each.listed_title) for each in tasks]})

    @token_guard(Permission.INCIDENTS_VIEW)
    def show(request: ApiRequest, id: str) -> JsonResponse:
        found = _visible(request, kind).filter(pk=id).first() if is_id(id) else None
        if found is None:
            raise Http404
        note_looks([found.incident], by=request.user, door=API)
        return JsonResponse({one: shape(found, _creators([found]).get(found.pk), found.title)})

    return show_all, show


def _visible(request: ApiRequest, kind: str) -> TaskQuerySet:
    return Task.objects.visible_to(request.user).filter(kind=kind).select_related("owner", "incident")


def _asked_for(request: ApiRequest, kind: str) -> TaskQuerySet:
    tasks = _visible(request, kind)
    mode, incident = request.GET.get("incident_mode"), request.GET.get("incident_id")
    if mode and mode not in MODES:
        message = _("Choose one of: %(choices)s.") % {"choices": ", ".join(MODES)}
        raise invalid(Fault("invalid_value", message, "incident_mode"))
    if incident:
        tasks = tasks.filter(incident=incident) if is_id(incident) else tasks.none()
    if request.GET.get("assignee_team_id"):
        tasks = tasks.none()  # a team can't be given one yet
    return tasks.filter(incident__mode__in=[mode] if mode else SHOWN)


def _creators(tasks: list[Task]) -> dict[str, Person | None]:
    """Who added each, as the log tells; imported ones were added by nobody here."""
    added = RecordedEvent.objects.filter(
        verb=TaskAdded.verb, subject_id__in={task.incident_id for task in tasks}
    ).select_related("actor")
    return {each.data.get("task", ""): each.actor for each in added}


actions, action = _list_and_show(ACTION, shapes.action, one="action", many="actions")
follow_ups, follow_up = _list_and_show(FOLLOW_UP, shapes.follow_up, one="follow_up", many="follow_ups")
