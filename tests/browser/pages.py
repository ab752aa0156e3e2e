"""Every page there is, and who looks at it: found in an install's own process (see install.py)."""

import re
from dataclasses import dataclass

from turnout.core.people.models import Person, Team
from turnout.incidents.definitions.models.labels import RESTRICTED
from turnout.incidents.models import (
    AudienceRule,
    CustomField,
    FormElement,
    Incident,
    IncidentType,
    IntakePage,
    Role,
    StatusCategory,
)

SHEETS = [
    "severity/",
    "status/",
    "updates/",
    "resolution/",
    "cancellation/",
    "roles/lead/",
    "access/",
    "tasks/",
    "name/",
    "summary/",
    "kind/",
    "times/",
    "links/",
    "files/",
    "messages/",
    "near-miss/",
    "word/",
    "streams/",
    "related/",
    "thanks/",
    "fields/",
    "forms/custom-hand-over/",
    "label/",
    "merger/",
]


ASKING = "words=Too+few+riders+tonight&type=operations&severity=2&reported_as=confidential&grid-people=2"


@dataclass(frozen=True)
class Stop:
    """One page on the walk: a name for its picture, who looks (None: nobody signed in), where."""

    name: str
    person: str | None
    path: str
    expects: str = ""  # what the browser may complain of


def everywhere(rooms: dict[str, int] | None = None) -> list[Stop]:
    """rooms  the numbers of those scene.add_unusual_rooms() made"""
    unusual = _unusual(rooms or {})
    return [*_common(), *_rooms(), *unusual, *_people(), *_own(), *_running(), *_outside(), *_telling()]


def _common() -> list[Stop]:
    return [
        Stop("home", "bo", "/"),
        Stop("home-viewer", "eve", "/"),
        Stop("report", "ada", "/report/"),
        Stop("report-asking", "dee", f"/report/?{ASKING}"),
        Stop("report-over", "eve", "/report/?type=people&occasion=retrospective&private=1&hearing=quiet"),
        Stop("list", "bo", "/incidents/"),
        Stop("list-all", "bo", "/incidents/?state=any"),
        Stop("list-nothing", "bo", "/incidents/?q=xyzzy"),
        Stop("triage", "bo", "/triage/"),
        Stop("search", "bo", "/search/?q=order"),
        Stop("glossary", "eve", "/glossary/"),
        Stop("work", "bo", "/work/"),
        Stop("work-nothing", "eve", "/work/"),
        Stop("notifications", "bo", "/notifications/"),
        Stop("changes", "eve", "/changes/"),
    ]


def _rooms() -> list[Stop]:
    seen = Incident.objects.exclude(confidentiality=RESTRICTED).order_by("severity__rank", "-number")
    live = seen.filter(category=StatusCategory.LIVE, severity__isnull=False).first()
    triage = seen.filter(category=StatusCategory.TRIAGE).first()
    ended = seen.filter(review__isnull=False, category=StatusCategory.LEARNING).first()
    closed = seen.filter(category=StatusCategory.CLOSED, review__published_at__isnull=False).first()
    private = Incident.objects.filter(confidentiality=RESTRICTED).order_by("-number").first()
    assert live
    stops = [Stop("room-live", "bo", f"/incidents/{live.number}/")]
    stops += [
        Stop(f"sheet-{sheet.rstrip('/').replace('/', '-')}", "bo", f"/incidents/{live.number}/{sheet}")
        for sheet in SHEETS
    ]
    task = live.tasks.first()
    if task:
        stops.append(Stop("sheet-task", "bo", f"/incidents/{live.number}/tasks/{task.pk}/"))
    if triage:
        stops.append(Stop("room-triage", "bo", f"/incidents/{triage.number}/"))
        stops.append(Stop("room-thanks", _name(triage.reporter), f"/incidents/{triage.number}/?new=1"))
        stops.append(Stop("sheet-declining", "bo", f"/incidents/{triage.number}/declining/"))
    if ended:
        stops.append(Stop("room-ended", "bo", f"/incidents/{ended.number}/"))
        stops.append(Stop("sheet-reopening", "bo", f"/incidents/{ended.number}/reopening/"))
        stops.append(Stop("review-draft", "bo", f"/incidents/{ended.number}/review/"))
        stops.append(Stop("review-text", "bo", f"/incidents/{ended.number}/review/text/"))
        stops.append(Stop("sheet-review-document", "bo", f"/incidents/{ended.number}/review/document/"))
    if closed:
        stops.append(Stop("room-closed", "eve", f"/incidents/{closed.number}/"))
        stops.append(Stop("review", "eve", f"/incidents/{closed.number}/review/"))
    if private:
        stops.append(Stop("room-private", "finn", f"/incidents/{private.number}/"))
        stops.append(Stop("sheet-access-private", "finn", f"/incidents/{private.number}/access/"))
    return stops


UNUSUAL = [
    ("wide", "bo", "", "resolution/"),
    (
        "kept",
        "cy",
        "",
        "access/",
        "label/",
        "label/?to=open",
        "label/?to=sealed",
        "looks/",
        "exclusions/",
        "keepers/",
        "concerned/",
    ),
    ("sealed", "cy", ""),
    ("unnamed", "bo", "", "answer/", "acceptance/"),
    ("confided", "dee", "", "reporter/stepping-forward/"),
    ("exercise", "bo", ""),
    ("own-steps", "dee", "", "times/", "severity/"),
    ("own-steps", "finn", "erasing/"),
]


