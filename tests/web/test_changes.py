"""The page of what was changed: who, from what to what, by which door, for everyone who works here."""

import csv
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.test import Client

from tests.world import World
from turnout.core.connect.actions.connections import change_connection, create_connection
from turnout.core.connect.installed import integrations
from turnout.core.events.models import RecordedEvent
from turnout.core.events.sources import API, coming_from
from turnout.core.events.types import types
from turnout.core.people.actions.keys import create_api_key
from turnout.core.people.actions.organization import change_organization
from turnout.core.people.actions.profile import change_profile
from turnout.core.people.actions.roles import change_role
from turnout.core.people.actions.teams import add_member, create_team, remove_team
from turnout.incidents.audience.actions.rules import create_audience_rule, remove_audience_rule
from turnout.incidents.definitions.actions.definitions import change_definition
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.forms import add_element, change_element
from turnout.incidents.models import IncidentType, Severity
from turnout.incidents.raising.actions.intake import change_intake_page, create_intake_page

PAGE = "/changes/"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def last(verb: str) -> Any:
    return RecordedEvent.objects.filter(verb=verb).latest("id").event


def changes_in(verb: str) -> dict[str, tuple[Any, Any]]:
    return {each["field"]: (each["was"], each["now"]) for each in last(verb).changes}


def test_everyone_reads_what_an_admin_changed_and_what_it_was(
    world: World, browser_as: Callable[..., Client]
) -> None:
    one = IncidentType.objects.exclude(starts_as="open").first()
    assert one
    change_definition(one, starts_as="open", by=world.finn)
    with coming_from(API):
        change_role(world.bo, "admin", by=world.finn)
    page = text_of(browser_as(world.eve).get(PAGE))
    assert "Finn Gallagher changed Bo Lindqvist&#x27;s role from Responder to Admin" in page
    assert "through the API" in page
    assert "Who can see a new incident of this type?" in page
    assert "Restricted" in page or "Sealed" in page


def test_a_removed_rule_is_still_told_in_full(world: World, browser_as: Callable[..., Client]) -> None:
    team = create_team("Directors", by=world.finn)
    always = [[{"of": "severity", "is": "at_least", "values": ["2"]}]]
    rule = create_audience_rule(name="Anything major", conditions=always, teams=[team], by=world.gus)
    remove_audience_rule(rule, by=world.gus)
    page = text_of(browser_as(world.ada).get(PAGE, {"area": "rules"}))
    assert "Gus Petrov removed the notification rule “Anything major”" in page
    assert "Directors" in page and "created the team" not in page


def test_whatever_is_set_says_what_it_was(world: World) -> None:
    change_organization(
        world.organization, name="Saffron Street", timezone="UTC", answer_days=90, by=world.gus
    )
    assert changes_in("organization.changed") == {"answer_days": (5, 90)}
    secret = IncidentType.objects.exclude(starts_as="open")[0]
    open_one = IncidentType.objects.filter(starts_as="open")[0]
    page = create_intake_page(name="Speak up", type=secret, by=world.finn)
    change_intake_page(
        page, name="Speak up", place="", type=open_one, allows_anonymous=True, is_active=True, by=world.gus
    )
    assert changes_in("intake_page.changed") == {
        "type": ({"id": secret.pk, "name": secret.name}, {"id": open_one.pk, "name": open_one.name})
    }
    field = add_field(name="Who saw it", kind="text", by=world.gus)
    element = add_element("declare", field=field, by=world.gus)
    change_element(element, required="always", by=world.gus)
    was, now = changes_in("form.changed")["question"]
    assert (was["required"], now["required"]) == ("never", "always") and now["field"]["name"] == "Who saw it"
    severity = Severity.objects.get(rank=1)
    change_definition(severity, name="Cosmetic", by=world.gus)
    assert changes_in("kind.changed") == {"name": ("Critical", "Cosmetic")}
    team = create_team("Triage (old)", purpose="Looks first", by=world.gus)
    add_member(team, world.ada, by=world.gus)
    remove_team(team, by=world.gus)
    gone = changes_in("team.removed")
    assert gone["purpose"] == ("Looks first", None) and gone["members"][0][0]["id"] == world.ada.pk
    change_profile(world.eve, name="Eve Nowak", title="Chief", timezone="UTC", language="en", by=world.eve)
    assert (last("person.name_changed").was, last("person.name_changed").now) == ("Eve Novak", "Eve Nowak")
    assert changes_in("person.title_changed") == {"title": ("Contractor", "Chief")}


