"""What people are told when somebody loses a role, or may no longer do what they did."""

from django.utils.translation import gettext_lazy as _

from turnout.core.notify.kinds import kind

YOUR_ACCESS = kind(
    "person.access_changed",
    _("Your role in Turnout changes"),
    _("What you may do, by whom it was changed, and what an admin asked for"),
    urgent=True,
).key
ASKED_FOR = kind(
    "person.access_change_asked",
    _("An admin wants to take something from someone"),
    _("For owners: a role lowered, or an account deactivated, within the hour"),
    urgent=True,
).key
LEFT_BEHIND = kind(
    "incident.role_ended",
    _("Someone no longer has their role"),
    _("In incidents you have a part in, or look after"),
    urgent=True,
).key
