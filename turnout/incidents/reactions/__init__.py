"""Who is told when something happens in an incident: one module for each theme."""

from turnout.core.lib.discovery import import_all

import_all(__name__)
