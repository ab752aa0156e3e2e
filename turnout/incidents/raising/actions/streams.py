"""Parts of an incident with a lead and a room of their own."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.connect.actions.links import made_before
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.access.actions.following import follow
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.lifecycles import first_status
from turnout.incidents.definitions.models import Role, StatusCategory
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.lifecycle import resolve_incident
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.actions.numbers import next_number
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import NAME_LENGTH
from turnout.incidents.incident.models.streams import INHERITED, STREAM
from turnout.incidents.raising.events import StreamAdded, StreamOpened

MOST = 30  # of one incident


@transaction.atomic
def open_stream(
    whole: Incident, name: str, *, by: Person, lead: Person | None = None, token: str | None = None
) -> Incident:
    """Open a workstream: a part of an incident with its own lead and timeline, visible with the whole.

    token  of one filled-in form: sending it again returns the workstream it created
    Raises NotPossible for an empty name, a whole that is over or a stream itself, and for a lead who may not
    see the whole.
    """
    name = " ".join(name.split())
    if not name:
        raise NotPossible(_("Say in a few words what this part is about."))
    if len(name) > NAME_LENGTH:
        raise NotPossible(_("Keep the name to %(most)s characters.") % {"most": NAME_LENGTH})
    whole = lock(whole)
    _refuse(whole)
    status = first_status(StatusCategory.LIVE, whole.type)
    stream = Incident(
        name=name, type=whole.type, discipline_id=whole.discipline_id, severity=whole.severity,
        status=status, category=status.category, mode=STREAM, place=whole.place, parent=whole,
        reported_at=clock.now(), accepted_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    for field in INHERITED:
        setattr(stream, field, getattr(whole, field))
    earlier = made_before("stream", f"{whole.pk}:{by.pk}:{token}", stream.pk) if token else None
    if earlier:
        return Incident.objects.get(pk=earlier)
    stream.number = next_number()
    stream.save(force_insert=True)
    search.index(stream)
    follow(stream, by)
    record(stream, StreamOpened(whole=whole.number, whole_id=whole.pk), by=by)
    touch(whole)
    record(whole, StreamAdded(number=stream.number, stream=stream.pk), by=by)
    if lead is not None:
        assign_role(stream, Role.objects.get(key="lead"), lead, by=by)
    return stream


@transaction.atomic
def resolve_with_streams(incident: Incident, *, by: Person | None, note: str = "") -> Incident:
    """It is over, and so are its streams that still go on."""
    for stream in lock(incident).streams.ongoing().order_by("pk"):
        resolve_incident(stream, by=by, note=note)
    return resolve_incident(incident, by=by, note=note)


def _refuse(whole: Incident) -> None:
    if whole.parent_id:
        raise NotPossible(_("This is a stream itself. Open another one at the incident it is part of."))
    if not whole.is_open:
        raise NotPossible(_("This is over already: it is “%(status)s”.") % {"status": whole.status.name})
    if whole.streams.count() >= MOST:
        raise NotPossible(_("An incident has up to %(most)s streams.") % {"most": MOST})
