"""The pages on which systems elsewhere are connected."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.elsewhere import Elsewhere, elsewhere
from tests.world import World
from turnout.core.connect.models import Connection, Secret

PAGE = "/settings/connections/"


@pytest.fixture(autouse=True)
def key_file(settings: Settings, tmp_path: Path) -> None:
    settings.SECRETS_KEY, settings.SECRETS_KEY_FILE = "", tmp_path / "secrets-key"


@pytest.fixture
def there() -> Iterator[Elsewhere]:
    with elsewhere() as machine:
        yield machine


@pytest.fixture
def admin(world: World, browser_as: Callable[..., Client]) -> Client:
    return browser_as(world.gus)


def connect(admin: Client, there: Elsewhere) -> Connection:
    given = {"label": "Wiki", "url": there.url, "secret": "hush-hush"}
    answer = admin.post(f"{PAGE}new/webhook/", given)
    made = Connection.objects.get()
    assert answer["Location"] == f"{PAGE}{made.pk}/"
    return made


def test_the_list_says_what_is_installed_what_it_can_and_how_it_is(admin: Client) -> None:
    page = admin.get(PAGE).content.decode()
    for words in (
        "Email",
        "Carries notifications · Can be sent to · Takes in reports",
        "TURNOUT_SMTP_URL",
        "Webhook",
        "Nothing is stuck",
    ):
        assert words in page


def test_one_is_connected_tried_changed_and_ended(admin: Client, there: Elsewhere) -> None:
    made = connect(admin, there)
    assert "Not tried yet" in admin.get(PAGE).content.decode()
    assert "It works." in admin.post(f"{PAGE}{made.pk}/test/").content.decode()
    there.status = 500
    assert "Answered 500" in admin.post(f"{PAGE}{made.pk}/test/").content.decode()
    assert "Answered 500" in admin.get(f"{PAGE}{made.pk}/").content.decode()
    admin.post(f"{PAGE}{made.pk}/", {"label": "Our wiki", "url": there.url, "secret": ""})
    admin.post(f"{PAGE}{made.pk}/switch/")
    made.refresh_from_db()
    assert (made.label, made.is_on, Secret.objects.get().words().reveal()) == ("Our wiki", False, "hush-hush")
    assert admin.post(f"{PAGE}{made.pk}/removal/")["Location"] == f"{PAGE}?removed"
    assert not Secret.objects.exists() and admin.get(f"{PAGE}{made.pk}/").status_code == 404


def test_no_page_shows_a_secret(admin: Client, there: Elsewhere) -> None:
    made = connect(admin, there)
    for answer in (
        admin.get(PAGE),
        admin.get(f"{PAGE}{made.pk}/"),
        admin.post(f"{PAGE}{made.pk}/test/"),
        admin.post(f"{PAGE}{made.pk}/", {"label": "", "url": "no", "secret": "hush-hush"}),
    ):
        assert "hush-hush" not in answer.content.decode()


def test_what_is_wrong_is_said_where_it_is(admin: Client) -> None:
    answer = admin.post(f"{PAGE}new/webhook/", {"label": "Wiki", "url": "nowhere"})
    assert answer.status_code == 422 and "starting with https://" in answer.content.decode()
    assert not Connection.objects.exists()
    for kind in ("email", "pigeon"):
        assert admin.get(f"{PAGE}new/{kind}/").status_code == 404


def test_without_a_key_that_can_be_kept_nothing_is_half_connected(
    admin: Client, there: Elsewhere, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.SECRETS_KEY_FILE = tmp_path / "file" / "secrets-key"
    answer = admin.post(f"{PAGE}new/webhook/", {"label": "Wiki", "url": there.url, "secret": "x"})
    assert "turnout check" in answer.content.decode() and not Connection.objects.exists()


def test_only_who_may_connect_sees_any_of_it(world: World, browser_as: Callable[..., Client]) -> None:
    assert browser_as(world.ada).get(PAGE).status_code == 403
