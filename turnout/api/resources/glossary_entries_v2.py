"""/v2/glossary_entries: an organization's own words, and what they mean."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.shapes.definitions import made
from turnout.api.wire.operation import Action, Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body, Given, Listed, Shape, says
from turnout.api.wire.values import Row, Text, Whole
from turnout.core.people.permissions import Permission
from turnout.core.values import Many, Parts, Reading
from turnout.incidents.blueprint.terms import LONGEST, NAME_LENGTH
from turnout.incidents.definitions.actions.definitions import (
    add_definition,
    arrange_definitions,
    change_definition,
    remove_definition,
)
from turnout.incidents.models import Term

_TAG, _PATH = "Glossary Entries V2", "/v2/glossary_entries"
_ENTRY = Shape(
    "GlossaryEntry",
    id=says(Text(), "pk"),
    item=says(Text(), "name"),
    description=says(Text()),
    rank=says(Whole()),
    **made(),
)
_SAID: Parts = {
    "item": Text(most=NAME_LENGTH, required=True),
    "description": Text(most=LONGEST, required=True),
}


def _found(rows: Any, call: Call) -> Any:
    words = call.query["search"]
    return rows.filter(Q(name__icontains=words) | Q(description__icontains=words)) if words else rows


def _fields(said: Given) -> dict[str, Any]:
    return {"name": said["item"], "description": said["description"]}


@transaction.atomic
def _create(call: Call) -> Term:
    term, after = add_definition(Term, **_fields(call.body), by=call.by), call.body["after"]
    if after is not None:
        keys = [each.key for each in Term.objects.exclude(pk=term.pk)]
        keys.insert(keys.index(after.key) + 1, term.key)
        arrange_definitions(Term, keys, by=call.by)
        term.refresh_from_db()
    return term


def _names_all(said: Given, reading: Reading) -> None:
    """Every entry once, each with a rank of its own, or nobody could say what order is meant."""
    updates = [each for each in said.get("rank_updates", ()) if each.get("resource_id")]
    ids, ranks = {each["resource_id"].pk for each in updates}, {each.get("rank") for each in updates}
    if not len(ids) == len(ranks) == len(said.get("rank_updates", ())) == Term.objects.count():
        at = reading.within("rank_updates")
        at.invalid(said, _("Name every entry once, each with a rank of its own."))


def _arrange(call: Call) -> dict[str, Any]:
    wanted = sorted(call.body["rank_updates"], key=lambda each: each["rank"])
    arrange_definitions(Term, [each["resource_id"].key for each in wanted], by=call.by)
    return {"glossary_entries": [_ENTRY.write(each) for each in Term.objects.all()]}


entries = Resource(
    tag=_TAG,
    path=_PATH,
    one="glossary_entry",
    many="glossary_entries",
    about=gettext_lazy("An organization's own words and what they mean, in their order."),
    shape=_ENTRY,
    rows=lambda call: Term.objects.all(),
    found=_found,
    order=("rank", "pk"),
    paged=True,
    query=Parameters({"search": Text(most=200)}),
    body=Body(name="GlossaryEntryCreate", parts={**_SAID, "after": Row(of=Term.objects.all)}),
    changes=Body(name="GlossaryEntryUpdate", parts=_SAID),
    create=_create,
    update=lambda term, call: change_definition(term, **_fields(call.body), by=call.by),
    delete=lambda term, call: remove_definition(term, by=call.by),
    names={"Delete": "Destroy"},
)
arranging = Action(
    tag=_TAG, name="UpdateRanks", method="PUT", path=f"{_PATH}/actions/update_ranks", do=_arrange,
    about=gettext_lazy("Put all entries into another order: each is named once, with its rank."),
    permission=Permission.SETTINGS_MANAGE,
    body=Body(
        name="GlossaryRanks",
        check=_names_all,
        parts={
            "rank_updates": Many(
                of=Body(
                    name="GlossaryEntryRank",
                    parts={
                        "resource_id": Row(of=Term.objects.all, required=True),
                        "rank": Whole(required=True),
                    },
                ),
            )
        },
    ),
    answers=Shape("GlossaryEntriesInOrder", glossary_entries=says(Listed(_ENTRY))),
)  # fmt: skip
