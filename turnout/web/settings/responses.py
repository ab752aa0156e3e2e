"""How a change to the settings is answered: the page it belongs to, which says that it is kept."""

from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

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
