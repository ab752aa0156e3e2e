"""Who may see what events say of deliveries."""

from turnout.core.events.subjects import subject
from turnout.core.notify.models import Delivery
from turnout.core.people.permissions import Permission
from turnout.core.people.subjects import whoever_may

subject(Delivery, may_see=whoever_may(Permission.SYSTEM_MANAGE), lists=frozenset({"system"}))
