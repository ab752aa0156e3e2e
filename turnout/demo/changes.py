"""What was changed lately by those who look after people and settings, so that there is something to read."""

from datetime import datetime, timedelta
from typing import Any

from turnout.core.blueprints.settings import settings
from turnout.core.events.record import history
from turnout.core.events.sources import coming_from
from turnout.core.lib import clock
from turnout.core.people.actions.profile import change_profile
from turnout.demo.people import Crew

RENAMED_AGO = timedelta(days=4)


def make_changes(company: dict[str, Any], crew: Crew, now: datetime) -> None:
    """Some settings, each some hours ago; and somebody has another family name."""
    for told in company["changed"]:
        setting, by = settings()[told["section"]], crew.cast[told["person"]]
        with clock.at(now - timedelta(hours=told["hours_ago"])), history(), coming_from("web"):
            setting.change(told["key"], told["data"], by)
    person = crew.others[0]
    with clock.at(now - RENAMED_AGO), history(), coming_from("web"):
        change_profile(
            person,
            name=f"{person.name.split()[0]} {company['new_family_name']}",
            title=person.title,
            timezone=person.timezone,
            language=person.language,
            by=person,
        )
