"""What was erased for good."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Key, PersonId, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class TextErased(Event):
    """Something people wrote here was erased for good: everywhere in Turnout, also from the log."""

    verb = "incident.text_erased"
    sentence = _("{who} erased something for good")
    icon = "eraser"
    accounts = True

    what: Key
    note: Words = ""
    thing: Key = ""  # its id
    author: PersonId | None = None  # whose it was
    second: PersonId | None = None  # who agreed; null where an hour passed and nobody stopped it

    def sentence_for(self) -> str:
        said = {
            "message": _("{who} erased a message for good"),
            "update": _("{who} erased an update for good"),
            "attachment": _("{who} erased a file for good"),
            "task": _("{who} erased the words of a task for good"),
            "link": _("{who} erased a link for good"),
            "item": _("{who} erased something that was noted for good"),
            "field": _("{who} erased what a custom field said for good"),
            "note": _("{who} erased a note for good"),
            "words": _("{who} erased the name and summary for good"),
            "review": _("{who} erased the review for good"),
        }
        return str(said.get(self.what, self.sentence))
