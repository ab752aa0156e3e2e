"""Who may see what events say of intake pages."""

from turnout.core.events.subjects import subject
from turnout.core.people.permissions import Permission
from turnout.core.people.subjects import whoever_may
from turnout.incidents.raising.models import IntakePage

subject(IntakePage, may_see=whoever_may(Permission.SETTINGS_MANAGE))
