"""Bringing in the history of another system."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.bringing_in import Run
from turnout.core.connect.models import Link
from turnout.core.events.models import RecordedEvent
from turnout.core.jobs.models import Job
from turnout.core.people.actions.teams import create_team
from turnout.incidents.fields.actions.defining import add_field, change_option
from turnout.incidents.fields.models.fields import values_of
from turnout.incidents.importing.problems import CannotImport
from turnout.incidents.importing.reading import LONGEST
from turnout.incidents.importing.times import read_time
from turnout.incidents.incident import search
from turnout.incidents.models import Counter, CustomField, Incident, Message, Update
from turnout.incidents.raising.actions.raising import raise_incident
from turnout.reviews.models import Review

FLOOD: dict[str, Any] = {
    "id": "A-1",
    "title": "Water in the cold store",
    "summary": "A pipe burst above aisle four.",
    "discipline": "facilities",
    "severity": "major",
    "status": "Closed",
    "started": "2024-03-05T06:40:00Z",
    "ended": "2024-03-05T09:10:00Z",
    "organisation": "North hub",
    "tags": ["water", "stock"],
}


def bring(*rows: dict[str, Any], **more: Any) -> Run:
    run = Run(list(rows), **more)
    run.go()
    return run


def test_an_incident_comes_in_as_it_was(world):
    bring(FLOOD)
    incident = Incident.objects.get()
    assert (incident.name, incident.discipline_id) == (FLOOD["title"], "facilities")
    assert str(incident.severity) == "S2 Major"
    assert (incident.category, incident.mode, incident.reporter) == ("closed", "retrospective", None)
    assert incident.duration == read_time(FLOOD["ended"]).moment - read_time(FLOOD["started"]).moment
    assert incident.summary.endswith("Organisation: North hub · Tags: water, stock")


def test_its_events_are_at_their_own_times_and_nobody_is_told(world):
    bring(FLOOD)
    verbs = RecordedEvent.objects.filter(subject_id=Incident.objects.get().pk).order_by("at")
    assert list(verbs.values_list("verb", "source")) == [
        ("incident.imported", "import"),
        ("incident.resolved", "import"),
    ]
    assert verbs[0].at == read_time(FLOOD["started"]).moment
    assert not Job.objects.exists()


def test_it_is_found_by_its_words_and_numbers_go_on_after_it(world):
    bring(FLOOD, {**FLOOD, "id": "A-2", "title": "Ice on the ramp"})
    assert search.find(Incident.objects.all(), "ice ramp").get().number == 2
    assert raise_incident(name="A new one", by=world.ada).number == 3


def test_updates_and_the_timeline_come_in_order_of_time(world):
    updates = [
        {"at": "2024-03-05 08:00", "status": "Monitoring", "message": "The pump runs."},
        {"at": "2024-03-05 07:00", "status": "Scheduled", "text": "A plumber comes."},
    ]
    bring(
        {
            **FLOOD,
            "updates": updates,
            "timeline": [{"at": "2024-03-05 06:50", "text": "Doors opened"}, "Swept"],
        }
    )
    said = list(Update.objects.order_by("created_at").values_list("body", "status__key"))
    assert said == [("Scheduled: A plumber comes.", None), ("The pump runs.", "monitoring")]
    assert list(Message.objects.order_by("id").values_list("body", flat=True)) == ["Doors opened", "Swept"]
    assert not Message.objects.exclude(author=None).exists()


def test_a_document_becomes_its_published_review(world):
    bring({**FLOOD, "body": "## What happened\n\nA pipe burst."})
    review = Review.objects.get()
    assert review.is_published
    assert RecordedEvent.objects.filter(verb="review.published", data__review=review.pk).exists()


def test_a_long_title_is_cut_at_a_word_and_kept_whole_in_the_summary(world):
    title = "a rather long headline " * 12
    bring({**FLOOD, "title": title})
    incident = Incident.objects.get()
    assert len(incident.name) <= 200
    assert incident.name.endswith(" long…")
    assert incident.summary.startswith(title.strip())


def test_kinds_that_start_private_come_in_private(world):
    run = bring({**FLOOD, "discipline": "privacy"})
    assert run.importing.outcome.private == 1
    assert not Incident.objects.visible_to(world.eve).exists()
    assert Incident.objects.visible_to(world.finn).exists()


def test_asked_to_it_shows_them_to_everyone(world):
    bring({**FLOOD, "discipline": "privacy"}, open_to_all=True)
    assert Incident.objects.visible_to(world.eve).exists()


def test_importing_twice_brings_nothing_twice(world):
    bring(FLOOD, {**FLOOD, "id": "A-2"})
    again = bring(FLOOD, {**FLOOD, "id": "A-2"}, {**FLOOD, "id": "A-3"}, FLOOD)
    outcome = again.importing.outcome
    assert (outcome.brought, outcome.known, outcome.rejected) == (1, 3, 0)
    assert Incident.objects.count() == Link.objects.count() == 3


def test_a_stopped_import_goes_on_where_it_was(world, monkeypatch):
    monkeypatch.setattr("turnout.incidents.importing.importer.BATCH", 4)
    rows = [{**FLOOD, "id": f"A-{number}"} for number in range(30)]
    run = Run(rows)

    def stopping():
        for number, read in enumerate(run.reads):
            if number == 11:
                raise KeyboardInterrupt
            yield read

    with pytest.raises(KeyboardInterrupt):
        run.importing.run(stopping())
    assert Incident.objects.count() == 8
    assert bring(*rows).importing.outcome.brought == 22
    assert list(Incident.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 31))


def test_a_dry_run_writes_nothing(world):
    run = bring(FLOOD, {"id": "A-2"}, dry_run=True)
    assert (run.importing.outcome.brought, run.importing.outcome.rejected) == (1, 1)
    for model in (Incident, Link, Counter):
        assert not model.objects.exists()


def test_a_row_the_database_refuses_stays_out_alone(world):
    def picky(brought):
        if any(row.id == "A-3" for _incident, row in brought):
            raise ValueError("no")

    run = Run([{**FLOOD, "id": f"A-{number}"} for number in range(6)])
    run.importing.hooks = (picky,)
    run.go()
    assert run.reasons == [(4, "couldn't be written (ValueError)")]
    assert Incident.objects.count() == 5


def test_bad_rows_are_told_by_line_and_reason(world):
    good = json.dumps(FLOOD).encode()
    run = Run(
        b"\n".join(
            [b"\xef\xbb\xbf" + good, b"", b"{oh", b"[1]", b'{"id": "\xff", "title": "x"}', b'{"title": "x"}']
        )
    )
    outcome = run.go()
    assert (outcome.rows, outcome.brought, outcome.rejected) == (5, 1, 4)
    assert [line for line, _reason in run.reasons] == [3, 4, 5, 6]
    assert [reason.split()[0:2] for _line, reason in run.reasons] == [
        ["is", "not"],
        ["is", "not"],
        ["is", "not"],
        ["has", "no"],
    ]


def test_a_line_without_end_is_passed_over(world):
    run = Run(b'{"id": "' + b"x" * (LONGEST + 100_000) + b'"}\n' + json.dumps(FLOOD).encode())
    outcome = run.go()
    assert (outcome.brought, outcome.rejected) == (1, 1)
    assert run.read > LONGEST


def test_what_is_not_understood_is_noted_and_comes_in(world):
    row = {
        **FLOOD,
        "discipline": "wizardry",
        "severity": "purple",
        "status": "open",
        "started": "long ago",
        "ended": "x",
    }
    run = bring(row)
    incident = Incident.objects.get()
    assert (str(incident.type), incident.severity, incident.category) == ("Not sure yet", None, "learning")
    assert len(run.reasons) == 6
    assert run.importing.outcome.rejected == 0


def test_a_csv_file_is_read_by_its_column_names(world):
    text = '\ufeffKey;Headline;Date\nA-1;"Late; and\nwet";2024-03\n\nA-2;Dry;2024\nA-3;x;1;2\n'
    run = Run(text.encode(), kind="csv")
    run.go()
    assert list(Incident.objects.order_by("number").values_list("name", flat=True)) == [
        "Late; and wet",
        "Dry",
    ]
    assert run.reasons == [(6, "has 4 cells for 3 columns")]


def test_an_open_quote_spoils_only_its_row(world):
    rows = b'id,title\n1,ok\n2,"never closed\n' + b"x,y\n" * (LONGEST // 4) + b"\n3,fine\n"
    run = Run(rows, kind="csv")
    run.go()
    assert set(Link.objects.values_list("external_id", flat=True)) >= {"1", "3"}
    assert (3, "is longer than 2 MB") in run.reasons


def test_a_mapping_says_which_column_holds_a_field(world):
    row = {"no": 7, "meta": {"what": "Roof leaks"}, "title": "ignored"}
    bring(row, mapping={"id": "no", "title": "meta.what"})
    assert Incident.objects.get().name == "Roof leaks"
    assert Link.objects.get().external_id == "7"


@pytest.mark.parametrize(
    ("content", "kind", "mapping", "says"),
    [
        (b"a,b\n1,2\n", "csv", {}, "No column tells the id"),
        (b"id,title\n", "csv", {"place": "Stadt"}, "no column 'Stadt'"),
        (b"id,title\n", "csv", {"colour": "x"}, "don't know the field 'colour'"),
        (b"id,title,id\n", "csv", {}, "same name: id"),
        (b"", "csv", {}, "is empty"),
        (b' [{"id": 1}]', "jsonl", {}, "one JSON list"),
        ("id,title\n1,x\n".encode("utf-16"), "csv", {}, "isn't UTF-8"),
        ("id,title\n1,x\n".encode("utf-16-le"), "csv", {}, "isn't UTF-8"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_as_a_whole(world, content, kind, mapping, says):
    with pytest.raises(CannotImport, match=says):
        Run(content, kind=kind, mapping=mapping)


@pytest.mark.parametrize(
    ("text", "moment", "words"),
    [
        ("2014", "2014-01-01T00:00", "2014"),
        ("2014-03", "2014-03-01T00:00", "2014-03"),
        ("2014-03-09", "2014-03-09T00:00", "2014-03-09"),
        ("2014-03-09 7:05", "2014-03-09T07:05", ""),
        ("2014-03-09T07:05:00+02:00", "2014-03-09T05:05", ""),
        ("2014-03-09 07:05 UTC", "2014-03-09T07:05", ""),
        ("2014-03-09 HH:mm", "2014-03-09T00:00", "2014-03-09"),
        ("9.3.2014 07:05", "2014-03-09T07:05", ""),
        (1394348700, "2014-03-09T07:05", ""),
        (1394348700000, "2014-03-09T07:05", ""),
    ],
)
def test_times_keep_the_precision_they_have(text, moment, words):
    when = read_time(text)
    assert (when.moment.isoformat()[:16], when.words) == (moment, words)


@pytest.mark.parametrize(
    "text", ["03/04/2014", "soon", "", None, True, "0001-01-01T00:00+14:00", 1e300, "9" * 70]
)
def test_a_time_that_could_be_two_days_or_none_is_not_guessed(text):
    with pytest.raises((ValueError, OverflowError)):
        read_time(text)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
fields = st.sampled_from(
    ["id", "title", "summary", "discipline", "severity", "status", "started", "ended", "tags"]
)
rooms = st.sampled_from(
    ["updates", "timeline", "body", "place", "source", "people_affected", "reported", "x"]
)
hostile = st.dictionaries(fields | rooms, anything, max_size=10)
quick = settings(max_examples=60)


def accounted_for(run: Run) -> bool:
    outcome = run.go()
    rejected = sum(finding.rejected for finding in run.findings)
    return outcome.rejected == rejected and outcome.brought + outcome.known + rejected == outcome.rows


@quick
@given(st.lists(hostile.map(json.dumps) | st.text(max_size=60), max_size=6))
def test_every_hostile_json_line_comes_in_or_is_told(world, rows):
    content = "\n".join(rows).encode("utf-8", "surrogatepass")
    try:
        run = Run(content)
    except CannotImport:
        return
    assert accounted_for(run)


@quick
@given(st.binary(max_size=300), st.sampled_from(["csv", "jsonl"]))
def test_every_hostile_byte_comes_in_or_is_told(world, content, kind):
    try:
        run = Run(b"id,title,started,updates\n" + content if kind == "csv" else content, kind=kind)
    except CannotImport:
        return
    assert accounted_for(run)


def test_fields_of_ones_own_come_in_as_far_as_they_can_be_read(world):
    kinds = {"zone": "single_select", "cities": "multi_select", "riders": "number", "day": "date"}
    for key, kind in {**kinds, "who": "person", "team": "team", "page": "link"}.items():
        options = ["North side", "South side"] if "select" in kind else []
        add_field(key=key, name=f"The {key}", kind=kind, options=options, by=world.gus)
    zone, lawyers = CustomField.objects.get(key="zone"), create_team("Lawyers", by=world.finn)
    change_option(zone.options[0], is_active=False, by=world.gus)
    said = {"zone": "north side", "cities": "South side; North side", "riders": "12", "day": "5 Mar 2024"}
    own = {f"field.{key}": words for key, words in said.items()}
    row = {**FLOOD, **own, "Who": "cy@example.org", "field.team": "lawyers", "field.page": "no address"}
    run = bring(row, mapping={"field.who": "Who"})
    assert run.reasons == [(1, "has a value for The page that can't be taken: it was left out")]
    held = values_of(Incident.objects.get())
    selected = {"zone": "north_side", "cities": ("north_side", "south_side")}
    assert held == {**selected, "riders": 12, "day": date(2024, 3, 5), "who": world.cy, "team": lawyers}


def test_a_field_there_isnt_is_said_before_anything_comes_in(world):
    with pytest.raises(CannotImport, match=r"We don't know the field 'field\.zone'"):
        Run([FLOOD], mapping={"field.zone": "Zone"})
