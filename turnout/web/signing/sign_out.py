"""Signing out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from turnout.core.people.actions.signing import sign_out
from turnout.web.guard import open_to_anyone


@open_to_anyone(methods=("POST",))
def create(request: HttpRequest) -> HttpResponse:
    sign_out(request)
    return redirect("sign_in")
