"""What of incidents an organization can set: one `Setting` each, with its fields, its verbs and its page."""

from turnout.core.lib.discovery import import_all

import_all(__name__)
