"""What happens here, sent on to each webhook that is to hear of it."""

from collections.abc import Collection, Mapping
from typing import Any

from turnout.core.connect.actions.health import using
from turnout.core.connect.models import Connection
from turnout.core.events.models import RecordedEvent
from turnout.core.events.public import may_be_open, public_form
from turnout.core.events.reacting import reacts_for_each
from turnout.core.events.types import ANY
from turnout.core.lib.cached_tables import derived_from
from turnout.integrations.webhook.manifest import EVENTS, MANIFEST
from turnout.integrations.webhook.sending import deliver


def listening(row: RecordedEvent, _event: Any) -> Collection[str]:
    """The connections that are told of it. One made elsewhere is known here some seconds later."""
    if not may_be_open(row.subject_kind):
        return ()
    return [each.pk for each in derived_from(Connection, _told) if not each.is_given_up]


def _told(connections: Mapping[str, Connection]) -> list[Connection]:
    return [
        each
        for each in connections.values()
        if each.kind == MANIFEST.key and each.is_on and each.settings.get(EVENTS)
    ]


@reacts_for_each(listening, ANY, outside=True)
def send_event(row: RecordedEvent, webhook: str) -> None:
    """Send what is open to everyone to one webhook. Of private incidents nothing is sent."""
    connection = Connection.objects.present().filter(pk=webhook).first()
    if connection is None:
        return
    for form in public_form([row]):
        with using(connection) as account:
            deliver(account, key=f"event_{row.pk}_{webhook}", type=row.verb, data=form)
