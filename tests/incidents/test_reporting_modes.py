"""For a colleague, for an exercise, after the fact; and the preview is what is sent, whatever is chosen."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock as time
from turnout.core.notify.models import Notification
from turnout.core.people.actions.teams import create_team
from turnout.core.people.models import Membership, Organization, Person, Team
from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.audience.resolver import audience_of, draft_of, who_may_know_reporter
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models.incident import ANONYMOUS, CONFIDENTIAL, NAMED
from turnout.incidents.incident.models.modes import EXERCISE, RETROSPECTIVE
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.lists import lanes, needs
from turnout.incidents.models import AudienceRule, Incident, IncidentType, Severity
from turnout.incidents.raising.actions.raising import Reporting, raise_incident


def test_for_a_colleague_it_is_theirs_and_they_are_told_even_when_it_is_quiet(world, settle):
    incident = world.raise_incident(by=world.cy, reporting=Reporting(on_behalf_of=world.dee), quiet=True)
    settle()
    assert incident.reporter == world.dee
    told = Notification.objects.get(kind="incident.raised")
    assert told.person == world.dee
    assert told.title.startswith("Cy Okafor reported this for you")
    assert RecordedEvent.objects.get(verb="incident.raised").actor == world.cy
    assert {each.person for each in incident.subscriptions.all()} == {world.cy, world.dee}


def test_an_exercise_calls_nobody_says_what_it_is_and_isnt_counted(world, browser_as, settle):
    world.raise_incident("Fire drill", reporting=Reporting(mode=EXERCISE), by=world.ada)
    settle()
    assert not Notification.objects.filter(kind="incident.raised").exists()
    assert lanes.lanes_for(world.bo).total == 0 and needs.waiting_in_triage(world.bo) is None
    bo = browser_as(world.bo)
    assert b"Fire drill" not in bo.get("/incidents/").content
    asked = bo.get("/incidents/?exercises=1").content
    assert b"Fire drill" in asked and b"Exercise</span>" in asked
    assert b"Exercise</span>" in bo.get("/incidents/1/").content


def test_after_the_fact_it_raises_no_alarm_and_keeps_its_times(world, settle):
    began = time.now() - timedelta(days=3)
    over = began + timedelta(hours=2)
    how = Reporting(mode=RETROSPECTIVE, resolved_at=over)
    incident = world.raise_incident(reporting=how, started_at=began)
    settle()
    assert (incident.category, incident.duration) == ("learning", timedelta(hours=2))
    assert not Notification.objects.filter(kind="incident.raised").exists()


@pytest.mark.parametrize(
    "how",
    [
        Reporting(reported_as=CONFIDENTIAL, mode=EXERCISE),
        Reporting(mode=RETROSPECTIVE, resolved_at=time.now() + timedelta(days=1)),
    ],
)
def test_what_contradicts_itself_is_refused(world, how):
    with pytest.raises(NotPossible):
        world.raise_incident(reporting=how)


def test_nobody_reports_as_nobody_unless_it_is_anonymous(world):
    with pytest.raises(NotPossible):
        raise_incident(name="Smoke", by=None)


def test_the_page_takes_all_of_it(world, browser_as):
    ada = browser_as(world.ada)
    ada.post("/report/", {"words": "One", "on_behalf_of": "Dee Hartley"})
    ada.post("/report/", {"words": "Two", "occasion": "test"})
    ada.post("/report/", {"words": "Three", "occasion": "retrospective", "started_at": "2026-01-01T10:00"})
    ada.post("/report/", {"words": "Four", "reported_as": "confidential"})
    rows = Incident.objects.order_by("number").values_list("name", "reporter__name", "mode", "reported_as")
    assert list(rows) == [
        ("One", "Dee Hartley", "standard", "named"),
        ("Two", "Ada Moreno", "test", "named"),
        ("Three", "Ada Moreno", "retrospective", "named"),
        ("Four", None, "standard", "confidential"),
    ]


def test_the_page_says_who_may_learn_a_confidential_name(world, browser_as):
    page = browser_as(world.ada).post("/report/who-hears/", {"reported_as": "confidential"}).content.decode()
    assert "Only these may learn that it was you" in page and "<bdi>Gus Petrov</bdi>." in page
    assert "never by email" in page


names = st.sampled_from("ada bo cy dee eve finn gus".split())
rules = st.lists(
    st.tuples(st.sets(names, max_size=4), st.sampled_from(["privacy", "finance", ""]), st.booleans()),
    max_size=3,
)


@settings(max_examples=20)
@given(
    triage=st.none() | st.sets(names, max_size=4),
    rules=rules,
    kind=st.sampled_from(["privacy", "finance", "unsure"]),
    private=st.booleans(),
    quiet=st.booleans(),
    by=names,
    other=st.none() | names,
    how=st.sampled_from([NAMED, CONFIDENTIAL, ANONYMOUS]),
    mode=st.sampled_from(["standard", EXERCISE, RETROSPECTIVE]),
)
def test_what_the_preview_says_is_what_is_sent(
    world, settle, triage, rules, kind, private, quiet, by, other, how, mode
):
    _organization(world, triage, rules)
    person = {name: getattr(world, name) for name in "ada bo cy dee eve finn gus".split()}
    author = None if how == ANONYMOUS else person[by]
    behalf = person[other] if other and how == NAMED else None
    mode = mode if how == NAMED else "standard"
    asked: dict[str, Any] = {
        "type": IncidentType.objects.get(key=kind),
        "severity": Severity.objects.get(rank=2),
    }
    draft = draft_of(**asked, private=private, place="", by=behalf or author, reported_as=how, mode=mode)
    said, may_know_reporter = audience_of(draft, quiet=quiet, by=author), who_may_know_reporter(draft)
    Notification.objects.all().delete()
    incident = raise_incident(
        name="Something",
        by=author,
        **asked,
        private=private,
        quiet=quiet,
        reporting=Reporting(reported_as=how, on_behalf_of=behalf, mode=mode),
    )
    settle()
    assert {told.person for told in Notification.objects.filter(kind="incident.raised")} == set(said.people)
    let_in = {each.person for each in incident.access.all()}
    assert let_in - {author, behalf} == set(said.let_in) - {author, behalf}
    if how != NAMED:
        assert set(UnnamedReporter.objects.get(incident=incident).knowers.all()) == set(may_know_reporter)


def _organization(world, triage, rules):
    """Anew for each example: hypothesis runs them all in one test's database, and they are no flood."""
    Incident.objects.update(reported_at=time.now() - timedelta(days=1))
    AudienceRule.objects.all().delete()
    Team.objects.all().delete()
    teams = [("Triage", triage)] if triage is not None else []
    teams += [(f"Team {number}", people) for number, (people, _kind, _in) in enumerate(rules)]
    made = {}
    for name, people in teams:
        made[name] = create_team(name, by=world.finn)
        Membership.objects.bulk_create(
            [Membership(team=made[name], person=getattr(world, each)) for each in people]
        )
    Organization.objects.update(looks_first=made.get("Triage"))
    for number, (_people, kind, lets_in) in enumerate(rules):
        asks = [[{"of": "type", "is": "one_of", "values": [kind]}]] if kind else []
        create_audience_rule(
            name=f"Rule {number}",
            conditions=asks,
            teams=[made[f"Team {number}"]],
            lets_in=lets_in,
            by=world.finn,
        )
    assert Person.objects.count() == 7
