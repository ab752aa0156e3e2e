"""A change of where reports go that waits for a second person, so that there is one to look at."""

from datetime import datetime, timedelta
from typing import Any

from turnout.core.blueprints.actions.pending import do_or_propose
from turnout.core.blueprints.settings import settings
from turnout.core.events.record import history
from turnout.core.events.sources import coming_from
from turnout.core.lib import clock
from turnout.demo.people import Crew


def propose_changes(company: dict[str, Any], crew: Crew, now: datetime) -> None:
    """Somebody proposed it some hours ago; nobody has agreed yet."""
    for told in company["waiting"]:
        setting, by = settings()[told["section"]], crew.cast[told["person"]]
        with clock.at(now - timedelta(hours=told["hours_ago"])), history(), coming_from("web"):
            do_or_propose(
                lambda told=told, setting=setting, by=by: setting.change(told["key"], told["data"], by),  # type: ignore[misc]
                by=by,
            )
