"""Email, as the list of integrations shows it."""

from django.utils.translation import gettext_lazy as _

from turnout.core.connect.manifests import Manifest, Setting

MANIFEST = Manifest(
    key="email",
    label=_("Email"),
    does=_("Sends notifications by email. Without a mail server, they stay in the outbox."),
    icon="mail",
    settings=(
        Setting(
            "TURNOUT_SMTP_URL",
            _("Mail server"),
            _("smtp://name:password@mail.example.org:587, or smtps:// for encryption from the start"),
            is_secret=True,
        ),
        Setting(
            "TURNOUT_MAIL_IN",
            _("Intake address"),
            _("Email sent here becomes a report. Leave empty to receive no email"),
        ),
        Setting("TURNOUT_MAIL_FROM", _("Sender"), _("The address Turnout sends email from")),
    ),
)
