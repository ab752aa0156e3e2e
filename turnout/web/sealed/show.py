"""Asking to open a sealed incident in an emergency, and being the second person who agrees."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.sealing import REASON_LENGTH, answer_seal_break, ask_to_break_seal
from turnout.incidents.access.members import seal_breaks_for
from turnout.incidents.errors import NotPossible
from turnout.web.guard import SignedInRequest, guard

MAY = Permission.INCIDENTS_BREAK_SEAL


class AskForm(forms.Form):
    number = forms.RegexField(
        r"^\s*(?i:inc-?)?\s*([0-9]{1,9})\s*$",
        label=_("Which incident?"),
        max_length=20,
        help_text=_("Its number, such as INC-42."),
    )
    reason = forms.CharField(
        label=_("Why can't it wait for somebody inside?"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone inside reads it at once, and it stays on its timeline."),
    )

    def clean_number(self) -> int:
        return int("".join(each for each in self.cleaned_data["number"] if each.isdecimal()))


@guard(MAY, methods=("GET", "POST"), hidden=True)
def show(request: SignedInRequest) -> HttpResponse:
    form = AskForm(request.POST or None)
    if form.is_valid():
        try:
            ask_to_break_seal(form.cleaned_data["number"], form.cleaned_data["reason"], by=request.user)
            return redirect("sealed")
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form)


@guard(MAY, methods=("POST",), hidden=True)
def answer(request: SignedInRequest, id: str) -> HttpResponse:
    asked = next((each for each in seal_breaks_for(request.user) if each.pk == id), None)
    if asked is None:
        raise Http404
    try:
        answer_seal_break(asked, agree=request.POST.get("agree") == "yes", by=request.user)
    except NotPossible as error:
        return _page(request, AskForm(), refused=str(error))
    return redirect("sealed")


def _page(request: SignedInRequest, form: AskForm, refused: str = "") -> HttpResponse:
    context = {"form": form, "breaks": seal_breaks_for(request.user), "refused": refused}
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "sealed/show.html", context, status=status)
