"""What becomes due among links."""

from turnout.core.connect.models import Link
from turnout.core.jobs import engine


@engine.due(Link.objects.all, "forget_at")
def forget_links(link: Link) -> None:
    """Let go of what a form made, 30 days after: nobody sends it again."""
    link.delete()
