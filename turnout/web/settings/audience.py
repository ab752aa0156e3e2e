"""Notification rules: who is told about incidents, new ones and those that get worse."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.notify.channels import how_people_are_told
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import Permission
from turnout.incidents.audience.actions.rules import (
    NAME_LENGTH,
    change_audience_rule,
    create_audience_rule,
    remove_audience_rule,
)
from turnout.incidents.audience.models import Reach
from turnout.incidents.audience.rules import MOST_RULES, conditions_of
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import AudienceRule, IncidentType, Role
from turnout.web.guard import SignedInRequest, guard
from turnout.web.people.picking import find_person, is_ambiguous
from turnout.web.settings.conditions import ConditionsForm, initial_of
from turnout.web.settings.responses import removed, saved
from turnout.web.settings.trying import try_rule

TEAMS = 300
NEW = {"is_active": True, "reach": Reach.ASKED.value}
SAID = ("name", "teams", "people", "roles", "reach", "lets_in", "is_active")


def _reaches() -> dict[str, str]:
    return {
        Reach.ASKED.value: capfirst(how_people_are_told()),
        Reach.HERE.value: str(_("In Turnout only")),
        Reach.AT_ONCE.value: str(_("Right away if critical or major, even during their quiet hours")),
    }


class AudienceForm(ConditionsForm):
    """A rule whose conditions all have to hold; what is left empty doesn't matter to it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_("The reporter sees this name: Privacy team, Lisbon leads"),
    )
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label=_("Which teams should be told?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    roles = forms.ModelMultipleChoiceField(
        Role.objects.all(),
        label=_("Which roles should be told?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Anyone who holds one in that incident. At first nobody does; they'll be told if it gets worse."
        ),
    )
    people = forms.CharField(
        label=_("People by name"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One per line: a full name or an email address."),
    )
    reach = forms.ChoiceField(
        label=_("How should they be told?"),
        required=False,
        choices=lambda: list(_reaches().items()),
        widget=forms.RadioSelect,
    )
    lets_in = forms.BooleanField(
        label=_("They can see private incidents too"),
        required=False,
        help_text=_("Without this, these teams never see private incidents."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, *given: Any, by: Person, **options: Any) -> None:
        super().__init__(*given, **options)
        fields: Any = self.fields
        if not by.may(Permission.INCIDENTS_VIEW_PRIVATE):
            fields["lets_in"].disabled = True
            fields["lets_in"].help_text = _("Only an owner can decide who else sees private incidents.")
        offered = list(Team.objects.values_list("pk", flat=True)[:TEAMS])
        fields["teams"].queryset = Team.objects.filter(pk__in=offered)

    def clean_reach(self) -> str:
        return self.cleaned_data["reach"] or Reach.ASKED

    def clean_people(self) -> list[Person]:
        """Those named. Who was named before and has left may stay."""
        found = {}
        for line in filter(None, (line.strip() for line in self.cleaned_data["people"].splitlines())):
            person = find_person(line)
            if person is None:
                fault = (
                    _("Several people are called %(name)s. Use their email address.")
                    if is_ambiguous(line)
                    else _("Nobody here is called %(name)s.")
                )
                self.add_error("people", str(fault) % {"name": line[:100]})
            else:
                found[person.pk] = person
        return list(found.values())


def _initial(rule: AudienceRule) -> dict[str, Any] | None:
    """A rule as the form has it; None where it asks what the form can't say."""
    initial = initial_of(conditions_of(rule))
    if initial is None:
        return None
    kept_as = {"name": rule.name, "lets_in": rule.lets_in, "is_active": rule.is_active, "reach": rule.reach}
    people = "\n".join(person.email for person in rule.people.active())
    return {**initial, **kept_as, "teams": rule.teams.all(), "roles": rule.roles.all(), "people": people}


@guard(Permission.SETTINGS_MANAGE)
def list_rules(request: SignedInRequest) -> HttpResponse:
    rules = AudienceRule.objects.prefetch_related("teams", "people", "roles")[:MOST_RULES]
    context = {
        "rules": [(rule, conditions_of(rule)) for rule in rules],
        "private_kinds": [each for each in cached_table(IncidentType).values() if each.is_private],
        "reaches": _reaches(),
    }
    return render(request, "settings/audience.html", context)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def new_rule(request: SignedInRequest) -> HttpResponse:
    form = AudienceForm(
        request.POST or None, initial={"is_active": True, "reach": Reach.ASKED.value}, by=request.user
    )
    if form.is_valid():
        try:
            create_audience_rule(**_said(form), conditions=form.conditions(), by=request.user)
            return saved("audience_rules")
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form)


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def rule(request: SignedInRequest, id: str) -> HttpResponse:
    found = get_object_or_404(AudienceRule, pk=id)
    initial = _initial(found)
    form = AudienceForm(request.POST or None, initial=initial or {"name": found.name}, by=request.user)
    if form.is_valid():
        try:
            change_audience_rule(found, **_said(form), conditions=form.conditions(), by=request.user)
            return saved("audience_rules")
        except NotPossible as error:
            form.add_error(None, str(error))
    number = request.GET.get("try", "")[:20]
    tried = {"tried": try_rule(found, number, by=request.user), "tried_number": number}
    return _page(request, form, rule=found, is_foreign=initial is None, **tried)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def rule_removal(request: SignedInRequest, id: str) -> HttpResponse:
    found = get_object_or_404(AudienceRule, pk=id)
    try:
        remove_audience_rule(found, by=request.user)
    except NotPossible as error:
        form = AudienceForm({}, initial=_initial(found), by=request.user)
        form.add_error(None, str(error))
        return _page(request, form, rule=found)
    return removed("audience_rules")


def _said(form: AudienceForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in SAID}


def _page(request: SignedInRequest, form: AudienceForm, **more: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "settings/audience_rule.html", {"form": form, **more}, status=status)
