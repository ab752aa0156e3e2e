"""What can happen to intake pages."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.types import Changed, Event, Words, event

INTAKE = area("intake", _("Intake pages"))


@event
@dataclass(frozen=True, kw_only=True)
class IntakePageCreated(Event):
    """Someone made a page from which anyone at a place can report a problem."""

    verb = "intake_page.created"
    sentence = _("{who} made the intake page “{name}”")
    icon = "qr-code"
    area = INTAKE

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class IntakePageChanged(Event):
    """Someone changed an intake page."""

    verb = "intake_page.changed"
    sentence = _("{who} changed the intake page “{name}”")
    icon = "qr-code"
    area = INTAKE

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class IntakePageRemoved(Event):
    """Someone let go of an intake page; its address leads nowhere from then on."""

    verb = "intake_page.removed"
    sentence = _("{who} removed the intake page “{name}”")
    icon = "qr-code"
    area = INTAKE

    name: Words
    changes: tuple[Changed, ...] = ()
