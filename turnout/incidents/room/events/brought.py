"""What comes into the room from its people, or from whoever reported it without a name."""

from dataclasses import dataclass

from django.utils.translation import gettext

from turnout.core.events.types import Event, Key


@dataclass(frozen=True, kw_only=True)
class Brought(Event):
    """Something that an unnamed reporter may have brought: then it is said of them, and nobody is named."""

    part: Key = ""  # from_reporter: by an unnamed reporter; to_reporter: for them to read

    def nobody(self) -> str:
        return gettext("The reporter") if self.part == "from_reporter" else super().nobody()
