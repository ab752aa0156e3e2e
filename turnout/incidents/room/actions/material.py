"""What belongs to an incident besides words: links and files."""

from pathlib import Path

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
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import shown_author
from turnout.incidents.room.actions.resending import find_duplicate
from turnout.incidents.room.events import FileAttached, FileRemoved, LinkAdded, LinkRemoved
from turnout.incidents.room.models import Attachment, ResourceLink, Task

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
    if incident.links.count() >= MOST_LINKS:
        raise NotPossible(_("There are too many links here already. Remove some first."))
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
        # It may have been taken away since; then there is nothing to make either.
        return ResourceLink.objects.filter(pk=earlier).first() or link
    link.save(force_insert=True)
    record(incident, LinkAdded(link=link.pk, title=title, address=url, part=part), by=who)
    return link


@transaction.atomic
def remove_link(link: ResourceLink, *, by: Person) -> None:
    """Take a link away."""
    pk, title, url, incident = link.pk, link.title, link.url, lock(link.incident)
    if ResourceLink.objects.filter(pk=pk).delete()[0]:
        record(incident, LinkRemoved(link=pk, title=title, address=url), by=by)


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
    if incident.attachments.filter(removed_at__isnull=True).count() >= MOST_FILES:
        raise NotPossible(_("There are too many files here already. Remove some first."))
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


def remove_file(attachment: Attachment, *, by: Person) -> None:
    """Take a file away; its bytes are deleted once that is committed."""
    with transaction.atomic():
        lock(attachment.incident)
        row = (
            Attachment.objects.select_for_update(of=("self",), no_key=True)
            .select_related("incident")
            .get(pk=attachment.pk)
        )
        if row.removed_at:
            return
        row.removed_at = clock.now()
        row.save(update_fields=["removed_at"])
        record(row.incident, FileRemoved(attachment=row.pk, name=row.name), by=by)
    row.file.delete(save=False)
