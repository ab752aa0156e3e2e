"""GET /v1/identity: whose token this is, and what it may do."""

from django.http import JsonResponse

from turnout.api import shapes
from turnout.api.errors import not_found
from turnout.api.guard import ApiRequest, token_guard
from turnout.core.people.permissions import Permission


@token_guard(Permission.INCIDENTS_VIEW)
def show(request: ApiRequest) -> JsonResponse:
    return JsonResponse({"identity": shapes.identity(request.token)})


@token_guard(Permission.INCIDENTS_VIEW, methods=("GET", "POST", "PUT", "PATCH", "DELETE"))
def unknown(request: ApiRequest) -> JsonResponse:
    """An address of the API that Turnout doesn't have (yet)."""
    raise not_found()
