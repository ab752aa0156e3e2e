"""Who may see what events say of connections."""

from turnout.core.connect.models import Connection
from turnout.core.events.subjects import subject
from turnout.core.people.permissions import Permission
from turnout.core.people.subjects import whoever_may

subject(Connection, may_see=whoever_may(Permission.CONNECTIONS_MANAGE))
