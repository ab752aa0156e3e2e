"""Tasks, carved."""

from collections.abc import Sequence

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities.tracker import Filed, Project, Ticket, trackers
from turnout.core.lib import clock


class Stone:
    """Every file on one slab, by its key."""

    def __init__(self) -> None:
        self.slab: dict[str, Filed] = {}

    def projects(self, account: Account) -> Sequence[Project]:
        return [Project("slab", account.settings["quarry"])]

    def file(self, account: Account, project: str, ticket: Ticket, *, key: str) -> Filed:
        return self.slab.setdefault(key, Filed(key, f"stone://{key}", ticket, clock.now()))

    def change(self, account: Account, id: str, ticket: Ticket) -> Filed:
        self.slab[id] = Filed(id, f"stone://{id}", ticket, clock.now())
        return self.slab[id]

    def look(self, account: Account, id: str) -> Filed | None:
        return self.slab.get(id)


trackers.register("stone", Stone())
