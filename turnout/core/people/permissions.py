"""Every permission there is, and which base role holds it. docs/reference/permissions.md lists them."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What someone may do, as scope:verb. Seeing a given incident is decided by `visible_to`, not here."""

    INCIDENTS_VIEW = "incidents:view"
    INCIDENTS_RAISE = "incidents:raise"
    INCIDENTS_RESPOND = "incidents:respond"
    INCIDENTS_VIEW_PRIVATE = "incidents:view_private"
    INCIDENTS_BREAK_SEAL = "incidents:break_seal"
    INCIDENTS_SCRUB = "incidents:scrub"
    PEOPLE_VIEW = "people:view"
    PEOPLE_MANAGE = "people:manage"
    TEAMS_MANAGE = "teams:manage"
    SETTINGS_MANAGE = "settings:manage"
    SYSTEM_MANAGE = "system:manage"
    OWNERS_MANAGE = "owners:manage"
    TOKENS_MANAGE = "tokens:manage"
    API_KEYS_MANAGE = "api_keys:manage"
    CONNECTIONS_MANAGE = "connections:manage"


class BaseRole(StrEnum):
    """What someone is in this organization, from least to most."""

    VIEWER = "viewer"
    RESPONDER = "responder"
    ADMIN = "admin"
    OWNER = "owner"


ROLE_NAMES = {
    BaseRole.VIEWER: _("Viewer"),
    BaseRole.RESPONDER: _("Responder"),
    BaseRole.ADMIN: _("Admin"),
    BaseRole.OWNER: _("Owner"),
}

_viewer = {Permission.INCIDENTS_VIEW, Permission.INCIDENTS_RAISE, Permission.PEOPLE_VIEW}
_responder = _viewer | {
    Permission.INCIDENTS_RESPOND,
    Permission.INCIDENTS_SCRUB,
    Permission.TOKENS_MANAGE,
}
_admin = _responder | {
    Permission.PEOPLE_MANAGE,
    Permission.TEAMS_MANAGE,
    Permission.SETTINGS_MANAGE,
    Permission.SYSTEM_MANAGE,
    Permission.INCIDENTS_BREAK_SEAL,
    Permission.API_KEYS_MANAGE,
    Permission.CONNECTIONS_MANAGE,
}
_owner = _admin | {
    Permission.OWNERS_MANAGE,
    Permission.INCIDENTS_VIEW_PRIVATE,
}

PERMISSIONS_OF: dict[str, frozenset[Permission]] = {
    BaseRole.VIEWER: frozenset(_viewer),
    BaseRole.RESPONDER: frozenset(_responder),
    BaseRole.ADMIN: frozenset(_admin),
    BaseRole.OWNER: frozenset(_owner),
}


class Scope(StrEnum):
    """What a token lends a script of what its person may. Kept in rows: only ever add."""

    READ = "read"
    REPORT = "report"
    RESPOND = "respond"
    MANAGE = "manage"


LENDS: dict[str, frozenset[Permission]] = {
    Scope.READ: frozenset(
        {Permission.INCIDENTS_VIEW, Permission.INCIDENTS_VIEW_PRIVATE, Permission.PEOPLE_VIEW}
    ),
    Scope.REPORT: frozenset({Permission.INCIDENTS_RAISE}),
    Scope.RESPOND: frozenset({Permission.INCIDENTS_RESPOND}),
    Scope.MANAGE: frozenset(
        {Permission.SETTINGS_MANAGE, Permission.API_KEYS_MANAGE, Permission.PEOPLE_MANAGE}
    ),
}
"""By scope. None lends what lets anybody in, breaks a seal or erases. Of people a script reads where they are
reached; nothing of the API changes them."""

GIVEN_TO_KEYS = frozenset(
    {
        Permission.INCIDENTS_VIEW,
        Permission.INCIDENTS_RAISE,
        Permission.INCIDENTS_RESPOND,
        Permission.PEOPLE_VIEW,
        Permission.SETTINGS_MANAGE,
    }
)
"""What an API key may be given: nothing that lets anybody in, erases, or shows what is private."""
