"""What a form asks: who sees which question, which need an answer, and what is stored."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from turnout.incidents.audience.resolver import draft_of
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import add_field, change_field
from turnout.incidents.fields.actions.forms import (
    add_element,
    change_element,
    give_own_form,
    move_element,
    remove_own_form,
)
from turnout.incidents.fields.models.fields import values_of
from turnout.incidents.fields.questions import questions
from turnout.incidents.models import Incident, IncidentType, Severity
from turnout.web.questions import AnswersForm


def is_(of, *values, how="one_of"):
    return {"of": of, "is": how, "values": list(values)}


@pytest.fixture
def zone(world):
    return add_field(name="Zone", kind="single_select", options=["North", "South"], by=world.gus)


@pytest.fixture
def riders(world):
    return add_field(name="Riders", kind="number", by=world.gus)


def draft(world, kind="operations", **more):
    type = IncidentType.objects.get(key=kind) if kind else None
    return draft_of(
        **{"severity": None, "private": False, "place": "", "by": world.ada, "type": type, **more}
    )


def asked(subject, given=(), occasion="declare", **more):
    """Names of the questions; those that need an answer with a star."""
    found = questions(occasion, subject, dict(given), **more)
    return [f"{each.name}*" if each.is_required else each.name for each in found]


def test_without_forms_nothing_is_asked(world):
    assert asked(draft(world)) == asked(draft(world, kind=None)) == []


def test_a_question_is_shown_and_needed_by_its_conditions(world, zone, riders):
    operations = [[is_("type", "operations")]]
    add_element("declare", field=zone, show_if=operations, required="always", by=world.gus)
    add_element(
        "declare", field=riders, required="if", required_if=[[is_("field.zone", "north")]], by=world.gus
    )
    assert asked(draft(world, "finance")) == ["field.riders"]
    assert asked(draft(world)) == ["field.zone*", "field.riders"]
    assert asked(draft(world), {"field.zone": "north"}) == ["field.zone*", "field.riders*"]
    assert asked(draft(world, "finance"), {"field.zone": "north"}) == ["field.riders"]
    assert asked(draft(world), {"field.zone": "north"}, blocks=False) == ["field.zone", "field.riders"]


def test_a_kind_with_a_form_of_its_own_is_asked_that_alone(world, zone, riders):
    add_element("declare", field=zone, help="On the map", by=world.gus)
    operations = IncidentType.objects.get(key="operations")
    own = give_own_form("declare", operations, by=world.gus)
    add_element("declare", type=operations, field=riders, by=world.gus)
    assert asked(draft(world)) == ["field.zone", "field.riders"]
    assert asked(draft(world, "finance")) == asked(draft(world, None)) == ["field.zone"]
    remove_own_form(own, by=world.gus)
    assert asked(draft(world)) == ["field.zone"]


def test_questions_stand_in_their_order_and_fields_out_of_use_are_left_out(world, zone, riders):
    add_element("resolve", field=zone, by=world.gus)
    second = add_element("resolve", field=riders, by=world.gus)
    move_element(second, up=True, by=world.gus)
    incident = world.raise_incident()
    assert asked(incident, occasion="resolve") == ["field.riders", "field.zone"]
    change_field(riders, name="Riders", description="", is_active=False, by=world.gus)
    assert asked(incident, occasion="resolve") == ["field.zone"]
    assert asked(incident, occasion="accept") == []


def test_what_the_incident_has_already_counts(world, zone, riders):
    add_element("update", field=riders, show_if=[[is_("field.zone", "north")]], by=world.gus)
    serious = [[is_("severity", "2", how="at_least")]]
    add_element("update", asks="place", required="if", required_if=serious, by=world.gus)
    incident = world.raise_incident(fields={"zone": "north"}, severity=Severity.objects.get(rank=1))
    assert asked(incident, occasion="update") == ["field.riders", "place*"]


@pytest.mark.parametrize(
    "settings",
    [
        {"show_if": [[is_("field.none", "x")]]},
        {"required": "if"},
        {"required": "perhaps"},
        {"default": ["west"]},
    ],
)
def test_what_makes_no_sense_is_refused(world, zone, settings):
    element = add_element("declare", field=zone, default=["north"], by=world.gus)
    with pytest.raises(NotPossible):
        change_element(element, **settings, by=world.gus)
    with pytest.raises(NotPossible):
        add_element("declare", field=zone, by=world.gus)
    with pytest.raises(NotPossible):
        add_element("update", asks="severity", by=world.gus)


LETTERS = ("a", "b", "c")
OPTIONS = ("yes", "no")


def conditions():
    """About the other fields, about the severity, about something that is no longer there."""
    one = st.one_of(
        st.builds(
            lambda key, value: is_(f"field.{key}", value), st.sampled_from(LETTERS), st.sampled_from(OPTIONS)
        ),
        st.builds(lambda key: is_(f"field.{key}", how="is_not_set"), st.sampled_from(LETTERS)),
        st.builds(lambda rank: is_("severity", rank, how="at_least"), st.sampled_from("135")),
    )
    return st.lists(st.lists(one, min_size=1, max_size=2), max_size=2)


class Page:
    """A form of three questions, and the report page's answer to what is sent with them."""

    def __init__(self, world):
        self.world = world
        self.elements = [
            add_element(
                "declare",
                field=add_field(name=key, kind="single_select", options=OPTIONS, by=world.gus),
                by=world.gus,
            )
            for key in LETTERS
        ]

    def ask(self, form):
        for each, wanted in zip(self.elements, form, strict=True):
            required = "if" if wanted["required_if"] else "always"
            change_element(each, **wanted, required=required, by=self.world.gus)

    def answered(self, answers, severity):
        sent = QueryDict(mutable=True)
        sent.update({f"ask-field-{key}": value for key, value in answers.items()})
        sent.setlist("asked", [f"field-{key}" for key in LETTERS])
        return AnswersForm(sent, occasion="declare", subject=draft(self.world, severity=severity))


@pytest.fixture
def page(world):
    return Page(world)


element = st.fixed_dictionaries({"show_if": conditions(), "required_if": conditions()})


@settings(max_examples=60)
@given(
    form=st.lists(element, min_size=3, max_size=3),
    answers=st.dictionaries(st.sampled_from(LETTERS), st.sampled_from(OPTIONS)),
    rank=st.sampled_from([None, 1, 3, 5]),
)
def test_what_is_hidden_is_never_needed_nor_stored_and_what_is_stored_reads_back(page, form, answers, rank):
    page.ask(form)
    severity = Severity.objects.get(rank=rank) if rank else None
    sent = page.answered(answers, severity)
    shown = {each.name.removeprefix("field.") for each in sent.asked}
    needed = {each.name.removeprefix("field.") for each in sent.asked if each.is_required}
    missing = {name.removeprefix("field-") for name in sent.errors}
    assert missing == needed - set(answers)
    assert missing <= shown
    if sent.is_valid():
        stored = page.world.raise_incident(severity=severity, fields=sent.answers().fields)
        expected = {key: value for key, value in answers.items() if key in shown}
        assert values_of(Incident.objects.get(pk=stored.pk)) == expected
