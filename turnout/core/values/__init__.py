"""Typed values: said once, read at every door, written as plain data, drawn as inputs, described for APIs.

    Group(parts={"name": Text(most=60, required=True), "tell": Teams()}).read(given, door)

`read` answers the value or raises Faulty with everything that is wrong; `take` leaves it with a Reading.
"""

from turnout.core.values.choosing import Choice, Choices, Option
from turnout.core.values.composed import (
    Group,
    Many,
    Parts,
    schema_of,
    take_parts,
    tidy_parts,
    write_parts,
)
from turnout.core.values.days import Day, Moment, read_moment
from turnout.core.values.doors import JSON, TYPED, Door, Typed
from turnout.core.values.faults import Fault, Faulty, unknown
from turnout.core.values.field_types import Asked, FieldType, field_types
from turnout.core.values.icons import Icon
from turnout.core.values.networks import IpRange
from turnout.core.values.numbers import Duration, Number, YesNo, as_plain
from turnout.core.values.people import People, Person, Team, Teams
from turnout.core.values.references import ChoiceOrRef, Ref, Refs, can_be_named, named_in
from turnout.core.values.value import Known, Reading, Schema, Value, Words
from turnout.core.values.words import Email, Key, Link, LongText, Secret, Text

__all__ = [
    "JSON",
    "TYPED",
    "Asked",
    "Choice",
    "ChoiceOrRef",
    "Choices",
    "Day",
    "Door",
    "Duration",
    "Email",
    "Fault",
    "Faulty",
    "FieldType",
    "Group",
    "Icon",
    "IpRange",
    "Key",
    "Known",
    "Link",
    "LongText",
    "Many",
    "Moment",
    "Number",
    "Option",
    "Parts",
    "People",
    "Person",
    "Reading",
    "Ref",
    "Refs",
    "Schema",
    "Secret",
    "Team",
    "Teams",
    "Text",
    "Typed",
    "Value",
    "Words",
    "YesNo",
    "as_plain",
    "can_be_named",
    "field_types",
    "named_in",
    "read_moment",
    "schema_of",
    "take_parts",
    "tidy_parts",
    "unknown",
    "write_parts",
]
