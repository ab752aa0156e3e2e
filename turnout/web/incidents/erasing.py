"""Erasing words and files for good: choosing what, and saying why."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import types
from turnout.core.lib.cached_tables import cached_table
from turnout.core.lib.markdown import plain
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.proposals import propose
from turnout.incidents.access.members import may_erase
from turnout.incidents.fields.events import FieldsChanged
from turnout.incidents.fields.models import CustomField
from turnout.incidents.fields.models.fields import values_of
from turnout.incidents.fields.values import field_by_key
from turnout.incidents.incident.own_case import is_about
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.erasing import WHY_LENGTH
from turnout.reviews.models import Review
from turnout.web.incidents.deciding import takes_two
from turnout.web.incidents.room import ask, in_incident

OFFERED = 100  # of each sort, the newest


class ErasingForm(forms.Form):
    what = forms.ChoiceField(label=gettext_lazy("What?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=WHY_LENGTH,
        help_text=gettext_lazy("Stays on the timeline. Don't repeat what is to go."),
    )

    def __init__(self, *given: Any, incident: Incident, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["what"].choices = list(_choices(incident))  # type: ignore[attr-defined]


@in_incident(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def show(request: SignedInRequest, incident: Incident) -> HttpResponse:
    if not may_erase(incident, request.user) or is_about(incident, request.user):
        raise Http404
    return ask(
        request,
        incident,
        ErasingForm(request.POST or None, incident=incident),
        lambda data: _erase(incident, data, request.user),
        title=_("Erase something for good"),
        submit=_("Propose"),
        is_grave=True,
        explain=_(
            "It goes everywhere in Turnout: here, in the log, the search and what people were told. Nobody "
            "gets it back. Mails that went out and backups made before still have it."
        )
        + "\n"
        + takes_two(),
    )


def _erase(incident: Incident, data: dict[str, Any], by: Person) -> None:
    what, _colon, id = data["what"].partition(":")
    if what == "review":
        propose(incident, "erase_review", {"review": id}, by=by, reason=data["why"])
    else:
        thing = {"incident": incident.pk, "what": what, "id": id}
        propose(incident, "erase", thing, by=by, reason=data["why"])


def _choices(incident: Incident) -> Iterator[tuple[str, str]]:
    """What there is, the newest of each sort first, each with how it begins."""
    yield "words:", _line(_("Name, summary and place"), incident.name)
    review = Review.objects.filter(incident=incident).exclude(body="", address="").first()
    if review is not None:
        yield f"review:{review.pk}", _line(_("Review"), review.address or review.body)
    sorts: list[tuple[str, str, Any, str]] = [
        ("message", _("Message"), incident.messages.exclude(body=""), "body"),
        ("update", _("Update"), incident.updates.exclude(body=""), "body"),
        (
            "attachment",
            _("File"),
            incident.attachments.filter(Q(removed_at=None) | Q(forget_at__isnull=False)),
            "name",
        ),
        ("link", _("Link"), incident.links.all(), "title"),
        ("task", _("Task"), incident.tasks.all(), "title"),
        ("item", _("What happened"), incident.timeline_items.all(), "title"),
    ]
    for what, name, rows, field in sorts:
        for pk, text in rows.order_by("-created_at", "-pk").values_list("pk", field)[:OFFERED]:
            yield f"{what}:{pk}", _line(name, text)
    yield from ((f"field:{pk}", _line(_("Custom field"), name)) for pk, name in _fields(incident))
    noted = RecordedEvent.objects.filter(subject_id=incident.pk, data__note__gt="")
    noted = noted.exclude(verb__in=[verb for verb, cls in types.items() if cls.accounts])
    for pk, data in noted.order_by("-at", "-pk").values_list("pk", "data")[:OFFERED]:
        yield f"note:{pk}", _line(_("Note"), data["note"])


def _fields(incident: Incident) -> Iterator[tuple[str, str]]:
    """Those that hold something, or did."""
    held = {field.pk for each in values_of(incident) if (field := field_by_key(each))}
    changed = RecordedEvent.objects.filter(subject_id=incident.pk, verb=FieldsChanged.verb)
    for data in changed.order_by("-at", "-pk").values_list("data", flat=True)[:OFFERED]:
        held.update(data.get("field_ids", ()))
    return ((pk, field.name) for pk, field in cached_table(CustomField).items() if pk in held)


def _line(name: str, text: str) -> str:
    return f"{name}: {Truncator(plain(text, addresses=False)).chars(90)}"
