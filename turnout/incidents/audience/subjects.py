"""Who may see what events say of rules about who is told."""

from turnout.core.events.subjects import subject
from turnout.core.people.permissions import Permission
from turnout.core.people.subjects import whoever_may
from turnout.incidents.audience.models import AudienceRule

subject(AudienceRule, may_see=whoever_may(Permission.SETTINGS_MANAGE))
