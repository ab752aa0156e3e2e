"""The incident: the page, and the parts of it that open pages fetch again when something changed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.access_requests import access_request_token, can_request_access
from turnout.incidents.access.members import may_let_in, may_well_erase
from turnout.incidents.definitions.models.timestamps import BUILT_IN
from turnout.incidents.fields.questions import custom_forms, questions
from turnout.incidents.fields.values import fields_in_use
from turnout.incidents.incident.actions.exercises import was_exercise
from turnout.incidents.incident.endings import ending_of
from turnout.incidents.incident.models.incident import NAMED
from turnout.incidents.incident.models.modes import STANDARD
from turnout.incidents.incident.models.visibility import ASKED
from turnout.incidents.incident.roles import missing_roles
from turnout.incidents.incident.timestamps import durations_of, time_name, times_of
from turnout.incidents.incident.unnamed import follows_unnamed, is_unnamed_reporter
from turnout.incidents.models import Access, Incident, Occasion, Role, StatusCategory, Subscription
from turnout.incidents.reporters.receipts import has_receipt
from turnout.incidents.reporters.speaking import offers_writing
from turnout.incidents.room.catching_up import CatchUp, catch_up, others_present
from turnout.incidents.room.relations import related_to, streams_of
from turnout.incidents.room.rooms import SHOWN, room_of, timeline_of
from turnout.reviews.models import Review
from turnout.web.incidents import custom_fields
from turnout.web.incidents.deciding import waiting_for
from turnout.web.incidents.endings import spoken
from turnout.web.incidents.forms import MessageForm
from turnout.web.incidents.reporter import standing
from turnout.web.incidents.room import in_incident


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def show(request: SignedInRequest, incident: Incident) -> HttpResponse:
    known = catch_up(incident, by=request.user)
    return render(
        request,
        "incidents/show.html",
        {
            **now(request, incident, known),
            **timeline(request, incident, known),
            **side(request, incident),
            "message_form": MessageForm(),
            "just_raised": request.GET.get("new") == "1"
            and (incident.reporter_id == request.user.pk or is_unnamed_reporter(incident, request.user)),
        },
    )


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def now_part(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return render(request, "incidents/_now.html", now(request, incident, catch_up(incident, by=request.user)))


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def timeline_part(request: SignedInRequest, incident: Incident) -> HttpResponse:
    known = catch_up(incident, by=request.user)
    return render(request, "incidents/_timeline.html", timeline(request, incident, known))


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def side_part(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return render(request, "incidents/_side.html", side(request, incident))


def now(request: SignedInRequest, incident: Incident, known: CatchUp) -> dict[str, Any]:
    """The top of the page: what is going on, in ten seconds."""
    merged_into = seen_whole(incident, by=request.user)
    missing = missing_roles(incident)
    unnamed = is_unnamed_reporter(incident, request.user)
    is_own = unnamed or incident.reporter_id == request.user.pk
    return {
        **spoken(incident, request.user, is_own=is_own),
        "incident": incident,
        "catch_up": known,
        "last_update": room_of(incident).last_update,
        "present": others_present(incident, by=request.user),
        "in_triage": incident.category == StatusCategory.TRIAGE,
        "asked_to_accept": incident.category == StatusCategory.TRIAGE
        and bool(questions(Occasion.ACCEPT, incident, {})),
        "custom_forms": custom_forms(incident),
        "is_over": incident.category in (StatusCategory.LEARNING, StatusCategory.CLOSED),
        "missing_roles": missing,
        "is_mine_unnamed": unnamed,
        "is_own": is_own,
        # Leading would reveal an unnamed reporter.
        "to_lead": incident.lead is None and not unnamed and not any(role.is_lead for role in missing),
        "my_roles": [held.role for held in incident.holders if held.person_id == request.user.pk],
        "follows": follows_unnamed(incident, request.user)
        or Subscription.objects.filter(incident=incident, person=request.user).exists(),
        "review": SimpleLazyObject(lambda: Review.objects.filter(incident=incident).first()),
        "merged_into": merged_into,
        "ending": ending_of(incident),
        "exercise_again": incident.mode == STANDARD
        and incident.lead == request.user
        and was_exercise(incident),
        "ended_with": room_of(incident).ended_with,
        "waiting": waiting_for(incident, request.user),
        "may_erase": may_well_erase(incident, request.user),
        "ask_to_see": link_to_hidden(incident, by=request.user) if merged_into is None else "",
    }


def seen_whole(incident: Incident, *, by: Person) -> Incident | None:
    """What this one goes on in, if they may see it."""
    if incident.merged_into_id is None:
        return None
    return Incident.objects.visible_to(by).filter(pk=incident.merged_into_id).first()


def link_to_hidden(incident: Incident, *, by: Person) -> str:
    """Where they may ask to see what this one goes on in; empty where they mustn't learn that it is there."""
    into = incident.merged_into
    return (
        f"/access/{access_request_token(into)}/" if into is not None and can_request_access(into, by) else ""
    )


def timeline(request: SignedInRequest, incident: Incident, known: CatchUp) -> dict[str, Any]:
    """The room: newest first, with the place from which it is new to this reader."""
    stretch = timeline_of(incident, before=request.GET.get("before", ""), since=request.GET.get("since", ""))
    shown = stretch.folded(known.since_event)[::-1]
    # The line "you were here before this" stands under the oldest thing that is new.
    new_ones = known.new and next((i for i, each in enumerate(shown) if each.id == known.since_event), 0)
    return {
        "incident": incident,
        "has_receipt": incident.reported_as != NAMED
        and has_receipt(incident)
        and offers_writing(incident, request.user),
        "timeline": stretch,
        "entries": shown,
        "seen_below": shown[new_ones - 1].id if new_ones else None,
        "is_older_page": bool(request.GET.get("before")),
    }


def side(request: SignedInRequest, incident: Incident) -> dict[str, Any]:
    """People, tasks, material, facts."""
    room = room_of(incident)
    times = times_of(incident)
    held = {each.role_id: each.person for each in incident.holders}
    return {
        **standing(incident, request.user),
        "incident": incident,
        "roles": [(role, held.get(role.pk)) for role in cached_table(Role).values()],
        "actions": [task for task in room.tasks if not task.is_follow_up],
        "follow_ups": [task for task in room.tasks if task.is_follow_up],
        "links": room.links,
        "files": room.files,
        "removed": room.removed,
        "pinned": room.pinned,
        "let_in": Access.objects.present()
        .filter(incident=incident)
        .order_by("team__name", "person__folded")[:SHOWN]
        if incident.is_restricted
        else [],
        "asking": incident.access_requests.filter(state=ASKED).count()
        if incident.is_restricted and may_let_in(incident, request.user)
        else 0,
        "custom_facts": custom_fields.facts(incident),
        "has_fields": bool(fields_in_use()),
        "streams": streams_of(incident, request.user) if room.is_whole and not incident.parent_id else [],
        "related": related_to(incident, request.user),
        "followers": room.followers,
        "own_times": [(time_name(key), at) for key, at in times.items() if key not in BUILT_IN],
        "durations": [took for took in durations_of(times) if took.length] if not incident.is_open else [],
        "parts": Incident.objects.visible_to(request.user).filter(merged_into=incident).newest_first()[:SHOWN]
        if room.is_whole
        else [],
    }
