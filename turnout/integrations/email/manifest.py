"""E-mail, as the list of integrations shows it."""

from django.utils.translation import gettext_lazy as _

from turnout.core.connect.manifests import Manifest, Setting

MANIFEST = Manifest(
    key="email",
    label=_("E-mail"),
    does=_("Carries notifications to people by e-mail. Without a mail server they wait in the outbox."),
    icon="mail",
    settings=(
        Setting(
            "TURNOUT_SMTP_URL",
            _("Mail server"),
            _("smtp://name:password@mail.example.org:587, or smtps:// where encryption starts at once"),
            is_secret=True,
        ),
        Setting(
            "TURNOUT_MAIL_IN",
            _("Intake address"),
            _("Mail to it raises an incident. Empty: no mail comes in"),
        ),
        Setting("TURNOUT_MAIL_FROM", _("Sender"), _("The address that mail from Turnout comes from")),
    ),
)
