"""Whatever is written anywhere is words: on no page, in no part, in no mail does it run or lead astray."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.chaos.addresses import fill, routes
from tests.world import World, browser_as
from turnout.core.notify.channels import Message as Notice
from turnout.core.notify.models import Notification
from turnout.core.people.actions.joining import invite_person
from turnout.core.people.actions.organization import change_organization
from turnout.core.people.actions.profile import change_profile
from turnout.core.people.actions.teams import create_team
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.lists.actions.views import save_view
from turnout.incidents.models import Attachment, Incident, Severity
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.talking import post_message, post_update
from turnout.incidents.room.actions.tasks import add_task
from turnout.integrations.email.letter import letter
from turnout.reviews.actions.writing import start_review, write_review

pytestmark = pytest.mark.once

CANARY = '<img src=x onerror=alert(1)>"><script>alert(2)</script>\'"{{7*7}}'
MARKDOWN = f"""{CANARY}
[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html;base64,PHNjcmlwdD4=) [d](vbscript:x)
[e](java\tscript:alert(1)) [f](&#106;avascript:alert(1)) [g]( javascript:alert(1)) <javascript:alert(1)>
![h](x" onerror="alert(1)) ![i](javascript:alert(1)) [j]: javascript:alert(1) "k"
<a href="javascript:alert(1)">l</a> <svg/onload=alert(1)> <style>*{{}}</style>
<iframe srcdoc="<script>"></iframe>
`</code><script>alert(3)</script>` @{CANARY} [m](https://ok.example "\\" onmouseover=alert(1) x=\\"")
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body onload=alert(1)><script>alert(1)</script>"


class Looking(HTMLParser):
    """Notes everything in a page that could run or lead out of it unasked."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        self.found += [
            f"<{tag} {name}={value}>"
            for name, value in values.items()
            if name.startswith("on") or name == "style"
        ]
        if tag in {"iframe", "object", "embed", "base", "style"} or values.get("src", "").strip() == "x":
            self.found.append(f"<{tag} {values}>")
        if tag == "script" and not values.get("src", "").startswith("/static/"):
            self.found.append("<script>")
        for name in ("href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post", "data"):
            scheme = "".join(values.get(name, "").split()).lower().partition(":")[0]
            if scheme in {"javascript", "data", "vbscript", "file"}:
                self.found.append(f"<{tag} {name}={values[name]}>")

    handle_startendtag = handle_starttag  # type: ignore[assignment]


@pytest.fixture
def poisoned(world: World) -> tuple[Incident, dict[str, str]]:
    """The canary in every field that takes words."""
    for person in (world.ada, world.bo, world.gus):
        change_profile(
            person, name=f"{CANARY}{person.email}", title=CANARY, timezone="UTC", language="en", by=person
        )
    change_organization(world.organization, name=CANARY, timezone="UTC", by=world.gus)
    team = create_team(name=CANARY, purpose=CANARY, by=world.gus)
    invite_person(email="hana@example.org", name=CANARY, role="viewer", by=world.gus)
    incident = world.raise_incident(CANARY, summary=MARKDOWN, place=CANARY, by=world.ada)
    accept_incident(incident, by=world.bo)
    change_severity(incident, Severity.objects.order_by("rank")[0], note=CANARY, by=world.bo)
    post_message(incident, f"{MARKDOWN} @Finn Gallagher", by=world.ada)
    post_update(incident, MARKDOWN, by=world.bo)
    add_task(incident, CANARY, owner=world.gus, by=world.bo)
    add_link(incident, "https://example.org/?" + CANARY.replace(" ", ""), CANARY, by=world.bo)
    save_view(CANARY[:80], "q=" + CANARY, by=world.gus, shared=True)
    browser = browser_as(world.bo)
    for name, content in ((f"{CANARY[:60]}.svg", SVG), ("page.html", HTML)):
        browser.post(f"/incidents/{incident.number}/files/", {"file": SimpleUploadedFile(name, content)})
    browser.post("/profile/tokens/", {"name": CANARY})
    incident = resolve_incident(incident, by=world.bo, note=MARKDOWN)
    review = start_review(incident, by=world.bo)
    write_review(review, MARKDOWN, version=review.version, by=world.bo)
    return incident, {"number": str(incident.number), "key": "lead", "id": team.pk, "person": world.ada.pk}


def pages(incident: Incident, values: dict[str, str]) -> Iterator[str]:
    for route in routes():
        yield fill(route, values)
    for person in ("ada", "bo", "gus"):
        yield f"/people/{Incident.objects.get(pk=incident.pk).reporter_id}/?{person}"
    for task in incident.tasks.all():
        yield f"/incidents/{incident.number}/tasks/{task.pk}/"
    for message in incident.messages.all():  # type: ignore[attr-defined]
        yield f"/incidents/{incident.number}/messages/{message.pk}/"
    yield from ("/search/?q=img", "/search/?q=" + CANARY.replace("&", ""), "/incidents/?state=any&q=img")
    yield from (
        f"/report/?words={CANARY}&place={CANARY}&type={CANARY}&token={CANARY}",
        f"/people/?q={CANARY}",
    )
    yield from (f"/incidents/?state=any&q={CANARY}", f"/sign-in/?next={CANARY}", f"/no/such/{CANARY}/")


@pytest.mark.parametrize("person", ["bo", "gus", "finn"])
def test_a_canary_in_every_field_sings_on_no_page(
    world: World, poisoned: Any, settle: Callable[[], None], person: str
) -> None:
    settle()
    browser, looked = browser_as(getattr(world, person)), 0
    for path in pages(*poisoned):
        answer = browser.get(path)
        if "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming:
            looked += "onerror" in answer.content.decode()
            assert Looking(answer.content.decode()).found == [], path
    assert looked > 15  # it was there, as words


def test_the_canary_is_found_where_it_would_run() -> None:
    """The bird is alive: unescaped, it is heard."""
    assert (
        Looking(CANARY).found and Looking('<a href=" java\nscript:x">').found and Looking(SVG.decode()).found
    )


def test_mail_carries_it_as_words(world: World, poisoned: Any, settle: Callable[[], None]) -> None:
    settle()
    told = Notification.objects.select_related("person")
    assert told.exists()
    for each in told:
        mail = letter(
            Notice(
                key="k", person=each.person, to=each.person.email, kind=each.kind, subject_kind="incident",
                subject_id=each.subject_id,
                title=each.title, body=each.body, path=each.path, is_urgent=False,
            )
        )  # fmt: skip
        html = mail.get_body(("html",))
        assert html is not None and Looking(html.get_content()).found == []


def test_an_uploaded_page_or_drawing_is_only_ever_saved(world: World, poisoned: Any) -> None:
    browser = browser_as(world.finn)
    for file in Attachment.objects.all():
        answer = browser.get(f"/incidents/{file.incident.number}/files/{file.pk}/")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert (
            "sandbox" in answer["Content-Security-Policy"]
            and "default-src 'none'" in answer["Content-Security-Policy"]
        )
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "//evil", "file:///x", "http://"],
)
def test_a_link_leads_to_a_web_page_or_isnt_taken(world: World, address: str) -> None:
    incident = world.raise_incident()
    answer = browser_as(world.bo).post(f"/incidents/{incident.number}/links/", {"url": address, "title": "x"})
    assert answer.status_code == 422 and not incident.links.exists()  # type: ignore[attr-defined]


def test_a_search_shown_again_is_words(world: World) -> None:
    page = Client().get("/sign-in/", {"next": f"/{CANARY}"})
    assert Looking(page.content.decode()).found == []
