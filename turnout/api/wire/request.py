"""A request that passed the guard."""

from django.http import HttpRequest

from turnout.core.people.models import ApiKey, ApiToken, Person


class ApiRequest(HttpRequest):
    """`user` is who the token looks as."""

    user: Person
    token: ApiToken | ApiKey
