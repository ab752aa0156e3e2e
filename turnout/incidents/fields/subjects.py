"""Who may see what events say of custom fields and forms."""

from turnout.core.events.subjects import everyone, subject
from turnout.core.people.permissions import Permission
from turnout.core.people.subjects import whoever_may
from turnout.incidents.fields.models import CustomField, IncidentForm

subject(CustomField, may_see=everyone)
subject(IncidentForm, may_see=whoever_may(Permission.SETTINGS_MANAGE))
