"""How somebody reports: with their name or without, for a colleague, for an exercise, after the fact."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.core.people.models import Person
from turnout.incidents.audience.resolver import who_may_know_reporter
from turnout.incidents.incident.models.incident import CONFIDENTIAL, NAMED
from turnout.incidents.incident.models.modes import EXERCISE, RETROSPECTIVE
from turnout.incidents.models import Incident
from turnout.incidents.raising.actions.raising import Reporting
from turnout.web.forms import PersonField

STANDARD = "standard"
MODES = [
    (STANDARD, _("It's real, and it's now")),
    (RETROSPECTIVE, _("It's over already")),
    (EXERCISE, _("It's an exercise")),
]


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=False, widget=widget)


class ReportingForm(forms.Form):
    """All of it may stay as it is: with one's name, for oneself, and now."""

    reported_as = forms.ChoiceField(choices=[(NAMED, ""), (CONFIDENTIAL, "")], required=False)
    on_behalf_of = PersonField(
        label=_("For a colleague who told you"),
        required=False,
        help_text=_("Then it's theirs: they are told, and hear what becomes of it."),
    )
    about = PersonField(
        label=_("Is it about someone here?"),
        required=False,
        help_text=_(
            "Only those who look after it will know that you named them. They won't lead it, end it or learn "
            "who reported it; if it's private, they won't see it."
        ),
    )
    about_too = PersonField(label=_("And someone else?"), required=False)
    occasion = forms.ChoiceField(choices=MODES, required=False)
    started_at = _moment(_("When did it begin?"))
    resolved_at = _moment(_("When was it over?"))

    def asked(self) -> Reporting:
        """What was filled in so far; what makes no sense counts as left out."""
        said = self.cleaned_data
        mode = said.get("occasion") or STANDARD
        return Reporting(
            reported_as=said.get("reported_as") or NAMED,
            on_behalf_of=said.get("on_behalf_of"),
            about=tuple(each for each in (said.get("about"), said.get("about_too")) if each),
            mode=mode,
            resolved_at=said.get("resolved_at") if mode == RETROSPECTIVE else None,
        )


def read(asked: Mapping[str, str]) -> ReportingForm:
    form = ReportingForm(asked)
    form.is_valid()
    return form


def shown(asked: Mapping[str, str], *, complain: bool) -> dict[str, Any]:
    """The form as it is drawn. Before it is sent nothing is complained of."""
    form = read(asked)
    reporting, form_said = form.asked(), form.cleaned_data
    if not complain:
        form = ReportingForm(initial={name: asked[name] for name in form.fields if asked.get(name)})
        form.initial["on_behalf_of"] = reporting.on_behalf_of or asked.get("on_behalf_of", "")
        for name in ("about", "about_too"):
            form.initial[name] = form_said.get(name) or asked.get(name, "")
    return {
        "reporting": form,
        "reported_as": reporting.reported_as,
        "mode": reporting.mode,
        "modes": MODES,
        "has_more": reporting.mode != STANDARD or reporting.on_behalf_of is not None or form.errors,
        "names_someone": bool(reporting.about),
    }


def consequences(draft: Incident, reporting: Reporting, by: Person) -> dict[str, Any]:
    """What the way of reporting brings with it, for the side that says who will hear."""
    return {
        "is_confidential": draft.reported_as == CONFIDENTIAL,
        "knowers": [each for each in who_may_know_reporter(draft) if each.pk != by.pk]
        if draft.reported_as == CONFIDENTIAL
        else [],
        "is_exercise": draft.is_exercise,
        "is_over_already": draft.mode == RETROSPECTIVE,
        "reports_for": reporting.on_behalf_of,
    }
