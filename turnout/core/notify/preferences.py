"""What a person hears of on which channel, as their preferences page shows it."""

from dataclasses import dataclass

from turnout.core.notify.channels import Channel, channels, goes_over
from turnout.core.notify.kinds import NoticeKind, kinds
from turnout.core.notify.models import Preference
from turnout.core.people.models import Person


@dataclass(frozen=True)
class Choice:
    """Whether one kind comes over one channel; `name` is what its field is called in a form."""

    kind: NoticeKind
    channel: Channel
    wanted: bool

    @property
    def name(self) -> str:
        return f"{self.kind.key}:{self.channel.key}"


def choices(person: Person) -> list[tuple[NoticeKind, list[Choice]]]:
    """Every kind with its choice per channel, in the order the rooms named them."""
    chosen = {(row.kind, row.channel): row.wanted for row in Preference.objects.filter(person=person)}
    return [
        (
            kind,
            [
                Choice(kind, channel, chosen.get((kind.key, channel.key), goes_over(kind, channel)))
                for channel in channels.values()
            ],
        )
        for kind in kinds.values()
    ]
