"""Saved views: save this search under a name, or delete one."""

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.lists.actions.views import NAME_LENGTH, QUERY_LENGTH, delete_view, save_view
from turnout.incidents.models import SavedView
from turnout.web.guard import SignedInRequest, guard
from turnout.web.listing.filters import Filters


class ViewForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    query = forms.CharField(required=False, max_length=QUERY_LENGTH, widget=forms.HiddenInput)
    shared = forms.BooleanField(
        label=_("Share it with everyone"),
        required=False,
        help_text=_("Everyone sees the name. What it finds is only ever what they may see."),
    )


@guard(Permission.INCIDENTS_VIEW, methods=("POST",))
def create(request: SignedInRequest) -> HttpResponse:
    form = ViewForm(request.POST)
    # As the list itself would say it: only so is it known again as the view one is looking at.
    query = Filters(QueryDict(request.POST.get("query", "")), request.user).query
    if form.is_valid() and not query:
        form.add_error("name", _("This is the list everyone begins with. Choose something first."))
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            view = save_view(wanted["name"], query, by=request.user, shared=wanted["shared"])
            return redirect(f"/incidents/?{view.query}")
        except NotPossible as error:
            form.add_error("name", str(error))
    return render(
        request, "listing/saved.html", {"form": form, "query": request.POST.get("query", "")}, status=422
    )


@guard(Permission.INCIDENTS_VIEW, methods=("POST",))
def delete(request: SignedInRequest, id: str) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.offered_to(request.user), pk=id)
    if not view.may_be_deleted_by(request.user):
        raise Http404
    delete_view(view, by=request.user)
    return redirect("/incidents/")
