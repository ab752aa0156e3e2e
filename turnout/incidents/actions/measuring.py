"""What a timestamp may wait for, and what a duration may be measured by."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Duration, Status, StatusCategory, Timestamp
from turnout.incidents.models.moments import BUILT_IN


def check_moments(model: type[models.Model], said: dict[str, Any]) -> None:
    """Part of a verb: raise NotPossible where a timestamp or a duration names what isn't there."""
    if model is Timestamp and said.get("set_by"):
        sort, _colon, key = str(said["set_by"]).partition(":")
        is_there = (
            key in list(StatusCategory)
            if sort == "category"
            else sort == "status" and Status.objects.filter(key=key).exists()
        )
        if not is_there:
            raise NotPossible(_("Nothing ever comes to “%(place)s”.") % {"place": said["set_by"]})
    if model is Duration:
        ends = [said[name] for name in ("start", "end") if name in said]
        for key in ends:
            if key not in BUILT_IN and not Timestamp.objects.filter(key=key).exists():
                raise NotPossible(_("There is no time with the key “%(key)s”.") % {"key": key})
        if len(ends) == 2 and ends[0] == ends[1]:
            raise NotPossible(_("From a time to itself nothing passes. Choose another one."))
