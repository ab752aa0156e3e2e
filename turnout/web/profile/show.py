"""Who you are to your colleagues."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnout.core.people.actions.profile import change_profile
from turnout.core.people.errors import NotPossible
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.signing.forms import ZONE_HELP, ZoneField


class ProfileForm(forms.Form):
    """Language is asked only where there is a choice."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    title = forms.CharField(
        label=_("What you do"), max_length=200, required=False,
        help_text=_("In a few words, so that others know when to turn to you."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )  # fmt: skip
    timezone = ZoneField(help_text=ZONE_HELP)
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if len(settings.LANGUAGES) < 2:
            del self.fields["language"]


@guard(Permission.PEOPLE_VIEW, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    me = request.user
    present = {"name": me.name, "title": me.title, "timezone": me.timezone, "language": me.language}
    form = ProfileForm(request.POST or None, initial=present)
    if request.method == "POST" and form.is_valid():
        try:
            change_profile(me, **{"language": me.language, **form.cleaned_data}, by=me)
            return redirect(f"{reverse('profile')}?saved")
        except NotPossible as error:
            form.add_error(None, str(error))
    context = {"form": form, "saved": "saved" in request.GET}
    return render(request, "profile/show.html", context, status=422 if form.is_bound else 200)
