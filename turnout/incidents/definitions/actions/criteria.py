"""Writing down what makes something how bad."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import changes
from turnout.core.events.record import record
from turnout.core.lib.cached_tables import forget
from turnout.core.people.models import Person
from turnout.incidents.definitions.events import SeverityGridChanged
from turnout.incidents.definitions.models import Dimension, Discipline, Severity, SeverityCriterion
from turnout.incidents.errors import NotPossible

LONGEST = 200  # characters of a sentence


@transaction.atomic
def write_criteria(
    said: Mapping[tuple[Dimension, int], str], *, discipline: Discipline | None = None, by: Person | None
) -> int:
    """Set these cells, by side and rank; an empty one is taken out. Answers how many changed.

    discipline  whose words these are; without one, everybody's. Raises NotPossible.
    """
    # The severities' rows are what two who write at once wait for.
    ranks = {each.rank: each for each in Severity.objects.select_for_update(no_key=True, of=("self",))}
    present = {
        (Dimension(each.dimension), each.severity.rank): each
        for each in SeverityCriterion.objects.filter(discipline=discipline)
    }
    changed, new = 0, []
    was: dict[str, str] = {}
    now: dict[str, str] = {}
    for (dimension, rank), sentence in said.items():
        sentence, cell = " ".join(sentence.split()), present.get((dimension, rank))
        if len(sentence) > LONGEST:
            raise NotPossible(_("Keep it to %(most)s characters.") % {"most": LONGEST})
        if rank not in ranks or sentence == (cell.sentence if cell else ""):
            continue
        changed += 1
        at = f"{dimension.value} {ranks[rank].name}"
        was[at], now[at] = cell.sentence if cell else "", sentence
        if cell and not sentence:
            cell.delete()
        elif cell:
            cell.sentence = sentence
            cell.save(update_fields=["sentence"])
        else:
            new.append(
                SeverityCriterion(
                    severity=ranks[rank], dimension=dimension, discipline=discipline, sentence=sentence
                )
            )
    SeverityCriterion.objects.bulk_create(new)
    if changed:
        forget(SeverityCriterion)  # signals don't tell of rows made in one go
        transaction.on_commit(lambda: forget(SeverityCriterion))
        subject = discipline or next(iter(ranks.values()))
        name, id = (discipline.name, discipline.pk) if discipline else ("", "")
        event = SeverityGridChanged(
            discipline=name, discipline_id=id, cells=changed, changes=changes(was, now)
        )
        record(subject, event, by=by)
    return changed
