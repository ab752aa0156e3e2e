"""A new password."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.people.actions.passwords import change_password
from turnout.core.people.errors import NotPossible, TooManyTries, WrongSignIn
from turnout.core.people.models import Person
from turnout.core.people.passwords import LONGEST
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.signing.forms import NewPasswordField, refuse_weak


class PasswordForm(forms.Form):
    """The present password, so that nobody passing an open computer can take the account over."""

    present = forms.CharField(
        label=gettext_lazy("Your password now"), max_length=LONGEST, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = NewPasswordField(label=gettext_lazy("New password"))

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_new(self) -> Any:
        refuse_weak(self, "new", self.person)
        return self.cleaned_data.get("new")


@guard(Permission.PEOPLE_VIEW, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            change_password(
                request, present=form.cleaned_data["present"], new=form.cleaned_data["new"], by=request.user
            )
            return redirect(f"{reverse('profile_password')}?saved")
        except WrongSignIn:
            form.add_error("present", _("That isn't your present password."))
        except TooManyTries as error:
            words = _("That was tried very often. Wait %(minutes)s min, then try again.")
            form.add_error("present", words % {"minutes": error.minutes})
        except NotPossible as error:
            form.add_error("new", str(error))
    context = {"form": form, "saved": "saved" in request.GET}
    return render(request, "profile/password.html", context, status=422 if form.is_bound else 200)
