import pytest

from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.details import change_severity, change_summary, rename_incident
from turnout.incidents.models import Incident, Severity


def test_nothing_is_overwritten_unseen(world):
    incident = world.raise_incident()
    change_summary(incident, "Bo knows more", was="", by=world.bo)
    with pytest.raises(ChangedMeanwhile) as told:
        change_summary(incident, "Ada thinks otherwise", was="", by=world.ada)
    incident.refresh_from_db()
    assert (incident.summary, told.value.current, told.value.who) == (
        "Bo knows more",
        "Bo knows more",
        world.bo,
    )


def test_setting_the_same_severity_again_records_nothing(world, django_assert_num_queries):
    severity = Severity.objects.get(rank=2)
    incident = change_severity(world.raise_incident(), severity, was=None, by=world.bo)
    assert (
        change_severity(incident, severity, was=severity.pk, by=world.ada).changed_at == incident.changed_at
    )


def test_a_name_is_never_empty(world):
    with pytest.raises(NotPossible):
        rename_incident(world.raise_incident(), " \n ", by=world.bo)


@pytest.mark.parametrize("words", ["cafe", "Café", "payme", "lisbon CAFE", "INC-1", "#1"])
def test_it_is_found_by(world, words):
    incident = world.raise_incident("Café payments fail", place="Lisbon")
    assert list(search.find(Incident.objects.visible_to(world.bo), words)) == [incident]


def test_a_new_name_is_found_and_the_old_one_is_not(world):
    incident = rename_incident(world.raise_incident("Till broken"), "Card reader silent", by=world.bo)
    found = search.find(Incident.objects.all(), "reader")
    assert (list(found), list(search.find(Incident.objects.all(), "till"))) == ([incident], [])


def test_look_alikes_are_open_and_share_words(world):
    same = world.raise_incident("Riders can't log in since noon")
    world.raise_incident("Freezer in the hub is warm")
    assert search.look_alikes("our riders cannot log in", by=world.dee) == [same]


@pytest.mark.parametrize(
    "words", ['"', "*", "a OR", "(", "near(", "'; drop table", "-", "\x00", "AND", "ça:*"]
)
def test_no_search_words_break_it(world, words):
    world.raise_incident()
    assert list(search.find(Incident.objects.visible_to(world.bo), words)) is not None
