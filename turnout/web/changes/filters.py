"""Which changes are asked for. All of it lives in the address; what makes no sense is left out."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import areas
from turnout.core.events.models import RecordedEvent
from turnout.core.people.models import Person
from turnout.web.forms import PersonPicker

PAGE = 40
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WhoField(forms.Field):
    """Somebody by id, address or whole name, gone or here."""

    def to_python(self, value: Any) -> Person | None:
        text = str(value or "").strip()[:254]
        return Person.objects.named(text).first() if text else None


class Filters(forms.Form):
    """What was changed, by whom, about whom, from when to when."""

    area = forms.ChoiceField(required=False, label=_("What"))
    by = WhoField(required=False, label=_("Who"), widget=PersonPicker(attrs={"autocomplete": "off"}))
    about = forms.ModelChoiceField(Person.objects.all(), required=False)
    since = forms.DateField(required=False, label=_("From"), widget=DAY)
    until = forms.DateField(required=False, label=_("To"), widget=DAY)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        choices = [("", _("Everything")), *sorted(areas().items(), key=lambda each: str(each[1]))]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]
        self.is_valid()

    def value(self, name: str) -> Any:
        return self.cleaned_data.get(name) or None

    @property
    def about_whom(self) -> Person | None:
        return self.value("about")  # type: ignore[no-any-return]

    @property
    def query(self) -> str:
        """The address of what is asked, without the place in the list."""
        return urlencode({name: _written(self.value(name)) for name in self.fields if self.value(name)})

    def found(self) -> "QuerySet[RecordedEvent]":
        """Newest first."""
        rows = RecordedEvent.objects.filter(area__isnull=False)
        if self.value("area"):
            rows = rows.filter(area=self.value("area"))
        if self.value("by"):
            rows = rows.filter(actor=self.value("by"))
        if self.about_whom:
            rows = rows.filter(subject_id=self.about_whom.pk)
        if self.value("since"):
            rows = rows.filter(at__gte=_start_of(self.value("since")))
        if self.value("until"):
            rows = rows.filter(at__lt=_start_of(self.value("until") + timedelta(days=1)))
        return rows.order_by("-at", "-id")


def page_of(rows: "QuerySet[RecordedEvent]", before: str) -> tuple[list[RecordedEvent], str]:
    """The changes behind a place, and where the next ones begin; empty at the end."""
    place = _place(before)
    if place:
        at, id = place
        rows = rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(id__lt=id))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], place_of(found[PAGE - 1]) if len(found) > PAGE else ""


def place_of(row: RecordedEvent) -> str:
    return f"{(row.at - _EPOCH) // timedelta(microseconds=1)}-{row.pk}"


def _place(text: str) -> tuple[datetime, int] | None:
    micros, _dash, id = text.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 18 for part in (micros, id)):
        return None
    return _EPOCH + timedelta(microseconds=int(micros)), int(id)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _written(value: Any) -> str:
    return str(value.pk) if isinstance(value, Person) else str(value)
