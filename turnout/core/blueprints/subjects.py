"""Who may see what events say of changes that wait: everyone who works here."""

from collections.abc import Collection

from turnout.core.blueprints.models import PendingChange
from turnout.core.events.subjects import About, everyone, subject

PAGE = "/settings/waiting-changes/"


def _about(ids: Collection[str]) -> dict[str, About]:
    return {id: About(path=f"{PAGE}#change-{id}") for id in ids}


subject(PendingChange, may_see=everyone, about=_about)
