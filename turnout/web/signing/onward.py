"""Where somebody goes once they are in: to the page they wanted, if it is one of ours."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

HOME = "/"


def wanted(request: HttpRequest) -> str:
    """The path in `next`, or home. Never another site."""
    path = request.POST.get("next") or request.GET.get("next") or HOME
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if safe else HOME


def onward(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(wanted(request))
