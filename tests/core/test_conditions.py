"""Conditions: what holds, what is refused, and what they say about themselves."""

from contextlib import suppress
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.core.conditions import Conditions, InvalidConditions, Option, Reference, Scope, parse
from turnout.core.conditions.operations import OPERATIONS
from turnout.core.conditions.references import CHOICE, FLAG, NUMBER, RANKED, SEVERAL, TEXT

CITIES = ("lisbon", "leeds", "lyon")
WORST_FIRST = ("1", "2", "3")


@dataclass
class Order:
    """A made-up subject."""

    city: str | None = None
    severity: str | None = None
    labels: tuple[str, ...] = ()
    note: str = ""
    weight: float | None = None
    urgent: bool = False


def options(values):
    return lambda: [Option(value, value.title()) for value in values]


SCOPE = Scope(
    Reference("city", "the city", CHOICE, lambda order: order.city, options(CITIES)),
    Reference("severity", "the severity", RANKED, lambda order: order.severity, options(WORST_FIRST)),
    Reference("labels", "the labels", SEVERAL, lambda order: order.labels, options(("hot", "cold"))),
    Reference("note", "the note", TEXT, lambda order: order.note),
    Reference("weight", "the weight", NUMBER, lambda order: order.weight),
    Reference("urgent", "it is urgent", FLAG, lambda order: order.urgent),
)


def asks(of, operation, *values):
    return {"of": of, "is": operation, "values": list(values)}


def faults(data):
    with pytest.raises(InvalidConditions) as refused:
        parse(data, SCOPE)
    return [(fault.at, fault.message) for fault in refused.value.faults]


def test_without_conditions_it_always_holds():
    assert parse([], SCOPE).hold(Order())
    assert str(parse([], SCOPE)) == "always"


def test_any_group_is_enough_and_a_group_needs_all_it_has():
    both = [asks("city", "one_of", "lisbon"), asks("urgent", "is_true")]
    found = parse([both, [asks("note", "contains", "egg")]], SCOPE)
    assert found.hold(Order(city="lisbon", urgent=True))
    assert not found.hold(Order(city="lisbon"))
    assert found.hold(Order(note="Two EGGS, broken"))


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        (asks("severity", "at_least", "2"), ["1", "2"]),
        (asks("severity", "at_most", "2"), ["2", "3"]),
        (asks("severity", "one_of", "2", "3"), ["2", "3"]),
        (asks("severity", "is_set"), ["1", "2", "3"]),
        (asks("severity", "is_not_set"), [None]),
        (asks("severity", "not_one_of", "1"), ["2", "3", None]),
    ],
)
def test_a_rank_is_compared_by_its_place_and_unrated_is_neither(asked, held):
    found = parse([[asked]], SCOPE)
    assert [each for each in [*WORST_FIRST, None] if found.hold(Order(severity=each))] == held


def test_several_values_are_compared_as_a_set():
    assert parse([[asks("labels", "any_of", "hot")]], SCOPE).hold(Order(labels=("cold", "hot")))
    assert parse([[asks("labels", "none_of", "hot")]], SCOPE).hold(Order())


def test_a_number_that_is_missing_is_neither_more_nor_less():
    more, less = (parse([[asks("weight", how, "2.5")]], SCOPE) for how in ("more_than", "less_than"))
    assert more.hold(Order(weight=3)) and less.hold(Order(weight=2))
    assert not more.hold(Order()) and not less.hold(Order())


def test_they_say_what_they_mean():
    both = [asks("severity", "at_least", "2"), asks("city", "one_of", "lisbon", "lyon")]
    found = parse([both, [asks("urgent", "is_true")]], SCOPE)
    assert str(found) == "the severity is 2 or worse and the city is Lisbon or Lyon or it is urgent"
    assert str(parse([[asks("severity", "at_least", "1")]], SCOPE)) == "the severity is 1"


def test_they_say_why_and_why_not():
    found = parse([[asks("city", "one_of", "lisbon"), asks("urgent", "is_true")]], SCOPE)
    assert (
        found.why(Order(city="lisbon", urgent=True)).sentence
        == "Because the city is Lisbon and it is urgent."
    )
    assert found.why(Order(city="lisbon")).sentence == "It would apply if it is urgent."


def test_every_fault_is_named_with_its_place():
    found = faults(
        [[asks("town", "one_of", "lisbon")], [asks("city", "contains", "x"), asks("city", "one_of", "rome")]]
    )
    assert [at for at, _message in found] == ["1.1", "2.1", "2.2"]
    assert "“rome”" in found[2][1]


@pytest.mark.parametrize(
    "data",
    [
        None, {}, "always", [{}], [[]], [["city"]], [[{"of": "city"}]], [[asks("city", "one_of")]],
        [[asks("severity", "at_least", "1", "2")]], [[asks("urgent", "is_true", "yes")]],
        [[asks("weight", "more_than", "nan")]], [[asks("weight", "more_than", "heavy")]],
        [[asks("note", "contains", "")]], [[{**asks("urgent", "is_true"), "also": 1}]],
        [[asks("urgent", "is_true")]] * 21, [[asks("urgent", "is_true")] * 21],
        [[asks("note", "contains", "x" * 301)]], [[{"of": ["city"], "is": {}, "values": [1]}]],
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(data):
    assert faults(data)


def conditions():
    """Anything that is well formed."""

    def one(reference):
        options = [option.value for option in reference.options()]
        value = st.sampled_from(options) if options else st.floats(-9, 9).map(str)

        def of(operation):
            takes = OPERATIONS[reference.kind][operation].takes
            values = (
                st.lists(value, min_size=1, max_size={"one": 1, "some": 3}[takes]) if takes else st.just([])
            )
            return values.map(lambda chosen: asks(reference.name, operation, *chosen))

        return st.sampled_from([*OPERATIONS[reference.kind]]).flatmap(of)

    each = st.sampled_from([*SCOPE.references.values()]).flatmap(one)
    return st.lists(st.lists(each, min_size=1, max_size=4), max_size=4)


orders = st.builds(
    Order,
    city=st.sampled_from([*CITIES, None]),
    severity=st.sampled_from([*WORST_FIRST, None]),
    labels=st.sampled_from([(), ("hot",), ("hot", "cold")]),
    note=st.text(max_size=9),
    weight=st.none() | st.floats(-9, 9),
    urgent=st.booleans(),
)


anything = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["of", "is", "values", "x"]), inner, max_size=3)
    ),
)


@given(conditions())
def test_what_was_read_is_written_the_same(data):
    assert parse(parse(data, SCOPE).data, SCOPE).data == data


@given(conditions(), orders)
def test_the_reasons_agree_with_the_answer(data, order):
    found: Conditions = parse(data, SCOPE)
    assert found.why(order).held == found.hold(order)
    assert found.why(order).sentence and str(found)


@given(anything)
def test_nothing_that_is_sent_breaks_the_reader(data):
    with suppress(InvalidConditions):
        parse(data, SCOPE)
