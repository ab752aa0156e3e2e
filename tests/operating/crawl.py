"""Going through every page and filling in every form, as somebody with much to hide."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

TYPED = {"text", "search", "email", "url", "password", "tel"}
EACH = 2  # pages of one pattern that are looked at


@dataclass
class Form:
    """One form of a page: where it goes, and each field with its kind and the values it offers."""

    action: str
    method: str
    fields: list[tuple[str, str, list[str]]] = field(default_factory=list)


class Page(HTMLParser):
    """The links and forms of one page."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path = path
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and has.get("href", "").startswith(("/", "?")):
            self.links.append(urljoin(self.path, has["href"]).partition("#")[0])
        elif tag == "form":
            action = urljoin(self.path, has.get("action") or self.path)
            self.forms.append(Form(action, has.get("method", "get").lower()))
        elif tag in {"input", "textarea", "select"} and has.get("name") and self.forms:
            kind = has.get("type", "text") if tag == "input" else tag
            values = [has["value"]] if "value" in has else []
            self.forms[-1].fields.append((has["name"], kind, values))
        elif tag == "option" and self.forms and self.forms[-1].fields:
            self.forms[-1].fields[-1][2].append(has.get("value", ""))


def route_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return ""


def filled_in(form: Form, words: str) -> dict[str, Any]:
    """The words wherever something can be typed, and some choice wherever one is offered."""
    content: dict[str, Any] = {}
    for name, kind, values in form.fields:
        if kind in {"textarea", *TYPED}:
            given = {"email": f"{words}@example.org", "url": f"https://example.org/{words}"}
            content[name] = given.get(kind, f"{words} {words}")
        elif kind == "file":
            content[name] = SimpleUploadedFile(f"{words}.txt", words.encode())
        else:
            content[name] = next((value for value in values if value), "1")
    return content


def go_through(browser: Client, words: str, *, starts: tuple[str, ...]) -> Counter[str]:
    """Look at every page within reach and send every form on it. Answers how often each pattern was sent."""
    waiting, known = list(starts), Counter[str]()
    sent: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        if not (route := route_of(path)) or known[route] >= EACH:
            continue
        known[route] += 1
        answer = browser.get(path)
        if answer.status_code >= 300 or "html" not in answer["Content-Type"]:
            continue
        page = Page(path, answer.content.decode())
        waiting += page.links
        for form in page.forms:
            if sent[route_of(form.action)] < EACH and "sign-out" not in form.action:
                sent[route_of(form.action)] += 1
                send = browser.get if form.method == "get" else browser.post
                send(form.action, filled_in(form, words))
    return sent


def addresses(values: dict[str, str]) -> Iterator[str]:
    """One address of every pattern there is, with `values` put in by name."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for pattern in patterns:
            path = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            else:
                path = path.replace("^", "").replace("[1-9]", "9")
                yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], "x"), path)

    return walk(get_resolver().url_patterns, "")
