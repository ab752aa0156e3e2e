"""Notification rules: who is told about incidents, new ones and those that get worse."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.looking_first import chosen_team
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.values import Parts, People
from turnout.incidents.audience.actions.rules import (
    change_audience_rule,
    create_audience_rule,
    remove_audience_rule,
)
from turnout.incidents.audience.rules import MOST_RULES, conditions_of
from turnout.incidents.blueprint.rules import NOTIFICATION_RULES, columns, reaches
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import AudienceRule, IncidentType
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValueField
from turnout.web.settings.conditions import ConditionsForm, initial_of
from turnout.web.settings.responses import removed, saved, settled
from turnout.web.settings.trying import try_rule

FIELDS: Parts = {
    "name": NOTIFICATION_RULES.key,
    **{name: each for name, each in NOTIFICATION_RULES.fields.items() if name != "when"},
}


class RuleForm(ConditionsForm):
    """A rule whose conditions all have to hold; what is left empty doesn't matter to it."""

    def __init__(self, data: Any, rule: AudienceRule | None = None, *, by: Person) -> None:
        asked = initial_of(conditions_of(rule)) if rule else {}
        super().__init__(data, initial=asked or {})
        self.is_foreign = asked is None
        held = _held(rule) if rule else {}
        named = tuple(rule.people.all()) if rule else ()
        people = People(
            besides=named,
            label=NOTIFICATION_RULES.apart["people"].label,
            help=_("One per line: a full name or an email address."),
        )
        for name, value in {**FIELDS, "people": people}.items():
            self.fields[name] = ValueField(value, held.get(name))
        if not by.may(Permission.INCIDENTS_VIEW_PRIVATE):
            self.fields["private_too"].disabled = True
            self.fields["private_too"].help_text = _(
                "Only an owner can decide who else sees private incidents."
            )

    def said(self) -> dict[str, Any]:
        """As the verbs take it."""
        data = {**self.cleaned_data, "when": self.conditions()}
        return {"name": data["name"], **columns(data)}


def _held(rule: AudienceRule) -> dict[str, Any]:
    data = NOTIFICATION_RULES.items()[rule.name]
    return {**data, "name": rule.name, "people": tuple(rule.people.active())}


@guard(Permission.SETTINGS_MANAGE)
def list_rules(request: SignedInRequest) -> HttpResponse:
    """All rules, each with its conditions: None where they name what is gone."""
    rules = AudienceRule.objects.prefetch_related("teams", "people", "roles")[:MOST_RULES]
    context = {
        "rules": [(rule, conditions_of(rule)) for rule in rules],
        "private_kinds": [each for each in cached_table(IncidentType).values() if each.is_private],
        "reaches": reaches(),
        "looks_first": chosen_team().first(),
    }
    return render(request, "settings/audience.html", context)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def new_rule(request: SignedInRequest) -> HttpResponse:
    """A form for one more. 422 with what is wrong."""
    form = RuleForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            return settled(
                request,
                lambda: create_audience_rule(**form.said(), by=request.user),
                then=lambda made: saved("audience_rules"),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def rule(request: SignedInRequest, id: str) -> HttpResponse:
    """One rule: its form and, with `?try=<number>`, on which incidents it would apply and why."""
    found = get_object_or_404(AudienceRule, pk=id)
    form = RuleForm(request.POST or None, found, by=request.user)
    if form.is_valid():
        try:
            return settled(
                request,
                lambda: change_audience_rule(found, **form.said(), by=request.user),
                then=lambda made: saved("audience_rules"),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
    number = request.GET.get("try", "")[:20]
    tried = {"tried": try_rule(found, number, by=request.user), "tried_number": number}
    return _page(request, form, rule=found, **tried)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def rule_removal(request: SignedInRequest, id: str) -> HttpResponse:
    """What the verb refuses is said on the rule's page."""
    found = get_object_or_404(AudienceRule, pk=id)
    try:
        return settled(
            request,
            lambda: remove_audience_rule(found, by=request.user),
            then=lambda made: removed("audience_rules"),
        )
    except NotPossible as error:
        form = RuleForm({}, found, by=request.user)
        form.add_error(None, str(error))
        return _page(request, form, rule=found)


def _page(request: SignedInRequest, form: RuleForm, **more: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "settings/audience_rule.html", {"form": form, **more}, status=status)
