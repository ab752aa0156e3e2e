"""Trying a webhook: one request of the type `ping`."""

from django.utils.translation import gettext as _

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities.connection import connectors
from turnout.core.lib.ids import new_id
from turnout.integrations.webhook.sending import deliver


class Webhook:
    """There is no account on the other side, only an address."""

    def test(self, account: Account) -> str:
        answer = deliver(account, key=f"ping_{new_id()}", type="ping", data={"connection": account.label})
        return _("The other side took it and answered %(status)s.") % {"status": answer.status}

    def leave(self, account: Account) -> None:
        """Nothing was granted over there."""


connectors.register("webhook", Webhook())