def test_no_secret_is_ever_written_down(world: World, browser_as: Callable[..., Client]) -> None:
    _key, secret = create_api_key("Backstage", ["incidents:view"], by=world.gus)
    url = "https://hooks.example.org/services/T0KEN"
    kind = next(each.manifest.key for each in integrations().values() if "url" in each.manifest.parts)
    made = create_connection(kind, "Chat", {"url": url}, by=world.gus)
    change_connection(made, label="Chat", settings={"url": url.replace("hooks", "elsewhere")}, by=world.gus)
    said = str(list(RecordedEvent.objects.filter(area__isnull=False).values_list("data", flat=True)))
    assert secret not in said and "T0KEN" not in said
    page = text_of(browser_as(world.eve).get(PAGE, {"area": "connections"}))
    assert "hooks.example.org" in page and "elsewhere.example.org" in page and "T0KEN" not in page


def test_what_happens_in_incidents_and_to_a_person_alone_stays_off_the_page(
    world: World, browser_as: Callable[..., Client]
) -> None:
    world.raise_incident("Somebody was touched at the party", by=world.ada)
    browser_as(world.ada).get("/")
    assert not RecordedEvent.objects.filter(area__isnull=False, subject_kind="incident").exists()
    belongs = {verb for verb, cls in types.items() if cls.area}
    assert not {verb for verb in belongs if verb.startswith("incident.")}
    assert not belongs & {
        "person.signed_in",
        "person.notified",
        "person.contact_method_added",
        "person.preference_set",
        "person.profile_changed",
        "api_token.created",
    }


def test_a_row_that_says_it_belongs_here_is_believed_only_if_its_class_does(
    world: World, browser_as: Callable[..., Client]
) -> None:
    world.raise_incident("Somebody was touched at the party")
    RecordedEvent.objects.filter(verb="incident.raised").update(area="people")
    assert "reported" not in text_of(browser_as(world.eve).get(PAGE, {"area": "people"}))


def test_it_is_narrowed_by_what_by_whom_about_whom_and_when(
    world: World, browser_as: Callable[..., Client]
) -> None:
    create_team("Directors", by=world.finn)
    change_role(world.ada, "admin", by=world.gus)
    eve = browser_as(world.eve)
    assert "Directors" not in text_of(eve.get(PAGE, {"by": "Gus Petrov"}))
    assert "Ada Moreno&#x27;s role" in text_of(eve.get(PAGE, {"by-id": world.gus.pk}))
    about = text_of(eve.get(PAGE, {"about": world.ada.pk}))
    assert "Ada Moreno&#x27;s role" in about and "Bo Lindqvist joined" not in about
    assert "Nothing was changed" in text_of(eve.get(PAGE, {"until": "2001-01-01"}))
    assert eve.get(PAGE, {"since": "soon", "before": "x-y", "area": "?"}).status_code == 200


def test_pages_follow_each_other_without_a_gap_and_cost_the_same(
    world: World, browser_as: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    with transaction.atomic():
        for number in range(60):
            create_team(f"Team {number}", by=world.finn)
    eve = browser_as(world.eve)
    eve.get(PAGE)
    with django_assert_max_num_queries(8):
        first = eve.get(PAGE, {"area": "teams"})
    place = first.context["next"]
    second = eve.get(PAGE, {"area": "teams", "before": place})
    seen = [line.id for page in (first, second) for line in page.context["lines"]]
    wanted = RecordedEvent.objects.filter(area="teams").order_by("-at", "-id")
    assert seen == list(wanted.values_list("pk", flat=True))


def test_it_can_be_taken_along_as_a_file_without_formulas(
    world: World, browser_as: Callable[..., Client]
) -> None:
    create_team("=cmd()", by=world.finn)
    answer = browser_as(world.eve).get(f"{PAGE}export/", {"area": "teams"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    heading, row = list(csv.reader(text.splitlines()))[:2]
    assert heading[1] == "What changed" and row[2] == "Finn Gallagher" and row[-1] == "'=cmd()"


FAMILIES = {
    "kind", "lifecycle", "field", "form", "audience_rule", "intake_page", "team", "organization", "blueprint",
    "api_key",
}  # fmt: skip


def test_every_event_of_a_setting_belongs_here() -> None:
    left_out = {verb for verb, cls in types.items() if verb.split(".")[0] in FAMILIES and not cls.area}
    assert not left_out
    assert {verb.split(".")[0] for verb in types} >= FAMILIES
