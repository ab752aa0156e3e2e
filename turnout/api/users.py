"""/v2/users: the people here."""

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _

from turnout.api import shapes
from turnout.api.errors import Fault, invalid
from turnout.api.guard import ApiRequest, token_guard
from turnout.api.paging import cut, page_size, unknown_place
from turnout.core.lib.ids import is_id
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission


@token_guard(Permission.PEOPLE_VIEW)
def list(request: ApiRequest) -> JsonResponse:
    size, asked = page_size(request), request.GET
    people = Person.objects.all() if _flag(request, "include_inactive") else Person.objects.active()
    if asked.get("email"):
        people = people.filter(email=asked["email"].replace("\x00", "").strip().lower())
    if asked.get("slack_user_id"):
        people = people.none()  # nobody is known by one yet
    if asked.get("after"):
        if not is_id(asked["after"]):
            raise unknown_place()
        people = people.filter(pk__gt=asked["after"])
    page, meta = cut([*people.order_by("id")[: size + 1]], size)
    return JsonResponse({"users": [shapes.user_with_roles(each) for each in page], "pagination_meta": meta})


@token_guard(Permission.PEOPLE_VIEW)
def show(request: ApiRequest, id: str) -> JsonResponse:
    person = Person.objects.filter(pk=id).first() if is_id(id) else None
    if person is None:
        raise Http404
    return JsonResponse({"user": shapes.user_with_roles(person)})


def _flag(request: ApiRequest, name: str) -> bool:
    value = request.GET.get(name, "").lower()
    if value not in ("", "true", "false", "1", "0"):
        raise invalid(Fault("invalid_value", _("Write true or false."), name))
    return value in ("true", "1")
