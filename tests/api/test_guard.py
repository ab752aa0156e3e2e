"""Who gets in, and how a no sounds."""

import pytest
from django.test import Client

from tests.api.script import Script
from turnout.api.resources.utilities_v1 import IDENTITY
from turnout.api.urls import urlpatterns
from turnout.core.people.actions.tokens import revoke_api_token
from turnout.core.people.models import ApiToken

MALFORMED = [
    "",
    "Bearer",
    "Bearer ",
    "Basic YTpi",
    "Bearer x y",
    "Bearer é",
    "bearer \x00",
    "Bearer " + "x" * 9000,
]


@pytest.mark.parametrize("header", MALFORMED)
def test_a_malformed_authorization_is_told_kindly(world, header):
    answer = Client(headers={"Authorization": header}).get("/v1/identity")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    error = answer.json()
    assert error["type"] == "authentication_error"
    assert error["request_id"] == answer["X-Request-Id"]
    assert error["errors"][0]["message"]


def test_a_session_cookie_opens_nothing(world, browser_as):
    assert browser_as(world.finn).get("/v2/incidents").status_code == 401


def test_a_cookie_beside_a_token_changes_nothing(world, browser_as, script_of):
    browser, key = browser_as(world.finn), script_of(world.ada).key
    browser.get("/v2/users", headers={"Authorization": f"Bearer {key}"})
    created = browser.post(
        "/v2/incidents",
        {"idempotency_key": "k", "visibility": "public", "name": "Leak"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert created.json()["incident"]["creator"]["user"]["name"] == "Ada Moreno"


def test_a_revoked_token_is_no_token(world, script_of):
    script = script_of(world.ada)
    revoke_api_token(ApiToken.objects.get(), by=world.ada)
    assert script.get("/v1/identity", status=401)["type"] == "authentication_error"


def test_somebody_who_left_has_no_token(world, script_of):
    script = script_of(world.ada)
    type(world.ada).objects.filter(pk=world.ada.pk).update(is_active=False)
    script.get("/v1/identity", status=401)


def test_an_unknown_address_answers_in_json(world, script_of):
    assert script_of(world.ada).get("/v2/escalations", status=404)["type"] == "not_found"
    assert Client().get("/v2/escalations").status_code == 401


def test_a_wrong_method_says_which_ones_are_right(world, script_of):
    answer = script_of(world.ada).client.delete("/v2/incidents")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert answer.json()["type"] == "method_not_allowed"


def test_a_failure_answers_in_json_and_tells_nothing_of_the_inside(world, script_of, monkeypatch):
    script = script_of(world.ada)
    script.client.raise_request_exception = False
    monkeypatch.setattr(IDENTITY, "write", lambda token: 1 / 0)
    error = script.get("/v1/identity", status=500)
    assert error["type"] == "api_error"
    assert "division" not in str(error)


def test_every_address_of_the_api_is_guarded():
    assert all(getattr(each.callback, "guarded_by", "") for each in urlpatterns)


def test_answers_are_not_kept_by_anyone_on_the_way(world, script_of):
    assert script_of(world.ada).client.get("/v1/identity")["Cache-Control"] == "no-store"


def test_identity_says_what_the_token_may_do(world, script_of):
    def roles(script: Script) -> set[str]:
        return set(script.get("/v1/identity")["identity"]["roles"])

    assert roles(script_of(world.eve)) == {"viewer", "incident_creator"}
    assert roles(script_of(world.gus)) == {"viewer", "incident_creator", "incident_editor", "manage_settings"}
    assert "global_access" in roles(script_of(world.finn))
