"""One connection: made, changed, tried, switched, ended. Its form is drawn from the manifest."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from turnout.core.connect.actions import health
from turnout.core.connect.actions.connections import (
    LABEL_LENGTH,
    change_connection,
    create_connection,
    disconnect,
    switch_connection,
)
from turnout.core.connect.capabilities.connection import connectors
from turnout.core.connect.installed import integrations
from turnout.core.connect.manifests import LABEL, Manifest
from turnout.core.connect.models import Connection, Secret
from turnout.core.lib.failures import NotPossible
from turnout.core.people.permissions import Permission
from turnout.core.values import Parts, Text, tidy_parts
from turnout.web.connections.words import standing_of
from turnout.web.guard import SignedInRequest, guard
from turnout.web.inputs import ValuesForm

BOTH = ("GET", "POST")
NAME = Text(
    label=_("Name"), help=_("So that you know later what it was for"), most=LABEL_LENGTH, required=True
)


@guard(Permission.CONNECTIONS_MANAGE, methods=BOTH)
def creation(request: SignedInRequest, kind: str) -> HttpResponse:
    manifest = _manifest(kind)
    form = _form(manifest.parts, request)
    if form.is_valid():
        settings = dict(form.cleaned_data)
        try:
            made = create_connection(kind, settings.pop(LABEL), settings, by=request.user)
            return redirect("connection", made.pk)
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form, manifest)


@guard(Permission.CONNECTIONS_MANAGE, methods=BOTH)
def show(request: SignedInRequest, id: str) -> HttpResponse:
    connection = _present(id)
    manifest = _manifest(connection.kind)
    secrets = set(Secret.objects.filter(connection=connection).values_list("name", flat=True))
    held = {LABEL: connection.label, **tidy_parts(manifest.plain_parts, connection.settings)}
    form = _form(manifest.parts_besides(secrets), request, held)
    if form.is_valid():
        settings = dict(form.cleaned_data)
        try:
            change_connection(connection, label=settings.pop(LABEL), settings=settings, by=request.user)
            return redirect(f"{reverse('connection', args=[connection.pk])}?saved")
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, form, manifest, connection=connection, has_secrets=bool(secrets))


@guard(Permission.CONNECTIONS_MANAGE, methods=("POST",))
def test(request: SignedInRequest, id: str) -> HttpResponse:
    """Answered at once: what came of it is for whoever asked."""
    connection = _present(id)
    try:
        tried = health.test_connection(connection, by=request.user)
    except NotPossible:
        raise Http404 from None
    manifest = _manifest(connection.kind)
    context = {"connection": connection, "manifest": manifest, "tried": tried}
    return render(request, "connections/tried.html", context)


@guard(Permission.CONNECTIONS_MANAGE, methods=("POST",))
def switch(request: SignedInRequest, id: str) -> HttpResponse:
    connection = _present(id)
    switch_connection(connection, on="on" in request.POST, by=request.user)
    return redirect(f"{reverse('connection', args=[connection.pk])}?saved")


@guard(Permission.CONNECTIONS_MANAGE, methods=("POST",))
def removal(request: SignedInRequest, id: str) -> HttpResponse:
    disconnect(_present(id), by=request.user)
    return redirect(f"{reverse('connections')}?removed")


def _present(id: str) -> Connection:
    return get_object_or_404(Connection.objects.present().select_related("created_by"), pk=id)


def _manifest(kind: str) -> Manifest:
    found = integrations().get(kind)
    if found is None or not found.manifest.is_connected_by_people:
        raise Http404
    return found.manifest


def _form(parts: Parts, request: SignedInRequest, held: Mapping[str, Any] | None = None) -> ValuesForm:
    return ValuesForm({LABEL: NAME, **parts}, request.POST or None, held=held)


def _page(
    request: SignedInRequest,
    form: ValuesForm,
    manifest: Manifest,
    *,
    connection: Connection | None = None,
    has_secrets: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "manifest": manifest,
        "connection": connection,
        "has_secrets": has_secrets,
        "standing": standing_of(connection) if connection else None,
        "can_be_tested": connectors.get(manifest.key) is not None,
    }
    return render(request, "connections/connection.html", context, status=422 if form.is_bound else 200)
