"""/v1/api_keys: the organization's own keys for scripts."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.people import by
from turnout.api.wire.operation import Action, Call
from turnout.api.wire.resource import Resource, found_by_id
from turnout.api.wire.schema import Body, Listed, Shape, itself, one_of, says
from turnout.api.wire.values import Moment, Text, Whole
from turnout.core.people.actions.keys import change_api_key, create_api_key, revoke_api_key, rotate_api_key
from turnout.core.people.models import ApiKey
from turnout.core.people.permissions import Permission
from turnout.core.values import Choices, Many

TAG, PATH = "API Keys V1", "/v1/api_keys"
ROLES: dict[str, tuple[Permission, ...]] = {
    "viewer": (Permission.INCIDENTS_VIEW, Permission.PEOPLE_VIEW),
    "incident_creator": (Permission.INCIDENTS_RAISE,),
    "incident_editor": (Permission.INCIDENTS_RESPOND,),
    "manage_settings": (Permission.SETTINGS_MANAGE,),
}
"""The wire's word for what a key may do, and what that is here."""


def _roles(key: ApiKey) -> list[str]:
    return [name for name, needed in ROLES.items() if set(needed) <= key.granted]


_ROLE = Shape(
    "APIKeyRole",
    name=says(one_of(*ROLES), itself),
    description=says(Text(), lambda name: ", ".join(ROLES[name])),
)
_TEAM_ROLE = Shape("APIKeyTeamRole", name=says(Text()), description=says(Text()))
KEY = Shape(
    "APIKey",
    id=says(Text(), "pk"),
    name=says(Text()),
    comments=says(Text(), "comment", optional=True),
    creator=says(by("created_by"), itself),
    created_at=says(Moment()),
    token_last_issued_at=says(Moment(), "issued_at"),
    last_used_at=says(Moment(), "used_at", optional=True),
    roles=says(Listed(_ROLE), _roles),
    team_ids=says(Listed(Text()), lambda key: ()),
    team_roles=says(Listed(_TEAM_ROLE), lambda key: ()),
)
_WITH_TOKEN = Shape("APIKeyWithToken", api_key=says(KEY), token=says(Text()))
_BODY = Body(
    name="APIKeyPayload",
    parts={
        "name": Text(most=200, required=True),
        "comments": Text(most=5000),
        "role_names": Choices(of=ROLES, required=True),
        "team_ids": Many(of=Text(), most=0),
        "team_role_names": Many(of=Text(), most=0),
    },
)


def _rows(call: Call) -> Any:
    return ApiKey.objects.live().select_related("created_by")


def _said(call: Call) -> dict[str, Any]:
    said = call.body
    permissions = {each for name in said["role_names"] for each in ROLES[name]}
    return {"permissions": permissions, "comment": said["comments"], "by": call.by}


def _create(call: Call) -> dict[str, Any]:
    key, secret = create_api_key(call.body["name"], **_said(call))
    return {"api_key": KEY.write(key), "token": secret}


def _rotate(call: Call) -> dict[str, Any]:
    overlap = timedelta(minutes=call.body["grace_period_minutes"])
    key, secret = rotate_api_key(found_by_id(_rows(call), call.id), overlap=overlap, by=call.by)
    return {"api_key": KEY.write(key), "token": secret}


keys = Resource(
    tag=TAG,
    path=PATH,
    one="api_key",
    many="api_keys",
    about=_("Keys of the organization's own, not of a person. Their secrets are shown once."),
    shape=KEY,
    rows=_rows,
    paged=True,
    reads=Permission.API_KEYS_MANAGE,
    writes=Permission.API_KEYS_MANAGE,
    body=_BODY,
    update=lambda key, call: change_api_key(key, name=call.body["name"], **_said(call)),
    delete=lambda key, call: revoke_api_key(key, by=call.by),
)
creating = Action(
    tag=TAG, name="Create", method="POST", path=PATH, about=_("Create one; the answer has its secret."),
    permission=Permission.API_KEYS_MANAGE, do=_create, body=_BODY, answers=_WITH_TOKEN, status=201,
)  # fmt: skip
rotating = Action(
    tag=TAG, name="Rotate", method="POST", path=f"{PATH}/{{id}}/actions/rotate",
    about=_("Give it another secret. The former one works on for up to 60 minutes."),
    permission=Permission.API_KEYS_MANAGE, do=_rotate, answers=_WITH_TOKEN, status=201,
    body=Body(name="APIKeyRotate", parts={"grace_period_minutes": Whole(least=0, most=60, required=True)}),
)  # fmt: skip
