"""Merging: two reports of one trouble become one, and nobody who followed either is lost."""

import pytest

from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.following import grant_access, subscribe
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident, cancel_incident, reopen_incident
from turnout.incidents.models import Role, Subscription, Task
from turnout.incidents.room.actions.issues import connect_issue
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.tasks import add_task, finish_task


@pytest.fixture
def two(world):
    """The same trouble, reported by Ada and then by Dee."""
    return world.raise_incident("Riders can't log in"), world.raise_incident("App is down", by=world.dee)


def follows(person, incident):
    return Subscription.objects.filter(person=person, incident=incident).exists()


def test_it_ends_as_part_of_the_other_and_both_timelines_say_so(world, two):
    first, second = two
    merged = merge_incident(second, first, by=world.bo)
    assert (merged.category, merged.merged_into) == ("merged", first)
    assert merged.closed_at is not None and merged.resolved_at is None
    verbs = RecordedEvent.objects.values_list("subject_id", "verb")
    assert {(second.pk, "incident.merged"), (first.pk, "incident.took_in")} <= set(verbs)


def test_whoever_followed_it_follows_the_other_and_hears_of_it(world, two, settle):
    first, second = two
    merge_incident(second, first, by=world.bo)
    settle()
    assert follows(world.dee, first)
    titles = Notification.objects.filter(person=world.dee).values_list("title", flat=True)
    assert "It's part of something bigger: App is down" in titles


def test_what_is_still_to_be_done_moves_along_and_what_is_done_stays(world, two):
    first, second = two
    done, open_one = add_task(second, "Call them", by=world.bo), add_task(second, "Restart", by=world.bo)
    finish_task(done, by=world.bo)
    merge_incident(second, first, by=world.bo)
    assert Task.objects.get(pk=open_one.pk).incident == first
    assert Task.objects.get(pk=done.pk).incident == second


def test_reopening_takes_it_out_again(world, two):
    first, second = two
    merged = merge_incident(second, first, by=world.bo)
    assert reopen_incident(merged, by=world.bo).merged_into is None


def test_what_it_brought_to_do_goes_back_with_it_and_the_other_says_so(world, two):
    first, second = two
    mine, theirs = add_task(second, "Restart", by=world.bo), add_task(first, "Call them", by=world.bo)
    link = connect_issue(mine, "https://example.org/OPS-1", "OPS-1", system="jira", by=world.bo)
    merged = merge_incident(second, first, by=world.bo)
    finish_task(Task.objects.get(pk=mine.pk), by=world.bo)
    reopen_incident(merged, by=world.ada)
    assert set(second.tasks.all()) == {mine} and set(first.tasks.all()) == {theirs}
    assert list(second.links.all()) == [link]
    out = RecordedEvent.objects.get(verb="incident.taken_out")
    assert (out.subject_id, out.actor, out.event.tasks) == (first.pk, world.ada, 1)


def test_what_moved_on_twice_comes_back_from_where_it_is(world, two):
    first, second = two
    third = accept_incident(world.raise_incident("Everything is down"), by=world.bo)
    task = add_task(second, "Restart", by=world.bo)
    merge_incident(second, first, by=world.bo)
    merge_incident(first, third, by=world.bo)
    reopen_incident(first, by=world.bo)
    assert Task.objects.get(pk=task.pk).incident == first
    reopen_incident(second, by=world.bo)
    assert Task.objects.get(pk=task.pk).incident == second


def test_nothing_goes_where_its_reporter_or_lead_couldnt_follow(world, two):
    first, _second = two
    private = world.raise_incident("A note of my own", private=True, by=world.dee)
    with pytest.raises(NotPossible, match="Ada Moreno"):
        merge_incident(first, private, by=world.dee)
    grant_access(private, world.ada, by=world.dee)
    assign_role(first, Role.objects.get(key="lead"), world.bo, by=world.bo)
    with pytest.raises(NotPossible, match="Bo Lindqvist"):
        merge_incident(first, private, by=world.dee)
    grant_access(private, world.bo, by=world.dee)
    assert merge_incident(first, private, by=world.dee).merged_into == private


