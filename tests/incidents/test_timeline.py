from turnout.incidents.incident.actions.details import rename_incident
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.actions.visiting import visit
from turnout.incidents.room.catching_up import catch_up
from turnout.incidents.room.timeline import PAGE, Fold, read_timeline


def test_system_facts_in_a_row_fold_away(world):
    incident = world.raise_incident("a")
    post_message(incident, "Hello", by=world.ada)
    for name in ("b", "c", "d"):
        rename_incident(incident, name, by=world.bo)
    folds = [each for each in read_timeline(incident).folded() if isinstance(each, Fold)]
    assert [len(fold.entries) for fold in folds] == [3]


def test_a_long_history_is_read_in_stretches_without_gap_or_double(world, clock):
    incident = world.raise_incident()
    for number in range(PAGE + 30):
        post_message(incident, f"message {number}", by=world.ada)
    newest = read_timeline(incident)
    older = read_timeline(incident, before=newest.older)
    ids = [entry.id for entry in older.entries + newest.entries]
    assert (len(ids), ids, older.older) == (PAGE + 31, sorted(set(ids)), "")


def test_reading_costs_the_same_however_long_the_history(world, django_assert_max_num_queries):
    incident = world.raise_incident()
    for number in range(200):
        post_message(incident, f"message {number}", by=world.ada)
    with django_assert_max_num_queries(4):
        read_timeline(incident)


def test_nonsense_places_are_ignored(world):
    incident = world.raise_incident()
    for place in ("~", "x~1", "2020-01-01~5", "2020-01-01T00:00+00:00~9999999999999999999999", "~~~"):
        assert read_timeline(incident, before=place).entries


def test_since_you_last_looked_counts_what_others_did(world, clock):
    incident = world.raise_incident()
    visit(incident, by=world.bo)
    clock.forward(hours=1)
    accept_incident(incident, by=world.dee)
    post_message(incident, "mine", by=world.bo)
    assert catch_up(incident, by=world.bo).new == 1


def test_during_a_stay_the_mark_stays_where_it_was(world, clock):
    incident = world.raise_incident()
    visit(incident, by=world.bo)
    clock.forward(hours=1)
    post_message(incident, "one", by=world.dee)
    visit(incident, by=world.bo)
    clock.forward(minutes=1)
    post_message(incident, "two", by=world.dee)
    visit(incident, by=world.bo)
    assert catch_up(incident, by=world.bo).new == 2
