"""Asking to be let in, from a link that somebody shared on purpose. It tells nothing of what is behind it."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.access_requests import REASON_LENGTH, ask_for_access, incident_of_token
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models.visibility import ASKED
from turnout.incidents.models import AccessRequest
from turnout.web.guard import SignedInRequest, guard


class AskForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you ask?"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A few words help those inside to decide."),
    )


@guard(Permission.INCIDENTS_VIEW, methods=("GET", "POST"))
def show(request: SignedInRequest, token: str) -> HttpResponse:
    incident = incident_of_token(token, request.user)
    if incident is None:
        raise Http404
    if request.user.pk in incident.seen_by([request.user]):
        return redirect(f"/incidents/{incident.number}/")
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            ask_for_access(incident, form.cleaned_data["reason"], by=request.user)
            return redirect("letting_in", token)
        except NotPossible as error:
            form.add_error(None, str(error))
    waits = AccessRequest.objects.filter(incident=incident, person=request.user, state=ASKED).exists()
    shown = {"form": form, "waits": waits}
    return render(request, "letting_in/show.html", shown, status=422 if form.errors else 200)
