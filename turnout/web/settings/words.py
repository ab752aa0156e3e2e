"""Forms for the times an organization wants to know, and the words for where an incident is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.kept import kept
from turnout.incidents.definitions.lifecycles import statuses_in
from turnout.incidents.definitions.models.timestamps import BUILT_IN
from turnout.incidents.models import Lifecycle, Severity, StatusCategory, Timestamp

CATEGORIES = {
    StatusCategory.TRIAGE: _("Waiting for someone to look"),
    StatusCategory.LIVE: _("Being worked on"),
    StatusCategory.PAUSED: _("Paused"),
    StatusCategory.LEARNING: _("Over, being learned from"),
    StatusCategory.CLOSED: _("Closed"),
    StatusCategory.DECLINED: _("Found to be no incident"),
    StatusCategory.CANCELED: _("Called off"),
}
ENTERED = (
    StatusCategory.LIVE,
    StatusCategory.PAUSED,
    StatusCategory.LEARNING,
    StatusCategory.CLOSED,
)


def at_least() -> list[tuple[str, Any]]:
    """Choices of how bad something has to be, by rank. Nothing is worse than the first."""
    each = [
        (str(one.rank), str(one) if one.rank == 1 else _("%(severity)s or worse") % {"severity": one})
        for one in kept(Severity).values()
    ]
    return [("", _("However bad")), *each]


class TimestampForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("It stands among the facts: Contained, People were told.")
    )
    lifecycle = forms.ModelChoiceField(
        Lifecycle.objects.all(),
        label=_("For which incidents?"),
        required=False,
        empty_label=_("All of them"),
        help_text=_("Those that go through these steps."),
    )
    set_by = forms.ChoiceField(
        label=_("What sets it?"),
        required=False,
        help_text=_("The first time counts. People can change it at any time."),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["set_by"].choices = [  # type: ignore[attr-defined]
            ("", _("People, by hand")),
            (
                _("When it comes into any step of this sort"),
                [(f"category:{each.value}", CATEGORIES[each]) for each in ENTERED],
            ),
            *(
                (life.name, [(f"status:{each.key}", each.name) for each in _entered(life)])
                for life in kept(Lifecycle).values()
            ),
        ]


def _entered(life: Lifecycle) -> list[Any]:
    return [each for each in statuses_in(life.pk) if each.category in ENTERED]


class DurationForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("It stands among the facts when it is over: Time to contain."),
    )
    start = forms.ChoiceField(label=_("From"))
    end = forms.ChoiceField(label=_("To"))

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        moments = [*BUILT_IN.items(), *((each.key, each.name) for each in kept(Timestamp).values())]
        for name in ("start", "end"):
            self.fields[name].choices = moments  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("start") and said.get("start") == said.get("end"):
            self.add_error("end", _("From a time to itself nothing passes. Choose another one."))
        return said
