"""POST /v2/incidents/{id}/actions/edit: changing what an incident is, and what its custom fields hold."""

from typing import Any

from django.db.models import Q
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _

from turnout.api.actions.editing import Changes, edit_incident
from turnout.api.entries import entries
from turnout.api.guard import ApiRequest, token_guard
from turnout.api.incidents import LONGEST_NAME, answer
from turnout.api.reading import Fields, json_body
from turnout.core.lib.ids import is_id
from turnout.core.people.permissions import Permission
from turnout.incidents.incident.actions.details import SUMMARY_LENGTH
from turnout.incidents.models import Incident, Severity, Status

NOT_YET = ("call_url", "incident_role_assignments", "incident_timestamp_values")


@token_guard(Permission.INCIDENTS_RESPOND, methods=("POST",))
def edit(request: ApiRequest, id: str) -> JsonResponse:
    """Only what is sent is changed."""
    found = Incident.objects.visible_to(request.user).filter(pk=id).first() if is_id(id) else None
    if found is None:
        raise Http404
    body = Fields(json_body(request))
    fields = body.within("incident")
    wanted = Changes(
        name=_text(fields, "name", LONGEST_NAME),
        summary=_text(fields, "summary", SUMMARY_LENGTH),
        severity=fields.row("severity_id", Severity.objects.all()),
        status=fields.row("incident_status_id", Status.objects.all()),
        fields=entries(fields),
    )
    for name in NOT_YET:
        if fields.values.get(name):
            fields.fault(name, "not_supported", _("Turnout can't set this here yet."))
    body.check()
    edit_incident(found, wanted, by=request.user)
    return answer(request.user, Q(pk=found.pk))


def _text(fields: Fields, name: str, longest: int) -> Any:
    return fields.text(name, longest=longest) if fields.values.get(name) is not None else None
