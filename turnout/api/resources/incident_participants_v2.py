"""/v2/incident_participants: who takes part in an incident, and who follows it."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from turnout.api.inside import looked_at, one_visible
from turnout.api.shapes.people import USER
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.schema import Listed, Shape, one_of, says
from turnout.api.wire.values import Text
from turnout.core.people.permissions import Permission
from turnout.incidents.room.participants import participants_of

_PARTICIPANT = Shape(
    "IncidentParticipant",
    participant_type=says(one_of("responder", "collaborator", "observer"), "part"),
    user=says(USER, "person"),
)
_PARTICIPANTS = Shape(
    "IncidentParticipants", active=says(Listed(_PARTICIPANT)), passive=says(Listed(_PARTICIPANT))
)


def _list(call: Call) -> Answer:
    incident = one_visible(call.query["incident_id"], call)
    if incident is None:
        raise Http404
    looked_at([incident], call)
    return {"incident_participants": _PARTICIPANTS.write(participants_of(incident))}


listing = Action(
    tag="IncidentParticipants V2", name="List", method="GET", path="/v2/incident_participants", do=_list,
    about=_("Who has a role, wrote or has something to do in it (active), and who follows it (passive)."),
    permission=Permission.INCIDENTS_VIEW, query=Parameters({"incident_id": Text(most=100, required=True)}),
    answers=Shape("IncidentParticipantsAnswer", incident_participants=says(_PARTICIPANTS)),
)  # fmt: skip
