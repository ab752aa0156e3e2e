"""Forms for timestamps and durations, and the words for status categories and severities."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.definitions.lifecycles import statuses_in
from turnout.incidents.definitions.models.timestamps import BUILT_IN
from turnout.incidents.models import Lifecycle, Severity, StatusCategory, Timestamp

CATEGORIES = {
    StatusCategory.TRIAGE: _("Triage"),
    StatusCategory.LIVE: _("Live"),
    StatusCategory.PAUSED: _("Paused"),
    StatusCategory.LEARNING: _("Review"),
    StatusCategory.CLOSED: _("Closed"),
    StatusCategory.DECLINED: _("Not an incident"),
    StatusCategory.CANCELED: _("Called off"),
    StatusCategory.MERGED: _("Merged"),
}
CATEGORY_MEANINGS = {
    StatusCategory.TRIAGE: _("Waiting for a first look"),
    StatusCategory.LIVE: _("Being worked on"),
    StatusCategory.PAUSED: _("Waiting for something"),
    StatusCategory.LEARNING: _("Over, with the review under way"),
    StatusCategory.CLOSED: _("Over, with nothing left to do"),
    StatusCategory.DECLINED: _("Looked at, and it's fine"),
    StatusCategory.CANCELED: _("Reported by mistake, or handled elsewhere"),
    StatusCategory.MERGED: _("Continues as part of another incident"),
}
OFFERED = tuple(each for each in CATEGORIES if each is not StatusCategory.MERGED)
"""Categories a new status can have; there is one for merged incidents already."""
ENTERED = (
    StatusCategory.LIVE,
    StatusCategory.PAUSED,
    StatusCategory.LEARNING,
    StatusCategory.CLOSED,
)


def explained(categories: Iterable[StatusCategory]) -> list[tuple[str, Promise]]:
    """Choices of categories, each with what it means."""
    return [
        (each.value, format_lazy("{} · {}", CATEGORIES[each], CATEGORY_MEANINGS[each])) for each in categories
    ]


def at_least() -> list[tuple[str, Any]]:
    """Choices of how bad something has to be, by rank. Nothing is worse than the first."""
    each = [
        (str(one.rank), str(one) if one.rank == 1 else _("%(severity)s or worse") % {"severity": one})
        for one in cached_table(Severity).values()
    ]
    return [("", _("Any severity")), *each]


class TimestampForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Shown among the facts: Contained, People were told.")
    )
    lifecycle = forms.ModelChoiceField(
        Lifecycle.objects.all(),
        label=_("For which incidents?"),
        required=False,
        empty_label=_("All of them"),
        help_text=_("Those with this lifecycle."),
    )
    set_by = forms.ChoiceField(
        label=_("What sets it?"),
        required=False,
        help_text=_("Only the first time counts. People can change it whenever they need to."),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["set_by"].choices = [  # type: ignore[attr-defined]
            ("", _("Someone, by hand")),
            (
                _("When the status first becomes one of this category"),
                [(f"category:{value}", words) for value, words in explained(ENTERED)],
            ),
            *(
                (life.name, [(f"status:{each.key}", each.name) for each in _entered(life)])
                for life in cached_table(Lifecycle).values()
            ),
        ]


def _entered(life: Lifecycle) -> list[Any]:
    return [each for each in statuses_in(life.pk) if each.category in ENTERED]


class DurationForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("Shown among the facts once it's resolved: Time to contain."),
    )
    start = forms.ChoiceField(label=_("From"))
    end = forms.ChoiceField(label=_("To"))

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        moments = [*BUILT_IN.items(), *((each.key, each.name) for each in cached_table(Timestamp).values())]
        for name in ("start", "end"):
            self.fields[name].choices = moments  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("start") and said.get("start") == said.get("end"):
            self.add_error("end", _("Start and end are the same timestamp. Choose another one."))
        return said
