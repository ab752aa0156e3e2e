"""The seven people the demo suggests to be, and what each of them would like to know."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.people.models import Person


@dataclass(frozen=True)
class CastMember:
    """One of the cast, as a card on the sign-in page."""

    person: Person
    line: str | Promise


LINES = {
    "Ada Moreno": _("Never saw an incident tool, and just noticed something odd. A good one to begin with."),
    "Bo Lindqvist": _("Is woken when something breaks, and would rather fix it than fill in forms."),
    "Cy Okafor": _("Must know at once when somebody's data went astray. The law counts the hours."),
    "Dee Hartley": _("Runs a warehouse from a phone, with cold hands and no time."),
    "Eve Novak": _("Helps out from outside. Must see nothing that is private."),
    "Finn Gallagher": _("Has two minutes between meetings: how are we doing?"),
    "Gus Petrov": _("Looks after this install, its people and its settings."),
}


def cast() -> list[CastMember]:
    found = {person.name: person for person in Person.objects.active().filter(name__in=LINES).order_by("-id")}
    return [CastMember(found[name], line) for name, line in LINES.items() if name in found]
