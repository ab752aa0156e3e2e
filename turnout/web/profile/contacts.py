"""How you can be reached outside Turnout."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.notify.actions.verifying import send_code
from turnout.core.notify.channels import reached
from turnout.core.people.actions.contacts import (
    CODE_LASTS,
    add_contact_method,
    remove_contact_method,
    use_contact_method,
    verify_contact_method,
)
from turnout.core.people.errors import NotPossible, TooManyTries
from turnout.core.people.models import ContactMethod
from turnout.core.people.permissions import Permission
from turnout.core.values import TYPED, Faulty
from turnout.web.guard import SignedInRequest, guard


class ContactForm(forms.Form):
    """What to add. The kind is asked only where there is a choice."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"))
    value = forms.CharField(max_length=300)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.kinds = reached()
        fields: Any = self.fields
        fields["kind"].choices = [(kind, each.label) for kind, each in self.kinds.items()]
        fields["value"].label = _("Address or number")
        if len(self.kinds) < 2:
            [only] = self.kinds.values()
            fields["kind"].required, fields["kind"].initial = False, only.kind
            fields["kind"].widget = forms.HiddenInput()
            fields["value"].label = only.label

    def clean(self) -> dict[str, Any]:
        found = self.kinds.get(self.cleaned_data.get("kind") or next(iter(self.kinds)))
        if found is not None and "value" in self.cleaned_data:
            try:
                self.cleaned_data["value"] = found.value.read(self.cleaned_data["value"], TYPED)
            except Faulty as error:
                self.add_error("value", str(error))
            self.cleaned_data["kind"] = found.kind
        return self.cleaned_data


@guard(Permission.PEOPLE_VIEW, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    """POST adds one; a code is sent there at once."""
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            method = add_contact_method(request.user, by=request.user, **form.cleaned_data)
        except NotPossible as error:
            form.add_error("value", str(error))
        else:
            return _with_code(request, method)
    return _page(request, form, status=422 if form.is_bound else 200)


@guard(Permission.PEOPLE_VIEW, methods=("GET", "POST"))
def verification(request: SignedInRequest, id: str) -> HttpResponse:
    """Where the code is entered."""
    method = _mine(request, id)
    if request.method == "GET":
        return _code_page(request, method)
    try:
        verify_contact_method(method, request.POST.get("code", "")[:20], by=request.user)
    except NotPossible as error:
        return _code_page(request, method, fault=str(error))
    return redirect(f"{reverse('profile_contacts')}?saved")


@guard(Permission.PEOPLE_VIEW, methods=("POST",))
def code(request: SignedInRequest, id: str) -> HttpResponse:
    """Another code, where the first one didn't come."""
    return _with_code(request, _mine(request, id))


@guard(Permission.PEOPLE_VIEW, methods=("POST",))
def use(request: SignedInRequest, id: str) -> HttpResponse:
    use_contact_method(_mine(request, id), used="used" in request.POST, by=request.user)
    return redirect(f"{reverse('profile_contacts')}?saved")


@guard(Permission.PEOPLE_VIEW, methods=("POST",))
def removal(request: SignedInRequest, id: str) -> HttpResponse:
    try:
        remove_contact_method(_mine(request, id), by=request.user)
    except NotPossible as error:
        return _page(request, ContactForm(), fault=str(error), status=422)
    return redirect(f"{reverse('profile_contacts')}?saved")


def _mine(request: SignedInRequest, id: str) -> ContactMethod:
    return get_object_or_404(ContactMethod.objects.select_related("person"), person=request.user, pk=id)


def _with_code(request: SignedInRequest, method: ContactMethod) -> HttpResponse:
    try:
        send_code(method, by=request.user)
    except TooManyTries as error:
        words = _("We've sent several codes already. Wait %(minutes)s min, then ask for another.")
        return _code_page(request, method, fault=words % {"minutes": error.minutes})
    except NotPossible as error:
        return _code_page(request, method, fault=str(error))
    return redirect("profile_contact_verification", method.pk)


def _code_page(request: SignedInRequest, method: ContactMethod, *, fault: str = "") -> HttpResponse:
    context = {"method": method, "fault": fault, "minutes": int(CODE_LASTS.total_seconds() // 60)}
    return render(request, "profile/contact_code.html", context, status=422 if fault else 200)


def _page(request: SignedInRequest, form: ContactForm, *, status: int = 200, fault: str = "") -> HttpResponse:
    kinds = reached()
    methods = ContactMethod.objects.filter(person=request.user).select_related("person")
    context = {
        "form": form,
        "methods": [(each, kinds.get(each.kind)) for each in methods],
        "fault": fault,
        "saved": "saved" in request.GET,
    }
    return render(request, "profile/contacts.html", context, status=status)
