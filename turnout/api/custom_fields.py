"""/v2/custom_fields and /v1/custom_field_options: what an organization asks about its incidents."""

from typing import TypeVar

from django.db import models
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from turnout.api.errors import Fault, invalid
from turnout.api.field_shapes import KIND_OF, custom_field, option
from turnout.api.guard import ApiRequest, token_guard
from turnout.api.paging import cut, page_size, unknown_place
from turnout.api.reading import Fields, json_body
from turnout.core.lib.ids import is_id
from turnout.core.people.permissions import Permission
from turnout.incidents.fields.actions.defining import (
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    OPTION_LENGTH,
    add_field,
    add_options,
    change_field,
    change_option,
    remove_field,
    remove_option,
)
from turnout.incidents.models import CustomField, CustomFieldOption

M = TypeVar("M", bound=models.Model)
SETTINGS = Permission.SETTINGS_MANAGE


@token_guard(Permission.INCIDENTS_VIEW)
def list(request: ApiRequest) -> JsonResponse:
    """All fields in use, in their order."""
    return JsonResponse(
        {"custom_fields": [custom_field(each) for each in CustomField.objects.filter(is_active=True)]}
    )


@token_guard(Permission.INCIDENTS_VIEW)
def show(request: ApiRequest, id: str) -> JsonResponse:
    return _field(_found(CustomField.objects.all(), id))


@token_guard(SETTINGS, methods=("POST",))
def create(request: ApiRequest) -> JsonResponse:
    fields = Fields(json_body(request))
    said = _words(fields)
    kind = fields.choice("field_type", KIND_OF)
    for name in ("catalog_type_id", "filter_by", "fixed_filter"):
        if fields.values.get(name):
            fields.fault(name, "not_supported", _("Turnout has no catalog yet."))
    fields.check()
    return _field(add_field(**said, kind=KIND_OF[kind], by=request.user), status=201)


@token_guard(SETTINGS, methods=("PUT",))
def update(request: ApiRequest, id: str) -> JsonResponse:
    fields = Fields(json_body(request))
    found, said = _found(CustomField.objects.all(), id), _words(fields)
    fields.check()
    return _field(change_field(found, name=said["name"], description=said["description"], by=request.user))


@token_guard(SETTINGS, methods=("DELETE",))
def remove(request: ApiRequest, id: str) -> HttpResponse:
    remove_field(_found(CustomField.objects.all(), id), by=request.user)
    return HttpResponse(status=204)


@token_guard(Permission.INCIDENTS_VIEW)
def list_options(request: ApiRequest) -> JsonResponse:
    """Options in use of one field, in the order they were made."""
    size, asked = page_size(request), request.GET
    if not is_id(asked.get("custom_field_id", "")):
        raise invalid(Fault("is_required", _("Say of which field."), "custom_field_id"))
    rows = CustomFieldOption.objects.filter(field=asked["custom_field_id"], is_active=True)
    if asked.get("after"):
        if not is_id(asked["after"]):
            raise unknown_place()
        rows = rows.filter(pk__gt=asked["after"])
    page, meta = cut([*rows.order_by("id")[: size + 1]], size)
    return JsonResponse({"custom_field_options": [option(each) for each in page], "pagination_meta": meta})


@token_guard(Permission.INCIDENTS_VIEW)
def show_option(request: ApiRequest, id: str) -> JsonResponse:
    return _option(_found(CustomFieldOption.objects.all(), id))


@token_guard(SETTINGS, methods=("POST",))
def create_option(request: ApiRequest) -> JsonResponse:
    """Without a `sort_key` it goes behind those there are."""
    fields = Fields(json_body(request))
    field = fields.row("custom_field_id", CustomField.objects.all(), required=True)
    value = fields.text("value", longest=OPTION_LENGTH, required=True)
    rank = fields.whole("sort_key")
    fields.check()
    assert field is not None
    made = add_options(field, [value], rank=rank, by=request.user)
    if not made:
        raise invalid(Fault("already_exists", _("There is an option called this already."), "value"))
    return _option(made[0], status=201)


@token_guard(SETTINGS, methods=("PUT",))
def update_option(request: ApiRequest, id: str) -> JsonResponse:
    fields = Fields(json_body(request))
    found = _found(CustomFieldOption.objects.all(), id)
    value = fields.text("value", longest=OPTION_LENGTH, required=True)
    rank = fields.whole("sort_key")
    fields.check()
    return _option(change_option(found, value=value, rank=rank, by=request.user))


@token_guard(SETTINGS, methods=("DELETE",))
def remove_one_option(request: ApiRequest, id: str) -> HttpResponse:
    remove_option(_found(CustomFieldOption.objects.all(), id), by=request.user)
    return HttpResponse(status=204)


def _words(fields: Fields) -> dict[str, str]:
    return {
        "name": fields.text("name", longest=NAME_LENGTH, required=True),
        "description": fields.text("description", longest=DESCRIPTION_LENGTH),
    }


def _found(rows: models.QuerySet[M], id: str) -> M:
    found = rows.filter(pk=id).first() if is_id(id) else None
    if found is None:
        raise Http404
    return found


def _field(field: CustomField, status: int = 200) -> JsonResponse:
    return JsonResponse({"custom_field": custom_field(field)}, status=status)


def _option(of: CustomFieldOption, status: int = 200) -> JsonResponse:
    return JsonResponse({"custom_field_option": option(of)}, status=status)
