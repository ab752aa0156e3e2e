"""/v1/ip_allowlists: from which IP addresses keys and tokens are taken."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.api.wire.operation import Action, Call
from turnout.api.wire.schema import Body, Listed, Shape, itself, says
from turnout.api.wire.values import Moment, Whole
from turnout.core.lib.networks import LONGEST
from turnout.core.people.actions.allowlist import LABEL_LENGTH, MOST, change_allowlist
from turnout.core.people.models import Allowlist
from turnout.core.people.permissions import Permission
from turnout.core.values import IpRange, Many, Text, YesNo

_TAG, _PATH = "IPAllowlists V1", "/v1/ip_allowlists"
_RANGE = Shape(
    "IPAllowlistItem",
    value=says(Text(most=LONGEST), lambda each: each["value"]),
    label=says(Text(most=LABEL_LENGTH), lambda each: each["label"] or None, optional=True),
)
_ANSWER = Shape(
    "IPAllowlistAnswer",
    ip_allowlist=says(
        Shape(
            "IPAllowlist",
            enabled=says(YesNo(), "is_on"),
            allowlist=says(Listed(_RANGE), "ranges"),
            version=says(Whole()),
            updated_at=says(Moment(), "changed_at", optional=True),
        ),
        itself,
    ),
)


def _said(allowlist: Allowlist) -> dict[str, Any]:
    return _ANSWER.write(allowlist)


def _update(call: Call) -> dict[str, Any]:
    said = call.body
    return _said(
        change_allowlist(
            is_on=said["enabled"],
            ranges=said["allowlist"],
            version=said["version"],
            sent_from=call.request.META.get("REMOTE_ADDR", ""),
            by=call.by,
        )
    )


showing = Action(
    tag=_TAG, name="ShowIPAllowlist", method="GET", path=_PATH, do=lambda call: _said(Allowlist.get()),
    about=_("From which IP addresses the API may be used, and whether only from these."),
    permission=Permission.API_KEYS_MANAGE, answers=_ANSWER,
)  # fmt: skip
updating = Action(
    tag=_TAG, name="UpdateIPAllowlist", method="PUT", path=_PATH, do=_update,
    about=_("Set it. The address you send this from has to be in it, and the version the one you read."),
    permission=Permission.API_KEYS_MANAGE, answers=_ANSWER,
    body=Body(
        name="IPAllowlistUpdate",
        parts={
            "enabled": YesNo(required=True),
            "allowlist": Many(
                of=Body(
                    name="IPAllowlistItemPayload",
                    parts={"value": IpRange(required=True), "label": Text(most=LABEL_LENGTH)},
                ),
                most=MOST,
            ),
            "version": Whole(least=0, required=True),
        },
    ),
)  # fmt: skip
