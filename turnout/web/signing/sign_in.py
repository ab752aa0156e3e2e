"""Signing in; in the demo, choosing who to be."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from turnout.core.people.actions.signing import is_demo, sign_in
from turnout.core.people.actions.signing import sign_in_as as be
from turnout.core.people.errors import TooManyTries, WrongSignIn
from turnout.core.people.models import Person
from turnout.web.guard import open_to_anyone
from turnout.web.signing.cast import cast
from turnout.web.signing.forms import SignInForm
from turnout.web.signing.onward import onward, wanted

MOST = 12
LONGEST = 100


@open_to_anyone(methods=("GET", "POST"))
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated and request.method == "GET":
        return onward(request)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sign_in(request, form.cleaned_data["email"], form.cleaned_data["password"])
        except WrongSignIn:
            form.add_error(None, _("That email and password don't go together. Please try again."))
            return _page(request, form, status=422)
        except TooManyTries as error:
            form.add_error(None, _wait(error))
            return _page(request, form, status=429)
        return onward(request)
    return _page(request, form)


def _wait(error: TooManyTries) -> str:
    return ngettext(
        "That was tried very often. Wait %(minutes)s minute, then try again.",
        "That was tried very often. Wait %(minutes)s minutes, then try again.",
        error.minutes,
    ) % {"minutes": error.minutes}


def _page(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    if not is_demo():
        return render(request, "signing/sign_in.html", {"form": form, "next": wanted(request)}, status=status)
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = list(Person.objects.active().likeliest(words)[: MOST + 1]) if words else []
    context = {
        "form": form,
        "next": wanted(request),
        "words": words,
        "found": found[:MOST],
        "more": len(found) > MOST,
        "cast": cast(),
    }
    template = "signing/_found.html" if "HX-Request" in request.headers else "signing/choose.html"
    return render(request, template, context, status=status)


@open_to_anyone(methods=("POST",))
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """The demo's door. Anywhere else it isn't there."""
    if not is_demo():
        raise Http404
    person = get_object_or_404(Person.objects.active(), pk=request.POST.get("person", ""))
    be(request, person)
    return onward(request)
