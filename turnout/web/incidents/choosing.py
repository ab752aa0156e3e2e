"""Choosing another incident: from those that look alike, by words of its name, or by its number."""

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.core.people.guard import SignedInRequest
from turnout.incidents.incident import search
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.models import Incident

OFFERED = 5
_NUMBER = re.compile(r"\s*(?i:inc-?)?\s*([0-9]{1,9})\s*")


class ChosenIncidentForm(forms.Form):
    into = forms.CharField(
        label=_("Or its number, or words of its name"),
        required=False,
        max_length=200,
        help_text=_("Such as: INC-42, or lift Leeds."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    alike = forms.RegexField(r"^[0-9]{1,9}$", required=False, max_length=9)

    def __init__(self, *args: Any, offered: list[Incident], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = offered
        if not offered and "alike" not in self.data:  # nothing is there to choose from
            self.fields["into"].label, self.fields["into"].required = (
                _("Its number, or words of its name"),
                True,
            )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        typed = said.get("into") or ""
        number = _NUMBER.fullmatch(typed)
        chosen = number[1] if number else said.get("alike")
        if not chosen and not self.errors:
            if typed and not self.offered:
                self.add_error("into", _("Nothing here has all these words. Fewer words find more."))
            else:
                self.add_error(None, _("Choose one, or say which it is."))
        return {**said, "number": int(chosen) if chosen else 0}


def offered(
    request: SignedInRequest, incident: Incident, *, among: IncidentQuerySet, but: Collection[str]
) -> list[Incident]:
    """What may be meant: what has the words somebody typed, or else what looks like this one.

    among  where words are looked for
    but    which are out of the question
    """
    typed = request.POST.get("into", "").strip()[:200]
    if typed and not _NUMBER.fullmatch(typed):
        found = search.newest(among.with_marks(), typed, most=OFFERED + len(but))
    else:
        words = f"{incident.name} {incident.place}"
        found = search.look_alikes(words, by=request.user, limit=OFFERED + len(but))
    return [each for each in found if each.pk not in but][:OFFERED]
