"""The filters of the incident list, as one sentence of choices. All of them live in the address."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from turnout.core.lib import clock
from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.models import Person
from turnout.incidents.definitions.models.lifecycles import ENDED_CATEGORIES, OPEN_CATEGORIES
from turnout.incidents.incident.models.endings import NEAR_MISS
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.incident.models.modes import EXERCISES
from turnout.incidents.models import Discipline, Incident, IncidentType, Severity, StatusCategory

STATES = {
    "ongoing": (_("going on now"), OPEN_CATEGORIES),
    "any": (_("going on or over"), None),
    "triage": (_("waiting for someone to look"), (StatusCategory.TRIAGE,)),
    "live": (_("being worked on"), (StatusCategory.LIVE,)),
    "paused": (_("paused"), (StatusCategory.PAUSED,)),
    "over": (_("over"), ENDED_CATEGORIES),
    "learning": (_("over, and being learned from"), (StatusCategory.LEARNING,)),
    "closed": (_("closed"), (StatusCategory.CLOSED,)),
    "near_miss": (_("found to be near misses"), ENDED_CATEGORIES),
    "declined": (_("found to be no incident"), (StatusCategory.DECLINED,)),
    "canceled": (_("called off, or merged"), (StatusCategory.CANCELED, StatusCategory.MERGED)),
}
WHO = {
    "": _("whoever is involved"),
    "mine": _("with me in it"),
    "led": _("led by me"),
    "reported": _("reported by me"),
    "followed": _("followed by me"),
}
WHEN = {
    "": _("at any time"),
    "1": _("in the last day"),
    "7": _("in the last week"),
    "30": _("in the last 30 days"),
    "90": _("in the last 90 days"),
    "365": _("in the last year"),
}
ORDERS = {"newest": _("newest first"), "oldest": _("oldest first")}
UNSORTED = "none"


class Filters(forms.Form):
    """What to look for. A value that makes no sense is left out: no address leads to an error."""

    q = forms.CharField(required=False, max_length=200)
    state = forms.ChoiceField(
        required=False, label=_("State"), choices=[(key, words) for key, (words, _c) in STATES.items()]
    )
    severity = forms.ChoiceField(required=False, label=_("Severity"))
    discipline = forms.ChoiceField(required=False, label=_("Part of the company"))
    type = forms.ModelChoiceField(IncidentType.objects.all(), required=False, to_field_name="key")
    who = forms.ChoiceField(required=False, label=_("Who is involved"), choices=list(WHO.items()))
    person = forms.ModelChoiceField(Person.objects.all(), required=False)
    when = forms.ChoiceField(required=False, label=_("Reported"), choices=list(WHEN.items()))
    since = forms.DateField(
        required=False, label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        required=False, label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    private = forms.BooleanField(required=False, label=_("Only private ones"))
    exercises = forms.BooleanField(required=False, label=_("Exercises instead"))
    order = forms.ChoiceField(required=False, label=_("Order"), choices=list(ORDERS.items()))

    def __init__(self, asked: MultiValueDict[str, str], person: Person) -> None:
        self.asker = person
        self.disciplines = list(cached_table(Discipline).values())
        self.severities = list(cached_table(Severity).values())
        data = {name: asked.get(name, "") for name in self.base_fields}
        data["state"] = data["state"] or ("any" if data["q"].strip() else "ongoing")
        data["order"] = data["order"] or "newest"
        super().__init__(data)
        self.fields["severity"].choices = self._severity_choices()  # type: ignore[attr-defined]
        self.fields["discipline"].choices = self._discipline_choices()  # type: ignore[attr-defined]
        self.is_valid()

    def value(self, name: str) -> Any:
        return self.cleaned_data.get(name) or None

    @property
    def words(self) -> str:
        return self.value("q") or ""

    @property
    def present_state(self) -> str:
        return str(self.value("state") or "ongoing")

    @property
    def is_oldest_first(self) -> bool:
        return bool(self.value("order") == "oldest")

    @property
    def query(self) -> str:
        """The shortest address of what is asked, without the place in the list."""
        return urlencode(self.asked())

    def asked(self) -> dict[str, str]:
        """What differs from the plain list of what goes on."""
        query = {name: str(self.data[name]) for name in self.fields if self.value(name) is not None}
        if self.present_state == ("any" if "q" in query else "ongoing"):
            query.pop("state", None)
        if not self.is_oldest_first:
            query.pop("order", None)
        return query

    def without(self, name: str) -> str:
        return urlencode({key: value for key, value in self.asked().items() if key != name})

    @property
    def chosen_type(self) -> IncidentType | None:
        return self.value("type")  # type: ignore[no-any-return]

    @property
    def chosen_person(self) -> Person | None:
        return self.value("person")  # type: ignore[no-any-return]

    @property
    def without_type(self) -> str:
        return self.without("type")

    @property
    def without_person(self) -> str:
        return self.without("person")

    def found(self) -> IncidentQuerySet:
        """Everything that is asked for, the words excepted, and that the asker may see; in no order yet."""
        visible = Incident.objects.visible_to(self.asker).whole()
        visible = visible.filter(mode__in=EXERCISES) if self.value("exercises") else visible.real()
        incidents = self._by_state(visible)
        for narrow in (self._by_kind, self._by_severity, self._by_people, self._by_time):
            incidents = narrow(incidents)
        return incidents

    def _by_state(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        categories = STATES[self.present_state][1]
        if categories is None:
            return incidents
        if self.present_state == NEAR_MISS:
            return incidents.near_misses()
        if categories is OPEN_CATEGORIES:
            return incidents.ongoing()
        if categories is ENDED_CATEGORIES:  # nearly all there is: read in order and leave out the few others
            return incidents.exclude(category__in=OPEN_CATEGORIES)
        return incidents.filter(category__in=categories)

    def _by_kind(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        discipline, kind = self.value("discipline"), self.value("type")
        if discipline:
            incidents = incidents.filter(discipline=None if discipline == UNSORTED else discipline)
        if kind:
            incidents = incidents.filter(type=kind)
        return incidents.restricted_to(self.asker) if self.value("private") else incidents

    def _by_severity(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        asked = self.value("severity")
        if not asked:
            return incidents
        if asked == UNSORTED:
            return incidents.filter(severity=None)
        worst, plus, _rest = asked.partition("+")
        ranks = {each.rank: each.pk for each in self.severities}
        wanted = [pk for rank, pk in ranks.items() if rank == int(worst) or (plus and rank < int(worst))]
        return incidents.filter(severity__in=wanted)

    def _by_people(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        if self.value("person"):
            incidents = incidents.concerning(self.value("person"), asks=self.asker)
        match self.value("who"):
            case "mine":
                return incidents.concerning(self.asker, asks=self.asker)
            case "led":
                return incidents.led_by(self.asker)
            case "reported":
                return incidents.reported_by(self.asker)
            case "followed":
                return incidents.followed_by(self.asker)
        return incidents

    def _by_time(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        if self.value("when"):
            incidents = incidents.filter(
                reported_at__gte=clock.now() - timedelta(days=int(self.value("when")))
            )
        if self.value("since"):
            incidents = incidents.filter(reported_at__gte=_midnight(self.value("since")))
        if self.value("until"):
            incidents = incidents.filter(reported_at__lt=_midnight(self.value("until"), days=1))
        return incidents

    def _severity_choices(self) -> list[tuple[str, Any]]:
        each = [(str(severity.rank), str(severity)) for severity in self.severities]
        worse = [
            (f"{severity.rank}+", _("%(severity)s or worse") % {"severity": severity.label})
            for severity in self.severities[1:-1]
        ]
        return [("", _("however bad")), *worse, *each, (UNSORTED, _("not rated yet"))]

    def _discipline_choices(self) -> list[tuple[str, Any]]:
        each = [(discipline.key, discipline.name) for discipline in self.disciplines]
        return [("", _("anywhere in the company")), *each, (UNSORTED, _("not sorted yet"))]


def _midnight(day: date, *, days: int = 0) -> datetime:
    """When this day begins, or one `days` later, where the reader is."""
    last = date.max - timedelta(days=2)  # time zones reach a day further
    return timezone.make_aware(
        datetime.combine(min(max(day, date(1900, 1, 1)), last) + timedelta(days=days), time.min)
    )
