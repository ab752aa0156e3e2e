"""/v1/identity and the document of this API."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.people import TEAM
from turnout.api.wire.openapi import document
from turnout.api.wire.operation import Action, Call
from turnout.api.wire.schema import Listed, Shape, one_of, says
from turnout.api.wire.values import Text
from turnout.core.people.models import ApiKey, ApiToken
from turnout.core.people.permissions import Permission

TAG = "Utilities V1"
ROLES = {
    "viewer": Permission.INCIDENTS_VIEW,
    "incident_creator": Permission.INCIDENTS_RAISE,
    "incident_editor": Permission.INCIDENTS_RESPOND,
    "manage_settings": Permission.SETTINGS_MANAGE,
    "global_access": Permission.INCIDENTS_VIEW_PRIVATE,
}
"""What a token may do, in the wire's words."""


def _roles(token: ApiToken | ApiKey) -> list[str]:
    return [name for name, permission in ROLES.items() if token.person.may(permission)]


IDENTITY = Shape(
    "Identity",
    name=says(Text()),
    roles=says(Listed(one_of(*ROLES)), _roles),
    dashboard_url=says(Text(), lambda token: settings.PUBLIC_URL),
    team_roles=says(Listed(Text()), lambda token: ()),
    teams=says(Listed(TEAM), lambda token: ()),
)


def _identity(call: Call) -> dict[str, Any]:
    return {"identity": IDENTITY.write(call.request.token)}


def _document(call: Call) -> dict[str, Any]:
    return document()


def _ranges(call: Call) -> dict[str, Any]:
    return {"ip_ranges": []}  # only who runs an installation knows from where it reaches out


_RANGE = Shape("IPRange", cidr=says(Text()), description=says(Text()))
ranges = Action(
    tag=TAG, name="IPRanges", method="GET", path="/v1/ip_ranges", do=_ranges,
    about=_("Where requests of this installation come from: known to those who run it, not to Turnout."),
    answers=Shape("IPRanges", ip_ranges=says(Listed(_RANGE))),
)  # fmt: skip
identity = Action(
    tag=TAG, name="Identity", method="GET", path="/v1/identity",
    about=_("The token's name, and what it may do."),
    permission=Permission.INCIDENTS_VIEW, do=_identity,
    answers=Shape("IdentityAnswer", identity=says(IDENTITY)),
)  # fmt: skip
openapi = Action(
    tag=TAG, name="OpenAPIV3", method="GET", path="/v1/openapiV3.json",
    about=_("This API as an OpenAPI document."),
    do=_document,
)  # fmt: skip
