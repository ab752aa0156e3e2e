"""Reporting without one's name: that nothing anywhere gives away who it was."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.keeping import exclude_person
from tests.world import look_first
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Delivery, Notification
from turnout.core.people.actions.teams import add_member, create_team
from turnout.incidents.access.actions.following import grant_access, unsubscribe
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.access.members import members_of
from turnout.incidents.audience.actions.audience_access import let_audience_in
from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.incident.models.incident import CONFIDENTIAL
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.models import Access, Incident, IncidentType, Role
from turnout.incidents.raising.actions.raising import Reporting
from turnout.incidents.raising.actions.streams import open_stream
from turnout.incidents.reporters.actions.reporters import look_up_reporter, step_forward
from turnout.incidents.reporters.actions.thanking import thank_person
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.actions.tasks import add_task
from turnout.incidents.room.actions.visiting import visit
from turnout.incidents.room.catching_up import others_present

CONFIDENTIALLY = Reporting(reported_as=CONFIDENTIAL)
OWN_BUSINESS = {"people.person", "people.session", "notify.notification", "incidents.visit"}


def confide(world, **more):
    return world.raise_incident("My manager asks for bribes", by=world.ada, reporting=CONFIDENTIALLY, **more)


def naming(person):
    """Tables with a row that holds this person's id, in a key or in the text of any column."""
    found = set()
    for model in apps.get_models():
        for row in model._default_manager.all():
            values = {str(getattr(row, field.attname)) for field in model._meta.concrete_fields}
            if any(person.pk in value for value in values):
                found.add(model._meta.label_lower)
    return found


def test_only_one_table_knows_who_it_was(world, settle, browser_as):
    before = naming(world.ada)
    incident = confide(world, private=True, token="01JD0000000000000000000000")
    room, ada = f"/incidents/{incident.number}/", browser_as(world.ada)
    assert ada.get(room).status_code == ada.post(f"{room}presence/").status_code == 200
    ada.post(f"{room}messages/", {"body": "He asked me again today", "token": "T1"})
    ada.post(f"{room}files/", {"file": SimpleUploadedFile("proof.txt", b"12 envelopes")})
    ada.post(f"{room}subscription/", {"follow": "no"})
    ada.post(f"{room}subscription/", {"follow": "yes"})
    ada.post(f"{room}tasks/", {"title": "Tell the police"})
    accept_incident(incident, by=world.finn)
    settle()
    assert incident.messages.count() == incident.attachments.count() == 1
    assert naming(world.ada) - before - OWN_BUSINESS == {"incidents.unnamedreporter"}


def test_she_still_sees_it_and_hears_of_it_in_turnout_alone(world, settle):
    incident = confide(world, private=True)
    accept_incident(incident, by=world.finn)
    settle()
    assert Incident.objects.visible_to(world.ada).filter(pk=incident.pk).exists()
    assert Incident.objects.all().restricted_to(world.ada).exists()
    told = Notification.objects.filter(person=world.ada)
    assert told.exists() and not Delivery.objects.filter(notification__in=told).exists()
    assert not Incident.objects.visible_to(world.bo).filter(pk=incident.pk).exists()


def test_she_may_stop_following_without_a_trace(world, settle):
    incident = confide(world)
    unsubscribe(incident, by=world.ada)
    accept_incident(incident, by=world.gus)
    settle()
    assert not Notification.objects.filter(person=world.ada, kind="incident.outcome").exists()
    assert not RecordedEvent.objects.filter(actor=world.ada).exists()


def test_only_those_named_beforehand_may_look_and_the_room_says_that_they_did(world):
    triage = look_first(world.bo)
    incident = confide(world)
    add_member(triage, world.cy, by=world.finn)  # too late to learn of this one
    assert look_up_reporter(incident, reason="To ask about photos", by=world.bo).person == world.ada
    assert RecordedEvent.objects.filter(verb="incident.reporter_looked_up", actor=world.bo).exists()
    for other in (world.cy, world.gus, world.finn):
        with pytest.raises(NotPossible):
            look_up_reporter(incident, reason="To ask", by=other)


def test_in_a_private_room_she_can_do_nothing_that_would_name_her(world):
    incident = confide(world, private=True)
    with pytest.raises(NotPossible, match="step forward"):
        add_task(incident, "Call a lawyer", by=world.ada, kind="action")
    assert not RecordedEvent.objects.filter(actor=world.ada).exists()


def test_in_an_open_room_she_is_a_colleague_like_any_other(world):
    incident = confide(world)
    accept_incident(incident, by=world.ada)
    said = [post_message(incident, "I saw it", by=world.ada, with_name=named) for named in (False, True)]
    assert [each.author for each in said] == [None, world.ada]


def test_she_is_never_shown_to_be_here(world):
    incident = confide(world)
    visit(incident, by=world.ada)
    visit(incident, by=world.cy)
    assert others_present(incident, by=world.bo) == [world.cy]


def test_a_stream_of_what_she_raised_knows_her_as_little(world, browser_as):
    stream = open_stream(confide(world, private=True), "Talk to the bank", by=world.finn)
    room, ada = f"/incidents/{stream.number}/", browser_as(world.ada)
    assert ada.post(f"{room}presence/").status_code == 200
    ada.post(f"{room}messages/", {"body": "He has an account there"})
    assert others_present(stream, by=world.finn) == []
    assert b"Ada Moreno" not in browser_as(world.finn).get(room).content
    assert [each.author for each in stream.messages.all()] == [None]


