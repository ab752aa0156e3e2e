"""What becomes due among settings: changes that waited for their time."""

from turnout.core.blueprints.actions.pending import let_hold
from turnout.core.blueprints.models import PendingChange
from turnout.core.jobs import engine


@engine.due(PendingChange.objects.waiting, "due_at")
def let_changes_hold(change: PendingChange) -> None:
    """Let changes to where reports go hold from their time on, if a second person agreed."""
    let_hold(change)
