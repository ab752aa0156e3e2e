"""From which IP addresses the API may be used. This page itself can be reached from anywhere."""

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.blueprints.allowlist import ALLOWLIST
from turnout.core.blueprints.settings import ONLY
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Allowlist
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm
from turnout.web.settings.responses import saved


@guard(Permission.API_KEYS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    form = ValuesForm(ALLOWLIST.fields, request.POST or None, held=ALLOWLIST.items()[ONLY])
    if form.is_valid():
        try:
            ALLOWLIST.change(ONLY, form.cleaned_data, request.user)
            return saved("allowlist")
        except NotPossible as error:
            form.add_error(None, str(error))
    allowlist, address = Allowlist.get(), request.META.get("REMOTE_ADDR", "")
    context = {
        "form": form,
        "allowlist": allowlist,
        "address": address,
        "is_outside": not allowlist.lets_in(address),
    }
    return render(request, "api_keys/allowlist.html", context, status=422 if form.is_bound else 200)
