"""Values: what each takes at each door, that all faults are said, and that what is written reads the same."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turnout.core.people.actions.teams import create_team
from turnout.core.people.names import tidy
from turnout.core.values import (
    JSON,
    TYPED,
    Asked,
    Choice,
    ChoiceOrRef,
    Choices,
    Day,
    Duration,
    Email,
    Faulty,
    Group,
    Key,
    Link,
    LongText,
    Many,
    Moment,
    Number,
    Option,
    People,
    Person,
    Ref,
    Refs,
    Secret,
    Team,
    Teams,
    Text,
    YesNo,
    can_be_named,
    field_types,
)
from turnout.core.values.numbers import read_duration

CITIES = {"lisbon": "Lisbon", "leeds": "Leeds", "lyon": "Lyon"}


@pytest.fixture(autouse=True)
def places():
    can_be_named("places", lambda: [Option("dock", "The dock", id="01A"), Option("attic", is_offered=False)])


def faults(value, given, door=JSON):
    with pytest.raises(Faulty) as refused:
        value.read(given, door)
    return [(each.path, each.code) for each in refused.value.faults]


pytestmark = pytest.mark.once
few = settings(max_examples=15, derandomize=True, deadline=None)

LINES = st.text(st.characters(exclude_categories=("Cs", "Cc"))).map(tidy)
EXAMPLES: list[tuple[Any, Any]] = [
    (Text(most=60), LINES.map(lambda text: tidy(text[:60]))),
    (LongText(most=99), st.text(st.characters(exclude_categories=("Cs", "Cc"))).map(str.strip)),
    (Key(), st.from_regex(r"[a-z0-9][a-z0-9_-]{0,39}", fullmatch=True)),
    (Number(least=-9, most=9), st.none() | st.integers(-9, 9)),
    (Number(most=9, places=3), st.integers(0, 9000).map(lambda many: Decimal(many) / 1000)),
    (YesNo(default=True), st.booleans()),
    (Duration(), st.none() | st.integers(1, 9**6).map(lambda many: timedelta(minutes=many))),
    (Day(), st.none() | st.dates()),
    (Moment(), st.none() | st.datetimes(timezones=st.just(UTC))),
    (Choice(of=CITIES), st.sampled_from(["", *CITIES])),
    (Choices(of=CITIES), st.sets(st.sampled_from([*CITIES]))),
    (Ref(to="places"), st.sampled_from(["", "dock"])),
    (Refs(to="places"), st.sets(st.sampled_from(["dock", "attic"]))),
    (ChoiceOrRef(of=CITIES, to="places", prefix="place:"), st.sampled_from(["", "lyon", "place:dock"])),
    (Many(of=Text(most=9), gaps=True), st.lists(st.sampled_from(["", "a", "b c"]))),
    (
        Group(parts={"name": Text(most=9, required=True), "tell": Many(of=Group(parts={"at": Key()}))}),
        st.fixed_dictionaries(
            {
                "name": st.sampled_from(["a", "b c"]),
                "tell": st.lists(st.fixed_dictionaries({"at": st.sampled_from(["x", "y_1"])}), max_size=3),
            }
        ),
    ),
]


@pytest.mark.parametrize("door", [JSON, TYPED], ids=["json", "typed"])
@pytest.mark.parametrize(("value", "examples"), EXAMPLES, ids=[type(each[0]).__name__ for each in EXAMPLES])
@few
@given(data=st.data())
def test_what_is_written_reads_the_same_at_every_door(value, examples, door, data):
    held = value.tidy(data.draw(examples))
    written = value.write(held)
    if not value.required or written:
        assert value.read(written, door) == held
    assert value.said(held) is not None


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5)
)
def test_whatever_is_given_is_read_or_refused_with_reasons(given):
    for value, _examples in EXAMPLES:
        for door in (JSON, TYPED):
            try:
                value.read(given, door)
            except Faulty as refused:
                wrong = refused.faults
            else:
                continue
            assert all(each.message and each.code for each in wrong)


def test_json_has_to_be_of_its_type_and_a_form_says_everything_as_text():
    assert Number().read(3) == Number().read("3", TYPED) == 3
    assert faults(Number(), "3") == faults(Number(), True) == [("", "invalid_value")]
    assert YesNo().read("on", TYPED) is True
    assert faults(YesNo(), "true") == [("", "invalid_value")]
    assert faults(Text(most=9), 3) == [("", "invalid_value")]


def test_all_faults_are_said_each_with_where_it_is():
    rule = Group(
        parts={
            "name": Text(most=5, required=True),
            "key": Key(),
            "steps": Many(of=Group(parts={"name": Text(most=3, required=True)}), most=2),
        }
    )
    given = {"name": "too long", "steps": [{"name": "ok"}, {"name": "long"}, {}]}
    assert faults(rule, given) == [
        ("name", "too_long"),
        ("steps", "too_long"),
        ("steps/1/name", "too_long"),
        ("key", "is_required"),
    ]


def test_nothing_is_the_default_and_what_is_required_has_to_be_said():
    assert Text(most=5, default="x").read(None) == "x"
    assert Choices(of=CITIES).read([], TYPED) == ()
    for value in (Text(most=5, required=True), Choice(of=CITIES, required=True), Day(required=True)):
        assert faults(value, None) == faults(value, "", TYPED) == [("", "is_required")]


def test_characters_no_database_takes_are_refused():
    for text in ("a\x00b", "\ud800"):
        assert faults(LongText(most=9), text) == [("", "invalid_value")]


def test_a_word_that_is_nearly_right_is_guessed():
    with pytest.raises(Faulty, match="Did you mean “lisbon”"):
        Choice(of=CITIES).read("lisbom")


def test_addresses_keys_and_lengths_of_time():
    assert Link().read(" https://example.org/a ") == "https://example.org/a"
    for each in ("javascript:alert(1)", "https://", "example.org", "https://a b"):
        assert faults(Link(), each) == [("", "invalid_value")]
    assert Email().read("Ana@Example.org") == "ana@example.org"
    assert faults(Email(), "ana") == [("", "invalid_value")]
    assert faults(Key(), "Not a key") == [("", "invalid_value")]
    assert read_duration("1d 2H30m") == timedelta(days=1, hours=2, minutes=30)
    assert faults(Duration(most=timedelta(hours=1)), "2h") == [("", "invalid_value")]


def test_a_secret_is_never_written_or_said():
    value: Any = Secret(required=True)
    assert value.read("s3cret") == "s3cret"
    assert value.write("s3cret") is None
    assert "s3cret" not in value.said("s3cret")


def test_a_reference_is_found_by_key_or_id_and_kept_as_its_key():
    assert Ref(to="places").read("01A") == Ref(to="places").read("dock") == "dock"
    assert Ref(to="places").said("dock") == "The dock"
    assert faults(Refs(to="places"), ["dock", "moon"]) == [("", "not_found")]
    assert [*Refs(to="places").references(("dock",))] == [("places", "dock")]


def test_people_and_teams_are_found_while_they_are_here(world):
    for name in (world.dee.pk, world.dee.email, world.dee.name):
        assert Person().read(name) == world.dee
    assert People().read([world.dee.email, world.dee.pk]) == (world.dee,)
    team = create_team("Wards", purpose="", by=None)
    assert Team().read(team.name) == Team().read(team.pk) == team
    assert Teams().read(Teams().write((team,))) == (team,)
    assert faults(Teams(), ["nobody"]) == faults(Person(), "nobody") == [("", "not_found")]


def test_who_has_left_can_stay_where_they_are_and_not_be_named_anew(world):
    gone = world.dee
    gone.is_active = False
    gone.save()
    assert faults(Person(), gone.pk) == faults(Person(), gone) == [("", "not_found")]
    assert Person(besides=gone).read(gone.email) == gone


def test_every_type_of_field_makes_a_value_and_keeps_what_it_holds():
    options = [Option("a", "A"), Option("b", "B", is_offered=False)]
    types = field_types()
    assert faults(types["single_select"].value(Asked(options=options)), "b") == [("", "invalid_value")]
    assert types["single_select"].value(Asked(options=options, held="b")).read("b") == "b"
    assert types["multi_select"].value(Asked(options=options, held=("b",))).read(["b", "a"]) == ("a", "b")
    assert types["number"].value(Asked()).read("1.50", TYPED) == Decimal("1.5")
    assert types["date"].value(Asked()).read(date(2026, 3, 29), TYPED) == date(2026, 3, 29)


def test_a_schema_says_types_bounds_and_what_has_to_be_there():
    schema = Group(
        parts={"name": Text(most=60, required=True, help="In lists"), "rank": Number(most=5), "at": Moment()}
    ).schema()
    assert schema["required"] == ["name"]
    assert schema["properties"]["name"] == {
        "type": "string",
        "maxLength": 60,
        "minLength": 1,
        "description": "In lists",
    }
    assert schema["properties"]["rank"] == {"type": "integer", "minimum": 0, "maximum": 5}
    assert Moment().read("2026-03-29T14:30:00+02:00") == datetime(2026, 3, 29, 12, 30, tzinfo=UTC)