def _unusual(numbers: dict[str, int]) -> list[Stop]:
    """Rooms that look different from most, and what is asked in them alone."""
    stops = [
        Stop(
            f"room-{room}-{re.sub('[^a-z]+', '-', sheet)}".rstrip("-"),
            person,
            f"/incidents/{numbers[room]}/{sheet}",
        )
        for room, person, *sheets in UNUSUAL
        if room in numbers
        for sheet in sheets
    ]
    return [*stops, Stop("sealed", "finn", "/sealed/")]


def _name(person: Person | None) -> str:
    return person.email.partition("@")[0] if person else "bo"


def _people() -> list[Stop]:
    bo = Person.objects.filter(email__regex=r"^bo[.@]").earliest("created_at")
    team = Team.objects.order_by("name").first()
    return [
        Stop("people", "bo", "/people/"),
        Stop("people-admin", "gus", "/people/"),
        Stop("person", "ada", f"/people/{bo.pk}/"),
        Stop("person-admin", "gus", f"/people/{bo.pk}/"),
        Stop("invitations", "gus", "/people/invitations/"),
        Stop("teams", "gus", "/teams/"),
        *([Stop("team", "gus", f"/teams/{team.pk}/")] if team else []),
    ]


def _own() -> list[Stop]:
    return [
        Stop("profile", "bo", "/profile/"),
        Stop("profile-notifications", "bo", "/profile/notifications/"),
        Stop("profile-password", "bo", "/profile/password/"),
        Stop("profile-sessions", "bo", "/profile/sessions/"),
        Stop("profile-tokens", "bo", "/profile/tokens/"),
    ]


def _running() -> list[Stop]:
    return [
        Stop("settings", "gus", "/settings/"),
        *_settings(),
        Stop("system", "gus", "/system/"),
        Stop("outbox", "gus", "/outbox/"),
        Stop("gallery", "gus", "/gallery/"),
    ]


def _settings() -> list[Stop]:
    """What an admin shapes: types and their lifecycles, timestamps, and severity criteria."""
    kind = IncidentType.objects.get(key="operations")
    step = kind.lifecycle.statuses.filter(category="live").first() if kind.lifecycle else None
    stops = [
        Stop("settings-incident-type", "gus", f"/settings/incident-types/{kind.pk}/"),
        Stop("settings-incident-type-lifecycle", "gus", f"/settings/incident-types/{kind.pk}/lifecycle/"),
        Stop("settings-checklist", "gus", f"/settings/incident-types/{kind.pk}/checklist/"),
        Stop("settings-lifecycle", "gus", "/settings/lifecycles/default/"),
        Stop("settings-lifecycle-new", "gus", "/settings/lifecycles/new/"),
        Stop("settings-waiting-changes", "finn", "/settings/waiting-changes/"),
        Stop("settings-severity-criteria", "gus", "/settings/severity-criteria/?department=operations"),
        Stop("settings-timestamps", "gus", "/settings/timestamps/"),
        Stop("settings-timestamp-new", "gus", "/settings/timestamps/new/"),
        Stop("settings-role", "gus", f"/settings/roles/{Role.objects.get(key='lead').pk}/"),
        *_places(),
        *_made(),
    ]
    if step:
        stops.append(Stop("settings-status-removal", "gus", f"/settings/statuses/{step.pk}/removal/"))
    return stops


def _places() -> list[Stop]:
    """Each page the settings lead to, and the pages for something new on them."""
    new = "incident-types departments roles custom-fields forms notification-rules intake-pages durations"
    paths = [
        *new.split()[:-1],
        *"organization severities lifecycles packs terms api-keys/allowed-addresses".split(),
        "forms/declare",
        "forms/custom-hand-over",
        "forms/custom-hand-over/words",
        "packs/privacy",
        "blueprint",
        *(f"{each}/new" for each in new.split()),
    ]
    return [Stop(f"settings-{path.replace('/', '-')}", "gus", f"/settings/{path}/") for path in paths]


def _made() -> list[Stop]:
    """One of each that the demo organization made for itself."""
    field, asked = CustomField.objects.first(), FormElement.objects.first()
    rule, page = AudienceRule.objects.first(), IntakePage.objects.first()
    stops = []
    if field:
        stops.append(Stop("settings-field", "gus", f"/settings/custom-fields/{field.pk}/"))
    if asked:
        stops.append(Stop("settings-asked", "gus", f"/settings/forms/elements/{asked.pk}/"))
    if rule:
        stops.append(Stop("settings-notification-rule", "gus", f"/settings/notification-rules/{rule.pk}/"))
    if page:
        stops.append(Stop("settings-intake-page", "gus", f"/settings/intake-pages/{page.pk}/"))
        stops.append(Stop("settings-intake-sheet", "gus", f"/settings/intake-pages/{page.pk}/sheet/"))
    return stops


def _outside() -> list[Stop]:
    return [
        Stop("sign-in", None, "/sign-in/"),
        Stop("invitation-gone", None, "/invitation/nothing/", "status of 4"),
        Stop("not-found", "bo", "/nowhere/", "status of 404"),
        Stop("not-allowed", "eve", "/settings/", "status of 40"),
    ]


def _telling() -> list[Stop]:
    """Without signing in, from the sheet on the wall on."""
    page = IntakePage.objects.first()
    if page is None:
        return []
    return [
        Stop("tell", None, "/tell/"),
        Stop("tell-place", None, f"/tell/{page.key}/"),
        Stop("tell-answers", None, "/tell/answers/"),
    ]
