"""Finding incidents through the API, and looking at one."""

import pytest

from tests.api.script import pointers
from tests.caches import without_cache_checks
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.actions.definitions import add_definition
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import Duration, Role, Severity, Status, Timestamp


def test_an_incident_is_found_by_id_and_by_number(world, script_of):
    incident, script = world.raise_incident(), script_of(world.bo)
    by_id = script.get(f"/v2/incidents/{incident.pk}")["incident"]
    assert script.get(f"/v2/incidents/{incident.number}")["incident"] == by_id
    assert (by_id["reference"], by_id["visibility"]) == (incident.reference, "public")


@pytest.mark.parametrize(
    "id", ["0", "999999999", "9" * 40, "nothing", "٣", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "%00", "a/b"]
)
def test_what_is_no_incident_is_not_found(world, script_of, id):
    assert script_of(world.bo).get(f"/v2/incidents/{id}", status=404)["type"] == "not_found"


def test_a_private_incident_is_not_there_for_eve(world, script_of):
    incident, script = world.raise_incident(private=True), script_of(world.eve)
    script.get(f"/v2/incidents/{incident.pk}", status=404)
    script.get(f"/v2/incidents/{incident.number}", status=404)
    assert script.names() == []
    assert script_of(world.ada).get(f"/v2/incidents/{incident.pk}")["incident"]["visibility"] == "private"


def test_a_private_incident_cannot_be_guessed_from_where_a_page_goes_on(world, script_of):
    incident, script = world.raise_incident(private=True), script_of(world.eve)
    hidden = script.get("/v2/incidents", status=422, after=incident.pk)
    unknown = script.get("/v2/incidents", status=422, after="01ARZ3NDEKTSV4RRFFQ69G5FAV")
    assert hidden["errors"] == unknown["errors"]


@pytest.mark.parametrize(
    ("sort_by", "order"), [("created_at_newest_first", -1), ("created_at_oldest_first", 1)]
)
def test_pages_lead_through_the_whole_list(world, clock, script_of, sort_by, order):
    names = [f"Number {number}" for number in range(5)]
    for name in names:
        world.raise_incident(name)
        if name != "Number 2":  # two at the same moment
            clock.forward(seconds=1)
    found, query = [], {"page_size": 2, "sort_by": sort_by}
    for _page in range(3):
        answer = script_of(world.bo).get("/v2/incidents", **query)
        found += [each["name"] for each in answer["incidents"]]
        query["after"] = answer["pagination_meta"].get("after", "")
    assert (found, query["after"]) == (names[::order], "")


def test_asking_for_too_many_answers_the_most(world, script_of):
    assert script_of(world.bo).get("/v2/incidents", page_size=500)["pagination_meta"] == {"page_size": 250}


@pytest.mark.parametrize("size", ["0", "-1", "many", "1.5", "٣", "9" * 30])
def test_a_page_size_that_is_no_number_is_named(world, script_of, size):
    assert pointers(script_of(world.bo).get("/v2/incidents", status=422, page_size=size)) == ["/page_size"]


def test_filters_narrow_the_list(world, script_of):
    script, severities = script_of(world.bo), {each.rank: each for each in Severity.objects.all()}
    live = accept_incident(world.raise_incident("Live"), by=world.bo)
    change_severity(live, severities[1], by=world.bo)
    change_severity(world.raise_incident("Small"), severities[4], by=world.bo)
    world.raise_incident("Unrated")
    status = Status.objects.get(key="triage")
    assert script.names(**{"status_category[one_of]": "live"}) == ["Live"]
    assert script.names(**{"status[not_in]": status.pk}) == ["Live"]
    assert script.names(**{"severity[gte]": severities[2].pk}) == ["Live"]
    assert script.names(**{"severity[lte]": severities[2].pk}) == ["Small"]
    assert script.names(**{"severity[one_of]": [severities[1].pk, severities[4].pk]}) == ["Small", "Live"]
    assert script.names(**{"severity[not_in]": severities[1].pk}) == ["Unrated", "Small"]
    either = {"filter_mode": "any", "severity[gte]": severities[1].pk, "created_at[lte]": "2001-01-01"}
    assert script.names(**either) == ["Live"]
    assert script.names(**{**either, "filter_mode": "all"}) == []


def test_days_and_times_narrow_the_list(world, clock, script_of):
    world.raise_incident()
    today = clock.now().date().isoformat()
    assert script_of(world.bo).names(**{"created_at[date_range]": f"{today}~{today}"})
    assert script_of(world.bo).names(**{"updated_at[gte]": f"{clock.now().isoformat()}"})
    assert not script_of(world.bo).names(**{"created_at[gte]": "2999-01-01T00:00:00+02:00"})


def test_tests_stay_out_of_the_list_until_asked_for(world, script_of):
    script = script_of(world.bo)
    script.create(name="Just a drill", mode="test")
    assert script.names() == []
    assert script.names(**{"mode[one_of]": "test"}) == ["Just a drill"]


@pytest.mark.parametrize(
    "query",
    ["custom_field[X][one_of]=1", "status=live", "status_category[one_of]=big", "mode[gte]=test", "name=x",
     "created_at[gte]=soon", "created_at[date_range]=2020-01-01", "created_at[gte]=9999-12-31T23:59:59-23:00",
     "severity[gte]=X", "status[one_of]=%00", "filter_mode=some", "sort_by=name", "after=x",
     "created_at[lt]=2020-01-01"],
)  # fmt: skip
def test_a_filter_that_cannot_be_read_is_named_not_ignored(world, script_of, query):
    error = script_of(world.bo).get(f"/v2/incidents?{query}", status=422)
    assert error["type"] == "validation_error"
    assert pointers(error)[0].startswith(f"/{query.split('=')[0]}")


def test_a_long_list_costs_no_more_questions_than_a_short_one(
    world, script_of, django_assert_max_num_queries
):
    script, lead = script_of(world.bo), Role.objects.get(key="lead")
    for number in range(30):
        assign_role(world.raise_incident(f"Number {number}"), lead, world.bo, by=world.bo)
    script.get("/v2/incidents")  # what is kept in memory is read
    with without_cache_checks():
        with django_assert_max_num_queries(6):
            assert len(script.get("/v2/incidents", page_size=30)["incidents"]) == 30
        with django_assert_max_num_queries(2):
            assert len(script.get("/v2/incidents", page_size=30)["incidents"]) == 30


def test_a_script_reads_and_sets_the_organizations_own_times(world, script_of):
    told = add_definition(Timestamp, name="People were told", set_by="", lifecycle=None, by=world.gus)
    add_definition(Duration, name="Until told", start="started_at", end=told.key, by=world.gus)
    times = {"00000000000000000000000001": "2026-01-05T10:00:00Z", told.pk: "2026-01-05T10:30:00Z"}
    values = [{"incident_timestamp_id": id, "value": at} for id, at in times.items()]
    made = script_of(world.bo).create(incident_timestamp_values=values)
    shown = {
        each["incident_timestamp"]["name"]: each.get("value") for each in made["incident_timestamp_values"]
    }
    assert shown["People were told"] == {"value": "2026-01-05T10:30:00.000Z"}
    assert [each["value_seconds"] for each in made["duration_metrics"]] == [1800]
