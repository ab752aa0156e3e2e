"""Mail in: reports, and answers to what Turnout mailed."""

from django.utils.translation import gettext_lazy as _

from turnout.core.events.sources import source

BY_EMAIL = source("mail", _("by email"))
