"""What the report page asks beyond one sentence: the questions for the chosen kind of trouble, if any."""

from typing import Any

from django.http import QueryDict

from turnout.core.people.models import Person
from turnout.incidents.audience.resolver import draft_of
from turnout.incidents.fields.questions import answer, reporting_form
from turnout.incidents.models import Incident, IncidentType, Severity
from turnout.web.grid import proposed_by
from turnout.web.questions import AnswersForm
from turnout.web.report import reporting_options

UNSURE_KIND = "unsure"


def questions_for(asked: QueryDict, by: Person, *, checks: bool = False) -> AnswersForm:
    """Nothing is required of somebody who isn't sure what kind it is; "I don't know yet" always answers."""
    draft = _draft(asked, by)
    return AnswersForm(
        asked,
        occasion=reporting_form(draft),
        subject=draft,
        checks=checks,
        blocks=draft.type is not None and draft.type.key != UNSURE_KIND,
        lenient=True,
    )


def draft_with_answers(asked: QueryDict, by: Person) -> Incident:
    """The incident as it would be if it were raised with what is filled in so far."""
    form = questions_for(asked, by)
    draft, answers = form.subject, form.answers()
    for key, value in answers.fields.items():
        answer(draft, f"field.{key}", value)
    for name, value in answers.inputs.items():
        if value:
            answer(draft, name, value)
    return draft


def _draft(asked: QueryDict, by: Person) -> Incident:
    kind = IncidentType.objects.filter(key=asked.get("type", "")).first()
    rank = asked.get("severity", "")
    severity = Severity.objects.filter(rank=rank).first() if rank.isdecimal() and len(rank) < 4 else None
    severity = severity or proposed_by(asked)  # as it would be sent
    private = bool(asked.get("private"))
    how = reporting_options.read(asked).asked()
    return draft_of(
        type=kind,
        severity=severity,
        private=private,
        place=place_in(asked),
        by=how.on_behalf_of or by,
        reported_as=how.reported_as,
        mode=how.mode,
        about=how.about,
    )


def place_in(asked: Any) -> str:
    return " ".join(asked.get("place", "").split())[:100]
