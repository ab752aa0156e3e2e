"""Anything may be sent to any address by anyone: the answer is never a 5xx, and no exception gets out.

The requests are the same in every run. What `bin/test --explore` finds stands here as an example.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.chaos import nasty
from tests.chaos.addresses import parts
from tests.chaos.sending import Scene, Sent, told
from tests.world import make_world

pytestmark = [pytest.mark.slow, pytest.mark.drawn, pytest.mark.django_db]
Tell = Callable[[str, Any], None]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """Set once for all of these: each request takes back what it did."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene(make_world())
        transaction.set_rollback(True)


def somewhere(draw: st.DrawFn, route: str) -> dict[str, str]:
    """Mostly something that is there: three in four times for each part of the address."""
    usual = st.sampled_from([True, True, True, False])
    return {part: draw(nasty.short) for part in parts(route) if not draw(usual)}


def pairs(names: list[str], values: st.SearchStrategy[str], most: int) -> st.SearchStrategy[Any]:
    return st.lists(st.tuples(st.sampled_from(names), values), max_size=most)


def seldom(draw: st.DrawFn, one_in: int) -> bool:
    return draw(st.integers(1, one_in)) == one_in


def run(send: Callable[[], None], statuses: Counter[int], record: Tell, what: str) -> None:
    send()
    record("count", f"fuzz, {what}: {told(statuses)}")


def test_anything_in_addresses_queries_and_headers(scene: Scene, record_property: Tell) -> None:
    statuses = Counter[int]()

    @st.composite
    def asking(draw: st.DrawFn) -> Sent:
        route = draw(st.sampled_from(scene.routes))
        return Sent(
            route,
            person=draw(st.sampled_from(sorted(scene.browsers))),
            method=draw(nasty.methods) if seldom(draw, 5) else "GET",
            parts=somewhere(draw, route),
            query=draw(pairs(scene.names, st.sampled_from(scene.likely) | nasty.short, 5)),
            raw_query=draw(st.just(b"") | nasty.raw_bytes),
            headers=draw(nasty.headers) if seldom(draw, 4) else {},
        )

    @settings(max_examples=250)
    @given(sent=asking())
    def ask(sent: Sent) -> None:
        statuses[scene.answer(sent)] += 1

    run(ask, statuses, record_property, "addresses")


def test_anything_in_every_form(scene: Scene, record_property: Tell) -> None:
    forms, statuses = scene.that_take("POST"), Counter[int]()

    @st.composite
    def filling_in(draw: st.DrawFn) -> Sent:
        route = draw(st.sampled_from(forms))
        known = st.sampled_from(scene.fields_of(route))
        names = st.one_of(known, known, known, st.sampled_from(scene.names))
        values = st.sampled_from(scene.likely) | nasty.text
        return Sent(
            route,
            person=draw(st.sampled_from(["ada", "gus", "gus", "eve", "nobody"])),
            method="POST",
            parts=somewhere(draw, route),
            headers={"X-Quick": "yes"} if draw(st.booleans()) else {},
            form=draw(st.dictionaries(names, values, min_size=1, max_size=8)),
            kind=draw(st.sampled_from(["urlencoded", "multipart"])),
        )

    @settings(max_examples=250)
    @given(sent=filling_in())
    def send(sent: Sent) -> None:
        statuses[scene.answer(sent)] += 1

    run(send, statuses, record_property, "forms")


CONTENT_TYPES = [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "a" * 300,
    "multipart/form-data; boundary=é", "application/json", "text/plain; charset=utf-7",
    "application/x-www-form-urlencoded; charset=nope", "application/x-www-form-urlencoded; charset=utf-16",
    "", ";", "a/b; " + "c=d; " * 100,
]  # fmt: skip


def test_bodies_that_are_none(scene: Scene, record_property: Tell) -> None:
    forms, statuses = [*scene.that_take("POST"), "v2/incidents"], Counter[int]()

    @st.composite
    def breaking(draw: st.DrawFn) -> Sent:
        route, says = draw(st.sampled_from(forms)), {}
        if draw(st.booleans()):
            says["type"] = draw(st.sampled_from(CONTENT_TYPES))
        if seldom(draw, 8):
            says["length"] = draw(st.sampled_from(["", "-1", "x"]))
        return Sent(
            route,
            person=draw(st.sampled_from(["ada", "gus", "nobody"])),
            method=draw(st.sampled_from(["POST", "POST", "PUT", "PATCH"])),
            parts=somewhere(draw, route),
            form=draw(st.dictionaries(st.sampled_from(scene.fields_of(route)), nasty.short, max_size=4)),
            kind="multipart",
            broken=draw(st.tuples(st.integers(0, 4000), st.sampled_from(["head", "tail"]) | nasty.raw_bytes)),
            says=says,
        )

    @example(sent=Sent("report/", method="POST", form={}, kind="multipart", says={"length": "x"}))
    @settings(max_examples=200)
    @given(sent=breaking())
    def send(sent: Sent) -> None:
        statuses[scene.answer(sent)] += 1

    run(send, statuses, record_property, "bodies")


KNOWN = (
    "name idempotency_key visibility summary severity_id incident_type_id incident_status_id mode "
    "incident_role_assignments incident_timestamp_values custom_field_entries retrospective_incident_options"
).split()
FILTERS = [
    f"{name}[{how}]"
    for name in "status status_category severity incident_type mode created_at updated_at".split()
    for how in ("one_of", "not_in", "gte", "lte", "date_range", "is")
]
FILTERS += "page_size after sort_by filter_mode incident_id incident_mode email slack_user_id".split()


def test_anything_in_the_api(scene: Scene, record_property: Tell) -> None:
    api, statuses = [route for route in scene.routes if route.startswith(("v1", "v2"))], Counter[int]()
    likely = st.sampled_from(scene.likely)
    leaf = likely | nasty.text | st.integers() | st.floats() | st.booleans() | st.none() | st.just("\ud800")
    shape = st.recursive(
        leaf,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(nasty.short, inner, max_size=3),
        max_leaves=6,
    )

    @st.composite
    def calling(draw: st.DrawFn) -> Sent:
        route = draw(st.sampled_from(api) | st.just("v2/incidents"))
        return Sent(
            route,
            method="POST" if route == "v2/incidents" else draw(st.sampled_from(["GET", "GET", "GET", "PUT"])),
            parts=somewhere(draw, route),
            query=draw(pairs(FILTERS, likely | nasty.short, 3)),
            form=draw(st.dictionaries(st.sampled_from(KNOWN), leaf | shape, max_size=8)),
            kind="json",
        )

    @settings(max_examples=200)
    @given(sent=calling())
    def send(sent: Sent) -> None:
        statuses[scene.answer(sent)] += 1

    run(send, statuses, record_property, "API")


def test_every_address_is_among_them(scene: Scene) -> None:
    """The walk finds what Django serves, and the names that forms and views read."""
    assert len(scene.routes) > 80 and {"q", "body", "words", "before", "after", "revoke"} <= set(scene.names)
