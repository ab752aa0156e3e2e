"""What you hear of, how, and when not."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnout.core.notify.actions.prefer import set_preference, set_quiet_hours
from turnout.core.notify.channels import channels
from turnout.core.notify.preferences import choices
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard


class Clock(forms.TimeInput):
    """A time of day to the minute."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class QuietForm(forms.Form):
    """Two times of day, or none."""

    starts = forms.TimeField(label=_("From"), required=False, widget=Clock)
    ends = forms.TimeField(label=_("Until"), required=False, widget=Clock)


@guard(Permission.PEOPLE_VIEW, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    me = request.user
    form = QuietForm(request.POST or None, initial={"starts": me.quiet_from, "ends": me.quiet_until})
    if request.method == "POST" and form.is_valid():
        try:
            set_quiet_hours(me, form.cleaned_data["starts"], form.cleaned_data["ends"], by=me)
            _prefer(request)
            return redirect(f"{reverse('profile_notifications')}?saved")
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "form": form,
        "choices": choices(me),
        "channels": list(channels.values()),
        "saved": "saved" in request.GET,
    }
    return render(request, "profile/notifications.html", context, status=422 if form.is_bound else 200)


def _prefer(request: SignedInRequest) -> None:
    for kind, each in choices(request.user):
        for choice in each:
            wanted = choice.name in request.POST
            set_preference(request.user, kind.key, choice.channel.key, wanted=wanted, by=request.user)
