"""What belongs to an incident besides words: links and files."""

from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.lib.ids import new_id
from turnout.core.lib.uploads import keep_through_power_cut
from turnout.core.people.models import Person
from turnout.core.values.words import is_link, short_address
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import shown_author
from turnout.incidents.room.actions.resending import find_duplicate
from turnout.incidents.room.events import FileAttached, LinkAdded
from turnout.incidents.room.models import Attachment, ResourceLink, Task
from turnout.incidents.room.models.removable import RemovableQuerySet

MOST_FILES = 500
MOST_LINKS = 500


@transaction.atomic
def add_link(
    incident: Incident,
    url: str,
    title: str,
    *,
    by: Person,
    system: str = "",
    issue_of: Incident | Task | None = None,
    token: str | None = None,
) -> ResourceLink:
    """Add a page elsewhere. Without a title its address is the title.

    system    where that is, in the API's words
    issue_of  the incident or the task that is worked on there; `connect_issue` sees that it is only one
    token  of one filled-in form: the same sent again answers the link it made
    """
    url = url.strip()
    if not is_link(url) or len(url) > 2000:
        raise NotPossible(_("A link starts with http:// or https://."))
    _refuse_too_many(incident.links.all(), MOST_LINKS)
    title = title[:200] if title.strip() else short_address(url)[:200]
    who, part = shown_author(incident, by)
    link = ResourceLink(
        incident=incident,
        url=url,
        title=title,
        system=system,
        is_issue=issue_of is not None,
        task=issue_of if isinstance(issue_of, Task) else None,
        by=who,
        created_at=clock.now(),
    )
    if earlier := find_duplicate(incident, "link", token, url, title, makes=link.pk, by=by):
        # It may have been removed since; then there is nothing to make either.
        return ResourceLink.objects.filter(pk=earlier).first() or link
    link.save(force_insert=True)
    record(incident, LinkAdded(link=link.pk, title=title, address=url, part=part), by=who)
    return link


def _refuse_too_many(rows: RemovableQuerySet[Any], most: int) -> None:
    """What was removed takes up room, too, for as long as it can be brought back."""
    if rows.present().count() >= most:
        raise NotPossible(_("There are too many of these here already. Remove some first."))
    if rows.hidden().count() >= most:
        raise NotPossible(_("Too many of these were removed here lately. There'll be room in some days."))


def attach_file(
    incident: Incident,
    file: "File[bytes]",
    *,
    name: str,
    content_type: str,
    size: int,
    sha256: str,
    by: Person | None,
    token: str | None = None,
) -> Attachment:
    """Put a received file (see core.lib.uploads) into the room.

    token  of one filled-in form: the same file sent again answers what it made
    The bytes are stored under an id before the row is written, so a crash can leave an unused file but
    never a row without its file.
    """
    _refuse_too_many(incident.attachments.all(), MOST_FILES)
    who, part = shown_author(incident, by)
    attachment = Attachment(
        id=new_id(),
        incident=incident,
        name=name,
        content_type=content_type,
        size=size,
        sha256=sha256,
        by=who,
        created_at=clock.now(),
    )
    try:
        attachment.file.save(f"{incident.pk}/{attachment.pk}", file, save=False)
        keep_through_power_cut(Path(attachment.file.path))
        with transaction.atomic():
            earlier = find_duplicate(incident, "file", token, name, sha256, makes=attachment.pk, by=by)
            if not earlier:
                attachment.save(force_insert=True)
                record(incident, FileAttached(attachment=attachment.pk, name=name, part=part), by=who)
    except BaseException:  # no room, no database: then no half of a file either
        attachment.file.storage.delete(f"{incident.pk}/{attachment.pk}")
        raise
    if earlier:
        attachment.file.storage.delete(f"{incident.pk}/{attachment.pk}")
        return Attachment.objects.get(pk=earlier)
    return attachment
