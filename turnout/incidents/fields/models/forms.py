"""What people are asked when something happens: a form for each occasion, for all kinds or for one."""

from enum import StrEnum

from django.db import models

from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.fields.models.fields import CustomField


class Occasion(StrEnum):
    """When a form is shown."""

    DECLARE = "declare"
    ACCEPT = "accept"
    UPDATE = "update"
    RESOLVE = "resolve"
    RETROSPECTIVE = "retrospective"  # reported when it was over already


REPORTING = (Occasion.DECLARE, Occasion.RETROSPECTIVE)
"""When what is required can keep someone from reporting."""


class Required(StrEnum):
    NEVER = "never"
    ALWAYS = "always"
    IF = "if"


class Input(StrEnum):
    """What a form can ask that every incident has."""

    SEVERITY = "severity"
    PLACE = "place"
    SUMMARY = "summary"


CUSTOM = "custom-"
"""What the occasion of a custom form begins with; its key follows."""

INPUTS_OF = {
    Occasion.DECLARE: (Input.SEVERITY, Input.PLACE, Input.SUMMARY),
    Occasion.ACCEPT: (Input.SEVERITY, Input.PLACE, Input.SUMMARY),
    Occasion.UPDATE: (Input.PLACE, Input.SUMMARY),  # an update asks for the severity itself
    Occasion.RESOLVE: (Input.SEVERITY, Input.PLACE, Input.SUMMARY),
    Occasion.RETROSPECTIVE: (Input.SEVERITY, Input.PLACE, Input.SUMMARY),
}


def inputs_of(occasion: str) -> tuple[Input, ...]:
    return tuple(Input) if occasion.startswith(CUSTOM) else INPUTS_OF[Occasion(occasion)]


class IncidentForm(models.Model):
    """The form of one occasion. Without a type it is everyone's; a type's own one takes its place.

    A custom form waits for nothing: people fill it in when they want to. Its occasion is `custom-` and a key,
    and everyone's has its name and what it is for. `changed_at` is when what it asks was last changed.
    """

    id = IdField()
    occasion = models.CharField(max_length=60)  # an Occasion, or that of a custom form
    type = CachedKey(IncidentType, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    description = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(null=True)  # None: not since Turnout has kept it

    may_be_empty = True

    class Meta:
        ordering = ["occasion", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion"], condition=models.Q(type__isnull=True), name="one_form_for_all"
            ),
            models.UniqueConstraint(fields=["occasion", "type"], name="one_form_of_a_type"),
        ]

    def __str__(self) -> str:
        return f"{self.occasion} {self.type or ''}".strip()

    @property
    def is_custom(self) -> bool:
        return self.occasion.startswith(CUSTOM)


class FormElement(models.Model):
    """One question of a form: a custom field, or something every incident has.

    `show_if` and `required_if` are conditions, as turnout.core.conditions keeps them. They may ask about what
    stands above it in the form, and about the incident. `default` is a list of texts, as a form sends them.
    """

    id = IdField()
    form = CachedKey(IncidentForm, on_delete=models.CASCADE, related_name="+")
    field = CachedKey(CustomField, null=True, on_delete=models.CASCADE, related_name="+")
    asks = models.CharField(max_length=20, blank=True)  # an Input, where there is no field
    rank = models.PositiveIntegerField()
    help = models.CharField(max_length=300, blank=True)
    default = models.JSONField(default=list)
    required = models.CharField(max_length=10, default=Required.NEVER.value)
    required_if = models.JSONField(default=list)
    show_if = models.JSONField(default=list)

    may_be_empty = True
    most_cached = 5000

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "field"], condition=models.Q(field__isnull=False), name="field_asked_once"
            ),
            models.UniqueConstraint(
                fields=["form", "asks"], condition=models.Q(field__isnull=True), name="input_asked_once"
            ),
        ]

    @property
    def name(self) -> str:
        """What it asks, as conditions call it."""
        return f"field.{self.field.key}" if self.field else self.asks
