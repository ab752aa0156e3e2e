"""What people are told about changes to where reports go."""

from django.utils.translation import gettext_lazy as _

from turnout.core.notify.kinds import kind

REROUTING = kind(
    "settings.rerouting",
    _("Changes to where reports go"),
    _("For owners, admins and those who look at new reports first: what is proposed, agreed or stopped"),
).key
