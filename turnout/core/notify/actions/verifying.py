"""Sending the code with which somebody shows that an address or number is theirs."""

from django.utils.translation import gettext as _

from turnout.core.lib.failures import PermanentFailure, TemporaryFailure
from turnout.core.notify.channels import channels
from turnout.core.people.actions.contacts import new_code
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import ContactMethod, Person


def send_code(method: ContactMethod, *, by: Person) -> None:
    """Send a new code there now: whoever asked is waiting for it. Raises NotPossible, TooManyTries."""
    channel = next((each for each in channels.values() if each.reaches.kind == method.kind), None)
    if channel is None:
        raise NotPossible(_("Nothing here can send to that any more."))
    code = new_code(method, by=by)
    try:
        channel.send_code(method.person, method.value, code)
    except (PermanentFailure, TemporaryFailure):
        raise NotPossible(
            _("The code couldn't be sent. Check what you entered, or try again in a while.")
        ) from None
