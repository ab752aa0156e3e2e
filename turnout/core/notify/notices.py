"""What people are told about their own account, whatever they chose: it may not have been them."""

from django.utils.translation import gettext_lazy as _

from turnout.core.notify.kinds import kind

ACCOUNT = kind(
    "person.account_changed",
    _("Your account was changed"),
    _("Your name, and where notifications reach you; always to the address you sign in with"),
    urgent=True,
).key
INVITATION = kind(
    "person.invitation_withdrawn",
    _("An invitation of yours was withdrawn"),
    _("By someone else who manages people"),
).key
KEY_LEFT = kind(
    "api_key.left_behind",
    _("Someone has to answer for an API key"),
    _("For owners: whoever answered for it left, or may no longer"),
).key
