"""IP addresses and ranges, each with what it is."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from turnout.core.lib.networks import LONGEST, network_of
from turnout.core.values.value import Reading, too_many
from turnout.core.values.words import Text


@dataclass(frozen=True, kw_only=True)
class IpRange(Text):
    """An IP address or a range of them: `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`.

    named  so many characters may follow that say what it is: `192.0.2.0/24 London`
    """

    most: int = LONGEST
    named: int = 0
    takes: ClassVar[str] = "IP address or range"

    def _judge(self, text: str, given: Any, reading: Reading) -> None:
        value, _space, label = text.partition(" ") if self.named else (text, "", "")
        if network_of(value) is None:
            reading.invalid(given, _("Enter an IP address or a range, for example 192.0.2.0/24."))
        elif len(label) > self.named:
            too_many(given, reading, self.named)
