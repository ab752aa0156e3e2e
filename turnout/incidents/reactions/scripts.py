"""Who is told when much is done at once: a script was stopped, what somebody leads was closed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import tell
from turnout.core.people.events import ApiKeyStopped, ApiTokenStopped
from turnout.core.people.models import ApiKey, ApiToken, Person
from turnout.core.people.permissions import PERMISSIONS_OF, Permission
from turnout.incidents.audience import notices
from turnout.incidents.definitions.models import StatusCategory
from turnout.incidents.incident.events import StatusChanged
from turnout.incidents.telling import incident_of, tell_about, who_acted

KEEP_KEYS = [role for role, allowed in PERMISSIONS_OF.items() if Permission.API_KEYS_MANAGE in allowed]
MOST_TOLD = 200


@reacts_to(ApiTokenStopped)
def tell_whose_script_was_stopped(event: RecordedEvent) -> None:
    """Tell the token's person that it stopped: with one press it continues, with another it's revoked."""
    token = ApiToken.objects.select_related("person").filter(pk=event.subject_id).first()
    if token is not None:
        _tell_stopped([token.person], event, token, "/profile/tokens/")


@reacts_to(ApiKeyStopped)
def tell_who_looks_after_keys(event: RecordedEvent) -> None:
    """Tell those who look after the organization's keys that one stopped."""
    key = ApiKey.objects.filter(pk=event.subject_id).first()
    if key is not None:
        able = Person.objects.active().filter(role__in=KEEP_KEYS)[:MOST_TOLD]
        _tell_stopped(able, event, key, f"/settings/api-keys/{key.pk}/")


def _tell_stopped(people: Iterable[Person], event: RecordedEvent, key: ApiToken | ApiKey, path: str) -> None:
    names = {"name": key.name, "most": event.event.most}
    tell(
        people,
        notices.STOPPED,
        about=event,
        subject=key,
        title=lambda: _("Stopped: the script “%(name)s”") % names,
        body=lambda: (
            _(
                "It changed more than %(most)s incidents within an hour, and can't change any now. "
                "If that's what it's for, let it continue. If it surprises you, revoke it."
            )
            % names
        ),
        path=path,
    )


@reacts_to(StatusChanged, when=lambda _row, event: event.category == StatusCategory.CLOSED)
def tell_lead_that_it_was_closed(event: RecordedEvent) -> None:
    """Tell the lead: somebody else said that there is nothing left to do."""
    incident = incident_of(event)
    if incident is not None and incident.lead:
        tell_about(
            [incident.lead],
            notices.STATE,
            event,
            incident,
            lambda: _("%(who)s closed this: %(name)s") % {"who": who_acted(event), "name": incident.name},
            event.event.note,
        )
