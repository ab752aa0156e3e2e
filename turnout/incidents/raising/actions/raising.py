"""Raising an incident: the one verb behind every entrance."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from turnout.core.connect.actions.links import is_noted, made_before
from turnout.core.events.actors import acting
from turnout.core.events.record import record
from turnout.core.events.types import PersonId
from turnout.core.lib import clock
from turnout.core.lib.ids import new_id
from turnout.core.people.acting import is_turnout
from turnout.core.people.models import Person
from turnout.incidents.access.actions.keepers import MOST_CONCERNED, bring_in_keepers, note_concerned
from turnout.incidents.access.keepers import FEWEST, keepers_of
from turnout.incidents.audience.actions.audience_access import note_let_in
from turnout.incidents.audience.resolver import audience_of, draft_of, who_may_know_reporter
from turnout.incidents.definitions.lifecycles import first_status
from turnout.incidents.definitions.models import IncidentType, Severity, StatusCategory
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.fields import checked, store
from turnout.incidents.fields.models import CustomField
from turnout.incidents.fields.models.fields import set_draft_values
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.feedback import schedule_feedback
from turnout.incidents.incident.actions.numbers import next_number
from turnout.incidents.incident.events import IncidentRaised
from turnout.incidents.incident.models import Access, Exclusion, Incident, Subscription
from turnout.incidents.incident.models.incident import ANONYMOUS, CONFIDENTIAL, NAME_LENGTH, NAMED
from turnout.incidents.incident.models.modes import RETROSPECTIVE
from turnout.incidents.reporters.actions.reporters import keep_unnamed


@dataclass(frozen=True, kw_only=True)
class Reporting:
    """How somebody raises it, where that isn't simply: with their name, for themselves, and now.

    reported_as   named, confidential (only those the preview named may learn who it was) or anonymous
    on_behalf_of  whose report it is: they are its reporter, and told so
    mode          standard, test (an exercise: nobody is told) or retrospective (over already: no alarm, but
                  what is serious goes through triage like anything else)
    resolved_at   for a retrospective one, when it ended
    contact       how to reach somebody without a name, if they said so
    receipt       the code that leads an anonymous reporter back, hashed
    about         whom it is about: they don't decide in it, aren't told, and see nothing of a private one
    """

    reported_as: str = NAMED
    on_behalf_of: Person | None = None
    mode: str = "standard"
    resolved_at: datetime | None = None
    contact: str = ""
    receipt: str | None = None
    about: tuple[Person, ...] = ()


PLAINLY = Reporting()


@transaction.atomic
def raise_incident(
    *,
    name: str,
    by: Person | None,
    type: IncidentType | None = None,
    severity: Severity | None = None,
    summary: str = "",
    place: str = "",
    private: bool = False,
    started_at: datetime | None = None,
    mode: str = "standard",
    quiet: bool = False,
    reporting: Reporting = PLAINLY,
    token: str | None = None,
    id: str | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Incident:
    """Someone says that something is going wrong. It waits in triage, and its reporter follows it.

    A name longer than 200 characters is cut at a word; the whole of it goes on top of the summary.

    by     None for an anonymous one alone
    quiet  nobody is told now; it waits in triage. What is serious is never quiet
    token  of one filled-in form: sending it again returns the incident it created
    id     for the new incident, for callers that must tell it from one made before
    fields  what custom fields hold from the start, by key
    Raises NotPossible for an empty name, for what a field can't hold, and for a way of reporting that makes
    no sense.
    """
    name, summary = _name_of(name, summary)
    if mode != "standard":
        reporting = replace(reporting, mode=mode)
    refuse(reporting, by, started_at)
    draft = draft_of(
        type=type,
        severity=severity,
        private=private,
        place=place,
        by=reporting.on_behalf_of or by,
        reported_as=reporting.reported_as,
        mode=reporting.mode,
        about=reporting.about,
    )
    draft.id, draft.name, draft.summary, draft.started_at = id or new_id(), name, summary, started_at
    earlier = made_before("incident", _sending(by, token, reporting), draft.pk) if token else None
    if earlier:
        return Incident.objects.get(pk=earlier)
    values = checked(fields or {})
    set_draft_values(draft, {field.key: value for field, value in values.items() if value is not None})
    return _save(draft, reporting, values, by=by, quiet=quiet)


def _save(
    incident: Incident,
    reporting: Reporting,
    values: Mapping[CustomField, Any],
    *,
    by: Person | None,
    quiet: bool,
) -> Incident:
    """Part of raising: everything that belongs to it, in the order that keeps others waiting least."""
    over, serious = reporting.mode == RETROSPECTIVE, incident.is_serious
    to_learn = over and not serious
    status = first_status(StatusCategory.LEARNING if to_learn else StatusCategory.TRIAGE, incident.type)
    incident.status, incident.category = status, status.category
    incident.reported_at = incident.changed_at = clock.now()
    if over:
        incident.accepted_at = incident.reported_at if to_learn else None
        incident.resolved_at = reporting.resolved_at or incident.reported_at
    schedule_feedback(incident)
    named = [each for each in {by, incident.reporter} if each and incident.reporter]
    Subscription.objects.bulk_create([Subscription(incident=incident, person=each) for each in named])
    raised = IncidentRaised(
        quiet=quiet and not serious,
        reported_as=reporting.reported_as,
        on_behalf_of=PersonId(reporting.on_behalf_of.pk) if reporting.on_behalf_of else None,
        mode=reporting.mode,
    )
    record(incident, raised, by=by if incident.reporter else None)
    _note_whom_it_is_about(incident, reporting)
    if incident.is_restricted:
        _let_in(incident, named, by)
    store(incident, values)
    # Last, because everyone else who reports one waits for the number. References are checked on commit.
    incident.number = next_number()
    incident.save(force_insert=True)
    search.index(incident)
    if reporting.reported_as != NAMED:
        keep_unnamed(
            incident,
            person=by if reporting.reported_as == CONFIDENTIAL else None,
            contact=reporting.contact,
            receipt=reporting.receipt,
            knowers=who_may_know_reporter(incident),
        )
    return incident


def _name_of(name: str, summary: str) -> tuple[str, str]:
    words, name = name.strip(), " ".join(name.split())
    if not name:
        raise NotPossible(_("Say in a few words what is going wrong."))
    if len(name) > NAME_LENGTH:
        summary = f"{words}\n\n{summary}".strip()
        name = name[: NAME_LENGTH - 1].rsplit(" ", 1)[0][: NAME_LENGTH - 1] + "…"
    return name, summary


def refuse(reporting: Reporting, by: Person | None, started_at: datetime | None) -> None:
    """Part of raising: say no to what contradicts itself."""
    unnamed = reporting.reported_as != NAMED
    if is_turnout(by) and reporting.reported_as != ANONYMOUS:
        raise NotPossible(_("Somebody has to report it, with their name or without."))
    if unnamed and (reporting.mode != "standard" or reporting.on_behalf_of):
        raise NotPossible(_("For a colleague, for an exercise or after the fact, report it with your name."))
    if len(reporting.about) > MOST_CONCERNED:
        raise NotPossible(_("Name up to %(most)s people.") % {"most": MOST_CONCERNED})
    if by and by in reporting.about:
        raise NotPossible(_("Whom is it about? Leave yourself out: you're reporting it."))
    now = clock.now()
    times = [each for each in (started_at, reporting.resolved_at) if each]
    if reporting.mode == RETROSPECTIVE and (any(each > now for each in times) or times != sorted(times)):
        raise NotPossible(
            _("It began before it ended, and both are over by now. Look at the two times again.")
        )


def is_known_report(by: Person | None, token: str) -> bool:
    """Whether `by` (or the actor, without a person) already reported one with this token."""
    return is_noted("incident", _sending(by, token, PLAINLY))


def _sending(by: Person | None, token: str, reporting: Reporting) -> str:
    """What tells one form from another. Of an unnamed reporter nothing is left that could be read back."""
    if reporting.reported_as == NAMED:
        return f"{by.pk if by else acting().id}:{token}"
    who = by.pk if by and reporting.reported_as == CONFIDENTIAL else ""
    return salted_hmac("incidents.raising", f"{who}:{token}", algorithm="sha256").hexdigest()


def _note_whom_it_is_about(incident: Incident, reporting: Reporting) -> None:
    if not reporting.about:
        return
    note_concerned(incident, reporting.about)
    if incident.is_restricted:
        kept_out = [Exclusion(incident=incident, person=each) for each in reporting.about]
        Exclusion.objects.bulk_create(kept_out)


def _let_in(incident: Incident, named: list[Person], by: Person | None) -> None:
    """Let in the reporter, and the people they were shown: those whom rules let into incidents like this."""
    audience = audience_of(incident, by=by)
    inside = {each.pk for each in (*named, *audience.let_in)}
    people = [Access(incident=incident, person_id=each) for each in inside]
    teams = [Access(incident=incident, team=each) for each in audience.teams]
    Access.objects.bulk_create([*people, *teams])
    bring_in_keepers(incident, audience.let_in)
    if audience.let_in:
        note_let_in(incident, audience, audience.let_in)
    others = [each for each in keepers_of(incident) if each != incident.reporter]
    if incident.reporter and len(others) < FEWEST:
        bring_in_keepers(incident, [incident.reporter])
