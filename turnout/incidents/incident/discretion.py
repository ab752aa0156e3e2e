"""What may be said of a confidential incident outside its own pages: in notices, mails and exports."""

from django.utils.translation import gettext as _

from turnout.core.events.subjects import something_new
from turnout.core.notify.actions.tell import MessageText
from turnout.incidents.incident.models import Incident


def privileged_mark() -> str:
    """Carried by every page, mail and export of what is privileged."""
    return _("Privileged: written at counsel's request")


def discreetly(incident: Incident, title: MessageText, body: MessageText) -> tuple[MessageText, MessageText]:
    """How a notice may put it: no word of what is discreet, and the mark of what is privileged."""
    if incident.is_discreet:
        return (
            lambda: something_new(incident.reference),
            lambda: _marked(incident, _("It is confidential, so this message carries nothing of it.")),
        )
    if incident.is_privileged:
        return title, lambda: _marked(incident, _said(body))
    return title, body


def _marked(incident: Incident, words: str) -> str:
    return f"{privileged_mark()}\n\n{words}" if incident.is_privileged else words


def _said(words: MessageText) -> str:
    return str(words() if callable(words) else words)