def test_stepping_forward_is_hers_alone_to_decide(world):
    incident = confide(world, private=True)
    with pytest.raises(NotPossible):
        step_forward(incident, by=world.finn)
    incident = step_forward(incident, by=world.ada)
    assert (incident.reporter, UnnamedReporter.objects.count()) == (world.ada, 0)
    add_task(incident, "Call a lawyer", by=world.ada, kind="action")


def test_lists_show_it_as_hers_to_nobody_else(world, browser_as):
    confide(world)
    mine = "/incidents/?who=reported"
    assert b"bribes" in browser_as(world.ada).get(mine).content
    assert b"bribes" not in browser_as(world.bo).get(mine).content
    assert b"bribes" not in browser_as(world.bo).get(f"/incidents/?person={world.ada.pk}").content


@pytest.mark.parametrize(
    "path", ["", "parts/side/", "parts/timeline/", "parts/now/", "presence/", "access/", "looks/", "label/"]
)
def test_no_part_of_the_page_names_her(world, browser_as, path):
    incident = confide(world, private=True)
    browser_as(world.ada).get(f"/incidents/{incident.number}/")
    visit(incident, by=world.ada)
    post_message(incident, "He asked me again today", by=world.ada)
    reader = browser_as(world.finn)
    ask = reader.post if path == "presence/" else reader.get
    assert b"Ada Moreno" not in ask(f"/incidents/{incident.number}/{path}").content


def test_the_file_of_the_list_doesnt_name_her(world, browser_as):
    confide(world)
    file = b"".join(browser_as(world.bo).get("/incidents/export.csv"))
    assert b"bribes" in file and b"Ada Moreno" not in file


def test_her_own_teams_dont_come_in_with_a_report_for_teams(world):
    kind = IncidentType.objects.get(key="privacy")
    IncidentType.objects.filter(pk=kind.pk).update(starts_as="team")
    kind.refresh_from_db()
    support = create_team("Support", by=world.finn)
    add_member(support, world.ada, by=world.finn)
    assert not confide(world, type=kind).access.filter(team=support).exists()
    assert world.raise_incident(by=world.ada, type=kind).access.filter(team=support).exists()


def test_nobody_finds_her_out_by_trying_name_after_name(world):
    """Where somebody who isn't inside is refused, she is, too: otherwise a thank you would be a question."""
    incident = confide(world, private=True)
    stream = open_stream(incident, "Talk to the bank", by=world.finn)
    lead = Role.objects.get(key="lead")
    for suspect in (world.ada, world.bo):
        for act in (
            lambda who=suspect: thank_person(incident, who, by=world.finn),
            lambda who=suspect: add_task(incident, "Call the bank", owner=who, by=world.finn),
            lambda who=suspect: assign_role(stream, lead, who, by=world.finn),
        ):
            with pytest.raises(NotPossible, match="can't"):
                act()


def test_whoever_names_her_by_chance_sends_her_no_mail(world, settle):
    incident = confide(world, private=True)
    post_message(incident, "@Ada Moreno would know what to do", by=world.finn)
    settle()
    told = Notification.objects.filter(person=world.ada, kind="incident.mention")
    assert told.exists() and not Delivery.objects.filter(notification__in=told).exists()


def test_whoever_is_let_in_as_it_gets_worse_is_let_in_whether_they_raised_it_or_not(world):
    incident = confide(world, private=True)
    create_audience_rule(
        name="Serious", conditions=[], people=[world.ada, world.bo], lets_in=True, by=world.finn
    )
    let_audience_in(Incident.objects.get(pk=incident.pk))
    assert {world.ada, world.bo} <= {each.person for each in incident.access.all()}


def test_an_owner_who_seals_what_she_confided_isnt_among_those_inside(world):
    incident = world.raise_incident(by=world.finn, reporting=CONFIDENTIALLY, private=True)
    Incident.objects.filter(pk=incident.pk).update(confidentiality="sealed")
    incident.refresh_from_db()
    Access.objects.filter(incident=incident).delete()
    assert Incident.objects.visible_to(world.finn).filter(pk=incident.pk).exists()
    assert world.finn not in members_of(incident)


def test_keeping_out_name_after_name_finds_nobody_out(world):
    """It is noted of her as of anybody else, and keeps nothing from her."""
    incident = confide(world, private=True)
    for each in (world.bo, world.ada):
        exclude_person(incident, each, by=world.finn)
    assert incident.exclusions.count() == 2
    assert Incident.objects.visible_to(world.ada).filter(pk=incident.pk).exists()
    assert incident.seen_by([world.ada, world.bo]) == {world.ada.pk}
    assert incident.seen_by([world.ada], openly=True) == set()


def test_she_cant_take_a_role_or_let_people_in_by_accident_where_that_would_name_her(world, browser_as):
    incident = confide(world, private=True)
    Incident.objects.filter(pk=incident.pk).update(confidentiality="team")
    room, ada = f"/incidents/{incident.number}/", browser_as(world.ada)
    assert ada.post(f"{room}roles/lead/", {"take": "yes"}).status_code == 409
    with pytest.raises(NotPossible):
        grant_access(Incident.objects.get(), world.bo, by=world.ada)
    assert not RecordedEvent.objects.filter(actor=world.ada).exists()
    assign_role(incident, Role.objects.get(key="lead"), world.ada, by=world.finn)
    accept_incident(incident, by=world.ada)  # as the lead everyone knows
