"""Every component in every state, with made-up people and incidents that are never saved."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.models import Incident, Severity, Status
from turnout.web.guard import guard

PEOPLE = (
    ("Ada Moreno", "Support agent"),
    ("Bo Lindqvist", "Engineer on call"),
    ("نور الدين العلوي", "قائد الدراجين"),
    ("Maria-Fernanda dos Santos Albuquerque de Vasconcelos e Noronha", "Regional partnerships coordinator"),
    ("李 伟", "Data engineer"),
    ("Zoë O’Brien-Świątek", "Press officer"),
    ("יעל בן־דוד", "Rider captain"),
    ("Finn", "Chief executive"),
)
SEVERITIES = ((1, "Critical"), (2, "Major"), (3, "Moderate"), (4, "Minor"), (5, "Note"))
STATUSES = (
    ("Triage", "triage"),
    ("Fixing", "live"),
    ("Paused", "paused"),
    ("Reviewing", "learning"),
    ("Closed", "closed"),
    ("Declined", "declined"),
    ("Canceled", "canceled"),
    ("Merged", "merged"),
)
NAMES = (
    "Card payments fail at checkout in Lisbon",
    "One freezer in Leeds reads two degrees too warm",
    "A spreadsheet with riders’ bank details went to the wrong restaurant",
    "لا تصل الطلبات إلى الدراجين في وسط المدينة منذ الصباح",
    "Orderwithoutanyspacesthatgoesonandonandonuntilnoscreeniswideenoughtoholditinoneline at the depot",
    "Two dispatchers short for tonight",
    "Our largest school customer says they will leave by Friday",
    "The lift is stuck again",
)
KINDS = (
    ("wrench", "Something’s broken", "An app, a device, a door, a fridge"),
    ("heart-handshake", "A customer is at risk", "Unhappy, leaving, or let down"),
    ("user-round-x", "Someone’s data", "Sent to the wrong person, lost or seen"),
    ("life-buoy", "Someone’s hurt or unsafe", "An accident, a threat, a near miss"),
    ("circle-question-mark", "Not sure", ""),
)

TEXT = """**Only new cards.** Saved cards work. See https://status.example.com and:

1. Calls are up
2. `card_type=new` fails at the processor

> They see it too.

| City | Failing |
|---|---|
| Lisbon | 412 |
| Leeds | 0 |
"""


class Example(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(label=_("Your name"), initial="Ada Moreno")
    mail = forms.EmailField(label=_("Email"), help_text=_("Only used to tell you what came of it."))
    place = forms.ChoiceField(
        label=_("Where"), choices=[("", "Anywhere"), ("lisbon", "Lisbon"), ("leeds", "Leeds")]
    )
    due = forms.DateField(label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(label=_("What happened"), widget=forms.Textarea, required=False)
    how = forms.ChoiceField(
        label=_("How to reach you"),
        choices=[("mail", "Email"), ("phone", "Phone")],
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label=_("Tell me how it ends"), help_text=_("One message, nothing more."))


def _people() -> list[Person]:
    return [Person(id=f"{i:026}", name=name, title=title) for i, (name, title) in enumerate(PEOPLE)]


def _incidents(people: list[Person]) -> list[Incident]:
    now = clock.now()
    ranks: list[tuple[int, str] | None] = [*SEVERITIES, None, (2, "Major"), (4, "Minor")]
    incidents = []
    for i, name in enumerate(NAMES):
        status_name, category = STATUSES[i]
        rank = ranks[i]
        incident = Incident(
            number=1200 + i,
            name=name,
            category=category,
            severity=Severity(rank=rank[0], name=rank[1]) if rank else None,
            status=Status(name=status_name, category=category),
            confidentiality="restricted" if i == 2 else "open",
            reported_at=now - timedelta(minutes=4**i),
            next_update_at=now + timedelta(minutes=(12, -7, 90)[i % 3]) if i < 3 else None,
        )
        role = SimpleNamespace(is_lead=True, rank=1)
        held = [SimpleNamespace(person=people[i], role=role)] if i % 4 else []
        vars(incident)["present_assignments"] = held  # as `with_labels` would have it
        incidents.append(incident)
    return incidents


@guard(Permission.SETTINGS_MANAGE, hidden=True)
def show(request: HttpRequest) -> HttpResponse:
    people = _people()
    now = clock.now()
    context: dict[str, Any] = {
        "people": people,
        "incidents": _incidents(people),
        "severities": [Severity(rank=rank, name=name) for rank, name in SEVERITIES],
        "statuses": [Status(name=name, category=category) for name, category in STATUSES],
        "kinds": KINDS,
        "form": Example(),
        "bad_form": Example({"name": "", "mail": "ada at work", "how": "pigeon"}),
        "page": Paginator(range(320), 50).page(2),
        "times": [now - timedelta(minutes=m) for m in (0, 3, 50, 180, 2000, 20_000, 600_000)],
        "coming": [now + timedelta(minutes=m) for m in (4, 45, 300, 3000, -5)],
        "lengths": [timedelta(seconds=s) for s in (45, 720, 4800, 270_000)],
        "unread": 3,
        "text": TEXT,
    }
    return render(request, "gallery/show.html", context)
