"""Alerts, shouted from the quarry."""

import hmac
import json
from collections.abc import Sequence

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities.source import Alert, Received, sources
from turnout.core.lib.failures import PermanentFailure


class Quarry:
    """Whoever knows the chisel is the quarry."""

    def is_genuine(self, account: Account, received: Received) -> bool:
        chisel = account.settings["chisel"].reveal()
        return hmac.compare_digest(received.headers.get("x-chisel", ""), chisel)

    def read(self, account: Account, received: Received) -> Sequence[Alert]:
        try:
            shouted = json.loads(received.body)
        except ValueError:
            raise PermanentFailure("nobody understood that") from None
        return [Alert(each["at"], each["what"], is_over=each["over"]) for each in shouted]


sources.register("stone", Quarry())
