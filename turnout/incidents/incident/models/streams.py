"""Parts of an incident that have a lead and a room of their own; related incidents."""

from django.db import models

STREAM = "stream"
INHERITED = frozenset({"confidentiality", "is_privileged", "no_tipping_off"})
"""What a stream has from the whole it is part of, always. Whoever may see the whole may see its streams, and
nobody else may: that is decided at the whole."""


STREAM_INDEXES = [
    models.Index(fields=["parent"], condition=models.Q(parent__isnull=False), name="incident_streams"),
]
