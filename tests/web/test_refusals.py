"""What is sent and not taken: an answer that says what to do, and one's words back."""

import pytest
from django.test import Client

from turnout.incidents.models import Message

WORDS = "The lift stands still between two floors, and somebody is in it."


@pytest.fixture
def incident(world):
    return world.raise_incident()


def test_who_was_signed_out_meanwhile_gets_their_words_back_and_a_way_in(incident):
    page = Client().post(f"/incidents/{incident.number}/messages/", {"body": WORDS})
    assert page.status_code == 401
    assert page["Cache-Control"] == "no-store"
    assert WORDS in page.content.decode()
    assert b'href="/sign-in/"' in page.content


def test_a_page_that_sent_it_by_script_keeps_them_itself(incident):
    page = Client().post(
        f"/incidents/{incident.number}/messages/", {"body": WORDS}, headers={"X-Quick": "yes"}
    )
    assert page.status_code == 401
    assert page["Content-Type"].startswith("text/plain")
    assert WORDS not in page.content.decode()


@pytest.fixture
def strict(world):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.bo)
    return browser


def test_an_old_form_of_ours_is_given_back_with_a_new_token(incident, strict):
    path = f"/incidents/{incident.number}/messages/"
    page = strict.post(
        path, {"body": WORDS, "csrfmiddlewaretoken": "x" * 64}, headers={"Origin": "http://testserver"}
    )
    assert page.status_code == 403
    assert WORDS in page.content.decode()
    token = page.content.decode().partition('name="csrfmiddlewaretoken" value="')[2][:64]
    assert strict.post(path, {"body": WORDS, "csrfmiddlewaretoken": token}).status_code == 302
    assert Message.objects.get().body == WORDS


def by_script_for(person):
    return {"Origin": "http://testserver", "X-Quick": "yes", "X-Me": person.pk}


def test_a_script_of_ours_is_given_a_new_token(world, incident, strict):
    path, ours = f"/incidents/{incident.number}/messages/", by_script_for(world.bo)
    answer = strict.post(path, {"body": WORDS, "csrfmiddlewaretoken": "x" * 64}, headers=ours)
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    sent = {"body": WORDS, "csrfmiddlewaretoken": answer["X-Token"]}
    assert strict.post(path, sent, headers=ours).status_code == 204


def test_what_somebody_typed_doesnt_go_out_by_itself_under_the_name_of_the_next(world, incident, strict):
    path = f"/incidents/{incident.number}/messages/"
    answer = strict.post(path, {"body": WORDS}, headers=by_script_for(world.ada))
    assert answer.status_code == 403 and "X-Token" not in answer
    assert not Message.objects.exists()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
def test_what_another_site_sent_is_never_given_back_to_be_sent_with_a_token_of_ours(incident, strict, origin):
    headers = {"Origin": origin} if origin else {}
    page = strict.post(f"/incidents/{incident.number}/messages/", {"body": WORDS}, headers=headers)
    assert page.status_code == 403
    assert WORDS not in page.content.decode()
    assert b"<form" not in page.content
    quick = strict.post(
        f"/incidents/{incident.number}/messages/",
        {"body": WORDS},
        headers={"X-Quick": "yes", "X-Me": strict.session["_auth_user_id"], **headers},
    )
    assert quick.status_code == 403 and "X-Token" not in quick


def test_opening_an_address_that_only_takes_a_form_explains_itself(incident, strict):
    page = strict.get(f"/incidents/{incident.number}/closure/")
    assert page.status_code == 405
    assert page["Allow"] == "POST"
    assert b"Nothing to look at here" in page.content


@pytest.mark.once
@pytest.mark.parametrize("length", ["x", "-1", "1_0", "²", "1 2"])
def test_a_length_that_is_no_number_is_a_bad_request_whatever_serves_us(world, browser_as, length):
    for path in ("/report/", "/v2/incidents"):
        answer = browser_as(world.ada).generic("POST", path, b"words=x", CONTENT_LENGTH=length)
        assert answer.status_code == 400
        assert "Content-Security-Policy" in answer
