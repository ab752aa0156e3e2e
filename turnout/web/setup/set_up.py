"""The first visit: naming the organization and its first owner."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from turnout.core.blueprints.actions import install_packs
from turnout.core.blueprints.packs import Pack, packs
from turnout.core.people.actions.founding import AlreadyFounded, found_organization
from turnout.core.people.actions.signing import start_session
from turnout.core.people.models import Organization, Person
from turnout.web.guard import open_to_anyone
from turnout.web.signing.forms import NewPasswordField, ZoneField, refuse_weak


class SetUpForm(forms.Form):
    """All that is needed to begin; everything else can wait."""

    name = forms.CharField(
        label=_("What is your organization called?"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autofocus": True}),
    )  # fmt: skip
    timezone = ZoneField(help_text=_("Where most of you work. Everyone can choose their own later."))
    owner_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your email address"), max_length=254, help_text=_("You'll sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )  # fmt: skip
    password = NewPasswordField()
    packs = forms.MultipleChoiceField(
        label=_("Which departments will use it?"), required=False,
        help_text=_("Tap one to leave it out. You can add it any time, and change anything it brings."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.offered = list(packs().values())
        self.fields["packs"].choices = [(pack.key, pack.name) for pack in self.offered]  # type: ignore[attr-defined]

    def choices(self) -> list[tuple[Pack, bool]]:
        """Every pack, and whether it is ticked: all of them, until somebody chose."""
        chosen = self["packs"].value()
        return [(pack, pack.key in chosen) for pack in self.offered]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        refuse_weak(self, "password", Person(email=data.get("email", ""), name=data.get("owner_name", "")))
        return data


@open_to_anyone(methods=("GET", "POST"))
@never_cache
def create(request: HttpRequest) -> HttpResponse:
    if Organization.get():
        return redirect("/")
    form = SetUpForm(request.POST or None, initial={"timezone": "UTC", "packs": list(packs())})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # an organization without its kinds would be half a set-up
                chosen = form.cleaned_data.pop("packs")
                owner = found_organization(**form.cleaned_data)
                install_packs(chosen, by=owner)
        except AlreadyFounded:
            return redirect("/")
        start_session(request, owner, how="set-up")
        return redirect("/")
    status = 422 if request.method == "POST" else 200
    return render(request, "setup/set_up.html", {"form": form}, status=status)