def test_a_private_one_never_goes_into_one_that_everyone_reads(world, two):
    first, _second = two
    private = world.raise_incident("A leaver's threat", private=True)
    with pytest.raises(NotPossible, match="private"):
        merge_incident(private, first, by=world.finn)


def test_who_may_not_see_the_other_is_not_made_to_follow_it(world, two):
    first, _second = two
    subscribe(first, by=world.eve)
    private = world.raise_incident("A leaver's threat", private=True)
    merge_incident(first, private, by=world.finn)
    assert not follows(world.eve, private)


@pytest.mark.parametrize("wrong", ["itself", "over", "into what is called off"])
def test_what_makes_no_sense_is_refused(world, two, wrong):
    first, second = two
    if wrong == "over":
        cancel_incident(second, by=world.bo)
    elif wrong == "into what is called off":
        cancel_incident(first, by=world.bo)
    with pytest.raises(NotPossible):
        merge_incident(second, second if wrong == "itself" else first, by=world.bo)


def test_one_that_was_taken_in_can_itself_become_a_part(world, two):
    first, second = two
    third = accept_incident(world.raise_incident("Everything is down"), by=world.bo)
    merge_incident(second, first, by=world.bo)
    assert merge_incident(first, third, by=world.bo).merged_into == third


# The page


def test_triage_is_offered_what_looks_alike_and_merges_it(world, two, browser_as):
    first, second = two
    bo = browser_as(world.bo)
    address = f"/incidents/{second.number}/merger/"
    world.raise_incident("App is down for riders in Lyon")
    assert b"App is down for riders in Lyon" in bo.get(address).content
    assert bo.post(address, {"alike": first.number, "note": "The same morning"}).status_code == 302
    assert b"This goes on as part of" in bo.get(f"/incidents/{second.number}/").content
    assert b"Merged into this" in bo.get(f"/incidents/{first.number}/").content


def test_words_of_its_name_find_it(world, two, browser_as):
    tram, bo = world.raise_incident("The tram stands still"), browser_as(world.bo)
    address = f"/incidents/{two[1].number}/merger/"
    answer = bo.post(address, {"into": "tram stands"})
    assert answer.status_code == 422
    assert f'name="alike" value="{tram.number}"' in answer.content.decode()
    assert bo.post(address, {"into": "tram stands", "alike": tram.number}).status_code == 302
    assert b"This goes on as part of" in bo.get(f"/incidents/{two[1].number}/").content


def test_words_never_find_what_is_hidden(world, two, browser_as):
    world.raise_incident("A leaver's threat", private=True)
    page = browser_as(world.bo).post(f"/incidents/{two[1].number}/merger/", {"into": "leaver threat"})
    assert "Fewer words find more." in page.content.decode()
    assert 'name="alike"' not in page.content.decode()


@pytest.mark.parametrize("typed", ["INC-99", "", "the other one"])
def test_a_number_that_leads_nowhere_is_answered_with_what_to_do(world, two, browser_as, typed):
    answer = browser_as(world.bo).post(f"/incidents/{two[1].number}/merger/", {"into": typed})
    assert answer.status_code == 422


def test_a_number_one_may_not_see_is_no_different_from_none(world, two, browser_as):
    private = world.raise_incident("A leaver's threat", private=True)
    bo = browser_as(world.bo)
    hidden, none = (
        bo.post(f"/incidents/{two[1].number}/merger/", {"into": number}).content.decode()
        for number in (f"inc-{private.number}", "INC-99")
    )
    assert "There is no INC-99 that you can see." in none
    assert f"There is no INC-{private.number} that you can see." in hidden


def test_the_name_of_a_private_one_is_not_given_away_by_what_went_into_it(world, two, browser_as):
    private = world.raise_incident("A leaver's threat", private=True)
    merge_incident(two[0], private, by=world.finn)
    page = browser_as(world.eve).get(f"/incidents/{two[0].number}/").content
    assert b"an incident that you can" in page and b"leaver" not in page
