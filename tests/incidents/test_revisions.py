"""After every event an incident has another revision; what is drawn of it is what is there now."""

from django.db import transaction

from tests.caches import without_cache_checks
from tests.keeping import change_label
from turnout.core.people.actions.profile import change_profile
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.incident.actions.details import rename_incident
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import Incident, Role, list_rows
from turnout.incidents.raising.actions.streams import open_stream
from turnout.incidents.room.actions.talking import post_message


def rows(person):
    return list_rows(Incident.objects.visible_to(person).order_by("number"), 10)


def revision(incident):
    return Incident.objects.values_list("revision", flat=True).get(pk=incident.pk)


def test_a_row_is_read_again_after_an_event_about_it_and_not_before(world):
    lift, oven = world.raise_incident("Lift stuck"), world.raise_incident("Oven cold")
    with without_cache_checks():
        before = rows(world.bo)
        rename_incident(oven, "Ovens cold", by=world.bo)
        after = rows(world.bo)
    assert [each.name for each in after] == ["Lift stuck", "Ovens cold"]
    assert after[0] is before[0]
    assert before[0].pk == lift.pk


def test_a_row_names_who_leads_now(world):
    lift = accept_incident(world.raise_incident("Lift stuck"), by=world.bo)
    with without_cache_checks():
        assert rows(world.bo)[0].lead is None
        assign_role(lift, Role.objects.get(key="lead"), world.dee, by=world.bo)
        assert rows(world.bo)[0].lead == world.dee
        change_profile(world.dee, name="Dee Ferrer", title="", timezone="UTC", language="en", by=world.dee)
        assert rows(world.bo)[0].lead.name == "Dee Ferrer"


def test_what_was_rolled_back_is_never_shown_for_what_came_instead(world):
    lift = world.raise_incident("Lift stuck")
    with without_cache_checks():
        with transaction.atomic():
            rename_incident(lift, "Lift on fire", by=world.bo)
            assert [each.name for each in rows(world.bo)] == ["Lift on fire"]
            transaction.set_rollback(True)
        rename_incident(lift, "Lift goes again", by=world.bo)
        assert [each.name for each in rows(world.bo)] == ["Lift goes again"]


def test_who_loses_sight_finds_nothing_on_the_shelf(world):
    lift = world.raise_incident("Lift stuck", by=world.cy)
    with without_cache_checks():
        assert len(rows(world.bo)) == len(rows(world.cy)) == 1
        change_label(lift, Label.RESTRICTED, by=world.cy)
        assert rows(world.bo) == []
        assert len(rows(world.cy)) == 1


def test_a_stream_is_as_close_as_its_whole_on_the_shelf_too(world):
    whole = accept_incident(world.raise_incident("Lift stuck", by=world.cy), by=world.cy)
    stream = open_stream(whole, "Tell the tenants", by=world.cy)
    with without_cache_checks():
        assert not rows(world.cy)[-1].is_restricted
        change_label(whole, Label.RESTRICTED, by=world.cy)
        assert [each.is_restricted for each in rows(world.cy) if each.pk == stream.pk] == [True]


def test_each_event_makes_another_revision(world):
    lift = world.raise_incident("Lift stuck", by=world.cy)
    seen = {revision(lift)}
    for change in (
        lambda: post_message(lift, "Somebody is in it.", by=world.bo),
        lambda: change_label(lift, Label.RESTRICTED, by=world.cy),
        lambda: grant_access(lift, world.bo, by=world.cy),
    ):
        change()
        seen.add(revision(lift))
    assert len(seen) == 4
