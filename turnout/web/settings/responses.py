"""How a change to the settings is answered: the page it belongs to, which says that it is kept."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

from turnout.core.blueprints.actions.pending import do_or_propose
from turnout.core.blueprints.models import PendingChange
from turnout.web.guard import SignedInRequest

T = TypeVar("T")
SAVED = "saved"
REMOVED = "removed"


def saved(to: str, *args: object) -> HttpResponse:
    """Back to the page of this name, which says that it is kept."""
    return redirect(f"{resolve_url(to, *args)}?{SAVED}")


def removed(to: str, *args: object) -> HttpResponse:
    """Back to the page of this name, which says that it is gone."""
    return redirect(f"{resolve_url(to, *args)}?{REMOVED}")


def moved(to: str, *args: object, at: str) -> HttpResponse:
    """Back to the list, at the row that moved."""
    return redirect(f"{resolve_url(to, *args)}#{at}")


def settled(
    request: SignedInRequest, act: Callable[[], T], *, then: Callable[[T | None], HttpResponse]
) -> HttpResponse:
    """Do it and answer; where it takes a second person, keep it waiting and go where that is shown.

    act   calls verbs, and may be called more than once. What they refuse is raised
    then  the answer; it is given nothing where nothing would be different
    """
    made = do_or_propose(act, by=request.user)
    if isinstance(made, PendingChange):
        return redirect(f"{resolve_url('waiting_changes')}?proposed#change-{made.pk}")
    return then(made)
