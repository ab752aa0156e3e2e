"""What can happen to saved views."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, event


@event
@dataclass(frozen=True, kw_only=True)
class ViewSaved(Event):
    """Someone keeps a set of filters over the incident list, for themselves or for everybody."""

    verb = "view.saved"
    sentence = _("{who} saved a view of the incidents")
    icon = "bookmark"

    shared: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class ViewDeleted(Event):
    """Someone let go of a saved view of the incident list."""

    verb = "view.deleted"
    sentence = _("{who} deleted a view of the incidents")
    icon = "bookmark-x"


@event
@dataclass(frozen=True, kw_only=True)
class IncidentsExported(Event):
    """Someone took a list of incidents with them as a file, of so many rows; `picked` if they chose each."""

    verb = "incidents.exported"
    sentence = _("{who} exported {rows} incident(s)")
    icon = "download"
    accounts = True

    rows: int
    picked: bool = False
