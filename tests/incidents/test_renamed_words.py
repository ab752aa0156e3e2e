"""What installations hold from before a word changed: it means the same afterwards."""

from importlib import import_module

from django.apps import apps

from turnout.incidents.audience.rules import conditions_of
from turnout.incidents.models import AudienceRule, Lifecycle

MIGRATION = import_module("turnout.incidents.migrations.0019_departments_and_lifecycles")


def test_conditions_about_disciplines_ask_about_departments(world):
    old = [[{"of": "discipline", "is": "one_of", "values": ["legal"]}]]
    rule = AudienceRule.objects.create(name="Lawyers", conditions=old)
    assert conditions_of(rule) is None
    MIGRATION.rename_in_conditions(apps, None)
    assert str(conditions_of(AudienceRule.objects.get())) == "the department is Legal"


def test_the_standard_lifecycle_keeps_a_name_it_was_given(world):
    Lifecycle.objects.filter(key="default").update(name="The usual steps")
    MIGRATION.rename_the_standard_lifecycle(apps, None)
    assert Lifecycle.objects.get(key="default").name == "Standard lifecycle"
    Lifecycle.objects.filter(key="default").update(name="How we work")
    MIGRATION.rename_the_standard_lifecycle(apps, None)
    assert Lifecycle.objects.get(key="default").name == "How we work"
