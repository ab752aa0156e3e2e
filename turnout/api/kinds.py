"""What an organization has set: severities, statuses, incident types, roles; and the times incidents have."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models
from django.http import Http404, JsonResponse

from turnout.api import shapes
from turnout.api.guard import ApiRequest, View, token_guard
from turnout.core.lib.ids import is_id
from turnout.core.people.permissions import Permission
from turnout.incidents.models import IncidentType, Role, Severity, Status

M = TypeVar("M", bound=models.Model)
MOST = 500  # shown of one kind; nobody sets that many


def _list_and_show(
    kind: type[M], shape: Callable[[M], shapes.Shape], *, one: str, many: str, **listed: Any
) -> tuple[View, View]:
    """The two views of a kind: all of them in their order, and one by its id.

    listed  which of them are in the list; one that isn't can still be asked for, for old incidents name it
    """

    @token_guard(Permission.INCIDENTS_VIEW)
    def show_all(request: ApiRequest) -> JsonResponse:
        return JsonResponse({many: [shape(each) for each in kind._default_manager.filter(**listed)[:MOST]]})

    @token_guard(Permission.INCIDENTS_VIEW)
    def show(request: ApiRequest, id: str) -> JsonResponse:
        found = kind._default_manager.filter(pk=id).first() if is_id(id) else None
        if found is None:
            raise Http404
        return JsonResponse({one: shape(found)})

    return show_all, show


severities, severity = _list_and_show(Severity, shapes.severity, one="severity", many="severities")
statuses, status = _list_and_show(
    Status, shapes.status, one="incident_status", many="incident_statuses", is_retired=False
)
types, type_ = _list_and_show(IncidentType, shapes.incident_type, one="incident_type", many="incident_types")
roles, role = _list_and_show(Role, shapes.role, one="incident_role", many="incident_roles")
roles_v1, role_v1 = _list_and_show(Role, shapes.role_v1, one="incident_role", many="incident_roles")


@token_guard(Permission.INCIDENTS_VIEW)
def timestamps(request: ApiRequest) -> JsonResponse:
    return JsonResponse({"incident_timestamps": [*shapes.timestamps().values()]})


@token_guard(Permission.INCIDENTS_VIEW)
def timestamp(request: ApiRequest, id: str) -> JsonResponse:
    shape = shapes.timestamps().get(id)
    if shape is None:
        raise Http404
    return JsonResponse({"incident_timestamp": shape})
