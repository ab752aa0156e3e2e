"""/v1/incident_team_memberships: letting a team into an incident that isn't open, and revoking that."""

from django.utils.translation import gettext_lazy as _

from turnout.api.inside import ADMITTED, incident_of
from turnout.api.shapes.people import TEAM
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.schema import Body, Shape, says
from turnout.api.wire.values import Row, Text
from turnout.core.people.models import Team
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.visibility import grant_access_to_team, revoke_access_of_team
from turnout.incidents.models import Access

_TAG, _PATH = "Incident Team Memberships V1", "/v1/incident_team_memberships"
_MEMBERSHIP = Shape("IncidentTeamMembership", **ADMITTED, team=says(TEAM))
_WHICH = {"incident_id": Text(most=100, required=True), "team_id": Row(of=Team.objects.all, required=True)}


def _create(call: Call) -> Answer:
    incident, team = incident_of(call), call.body["team_id"]
    grant_access_to_team(incident, team, by=call.person)
    access = Access.objects.select_related("team").get(incident=incident, team=team)
    return {"incident_team_membership": _MEMBERSHIP.write(access)}


def _revoke(call: Call) -> Answer:
    revoke_access_of_team(incident_of(call), call.body["team_id"], by=call.person)
    return None


creating = Action(
    tag=_TAG, name="Create", method="POST", path=_PATH, status=201, do=_create,
    about=_("Let a team, with everyone who is ever in it, into an incident that isn't open to everyone."),
    permission=Permission.INCIDENTS_RESPOND, body=Body(name="IncidentTeamMembershipCreate", parts=_WHICH),
    answers=Shape("IncidentTeamMembershipAnswer", incident_team_membership=says(_MEMBERSHIP)),
)  # fmt: skip
revoking = Action(
    tag=_TAG, name="Revoke", method="POST", path=f"{_PATH}/actions/revoke", status=204, do=_revoke,
    about=_("Take a team's access away."),
    permission=Permission.INCIDENTS_RESPOND, body=Body(name="IncidentTeamMembershipRevoke", parts=_WHICH),
)  # fmt: skip
