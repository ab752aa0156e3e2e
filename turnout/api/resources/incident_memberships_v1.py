"""/v1/incident_memberships: letting a person into an incident that isn't open, and revoking that."""

from django.utils.translation import gettext_lazy as _

from turnout.api.inside import ADMITTED, incident_of
from turnout.api.shapes.people import USER
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.schema import Body, Shape, says
from turnout.api.wire.values import Row, Text
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.following import grant_access, revoke_access
from turnout.incidents.models import Access

_TAG, _PATH = "Incident Memberships V1", "/v1/incident_memberships"
_MEMBERSHIP = Shape("IncidentMembership", **ADMITTED, user=says(USER, "person"))
_WHO = {"incident_id": Text(most=100, required=True), "user_id": Row(of=Person.objects.active, required=True)}


def _create(call: Call) -> Answer:
    incident, person = incident_of(call), call.body["user_id"]
    grant_access(incident, person, by=call.person)
    access = Access.objects.select_related("person").get(incident=incident, person=person)
    return {"incident_membership": _MEMBERSHIP.write(access)}


def _revoke(call: Call) -> Answer:
    revoke_access(incident_of(call), call.body["user_id"], by=call.person)
    return None


creating = Action(
    tag=_TAG, name="Create", method="POST", path=_PATH, status=201, do=_create,
    about=_("Let a person into an incident that isn't open to everyone."),
    permission=Permission.INCIDENTS_RESPOND, body=Body(name="IncidentMembershipCreate", parts=_WHO),
    answers=Shape("IncidentMembershipAnswer", incident_membership=says(_MEMBERSHIP)),
)  # fmt: skip
revoking = Action(
    tag=_TAG, name="Revoke", method="POST", path=f"{_PATH}/actions/revoke", status=204, do=_revoke,
    about=_("Take a person's access away. Who has a role hands it over first."),
    permission=Permission.INCIDENTS_RESPOND, body=Body(name="IncidentMembershipRevoke", parts=_WHO),
)  # fmt: skip
