"""What signing in and joining ask for."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from turnout.core.lib import zones
from turnout.core.people.models import Person
from turnout.core.people.passwords import LONGEST, shortest, weaknesses

PASSWORD_HELP = _("At least {shortest} characters. A few words in a row are safe, and easy to remember.")
ZONE_HELP = _("Times are shown the way your clock shows them.")


class SignInForm(forms.Form):
    """Checks nothing but shape: what is wrong with a sign-in is never told apart."""

    email = forms.CharField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordField(forms.CharField):
    """A password somebody chooses; browsers offer to make and keep one."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Password"))
        options.setdefault("help_text", format_lazy(PASSWORD_HELP, shortest=shortest()))
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "minlength": shortest()})
        super().__init__(strip=False, max_length=LONGEST, widget=widget, **options)


class ZoneField(forms.ChoiceField):
    """A time zone; where scripts run, an empty one starts as the browser's."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        super().__init__(choices=zones.choices, **options)


class InvitationForm(forms.Form):
    """What somebody tells about themselves when they join."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, help_text=_("As your colleagues know you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    password = NewPasswordField()
    timezone = ZoneField(help_text=ZONE_HELP)

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        refuse_weak(self, "password", Person(email=self.email, name=data.get("name", "")))
        return data


def refuse_weak(form: forms.Form, field: str, person: Person) -> None:
    """One thing at a time: a better password usually mends the rest as well."""
    if field in form.cleaned_data:
        for weakness in weaknesses(form.cleaned_data[field], person)[:1]:
            form.add_error(field, weakness)
