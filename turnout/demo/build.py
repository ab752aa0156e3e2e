"""Moves the demo organization in: founded a year ago, and lived in ever since."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from turnout.core.blueprints.actions import install_packs
from turnout.core.blueprints.packs import ORDER, WORDS_ONLY
from turnout.core.events.record import history
from turnout.core.events.sources import coming_from
from turnout.core.lib import clock
from turnout.core.people.models import Team
from turnout.demo.audience import gather
from turnout.demo.changes import make_changes
from turnout.demo.forms import make_forms
from turnout.demo.intake import open_doors
from turnout.demo.kinds import measure, plan_checklists, shape_kinds
from turnout.demo.people import FOUNDER, Crew, move_in
from turnout.demo.playing import play_entry
from turnout.demo.reading import Story, read_company, read_stories
from turnout.demo.stage import Stage, Telling
from turnout.demo.waiting import propose_changes
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.lists.actions.views import save_view
from turnout.incidents.models import Incident, IncidentType, Role, Severity, Status
from turnout.incidents.raising.actions.raising import raise_incident
from turnout.incidents.ticks import note_missed_update
from turnout.reviews.actions.writing import publish_review, start_review, write_review

Progress = Callable[[int, int], None]
FOUNDED = timedelta(days=400)  # before now
SEED = 7
OF_ITS_OWN = [part for part in WORDS_ONLY if part not in ("custom_fields", "forms")]
"""What it doesn't take from the packs."""


@transaction.atomic
def build_demo(progress: Progress | None = None) -> None:
    """All of it or, when interrupted, nothing.

    progress  called with how many incidents were raised so far, and of how many
    """
    now, chance = clock.now().replace(microsecond=0), Random(SEED)
    company, stories = read_company(), read_stories()
    with clock.at(now - FOUNDED), history(), coming_from("cli"):
        crew = move_in(company, chance)
        install_packs(ORDER, by=crew.cast[FOUNDER], without=OF_ITS_OWN)
        shape_kinds(company, crew.cast[FOUNDER])
        measure(company, crew.cast[FOUNDER])
        _make_rules(company, crew)
        make_forms(company, crew.cast[FOUNDER])
        open_doors(company, crew.cast[FOUNDER])
    stage = _set(now, crew, company)
    plan_checklists(stage, company, crew.cast[FOUNDER])
    for number, story in enumerate(stories, 1):
        _plan(stage, story, chance, lambda done=number: progress and progress(done, len(stories)))  # type: ignore[misc]
    stage.play()
    _note_broken_promises(now)
    with history(), coming_from("web"):
        _save_views(company, crew)
    make_changes(company, crew, now)
    propose_changes(company, crew, now)


def _make_rules(company: dict[str, Any], crew: Crew) -> None:
    names = {team["key"]: team["name"] for team in company["teams"]}
    for told in company["rules"]:
        create_audience_rule(
            name=told["name"],
            conditions=told["if"],
            teams=Team.objects.filter(name__in=[names[key] for key in told["teams"]]),
            lets_in=told["private"],
            by=crew.cast[FOUNDER],
        )


def _set(now: datetime, crew: Crew, company: dict[str, Any]) -> Stage:
    return Stage(
        now=now,
        crew=crew,
        types={each.key: each for each in IncidentType.objects.all()},
        severities={each.rank: each for each in Severity.objects.all()},
        statuses={each.key: each for each in Status.objects.all()},
        roles={each.key: each for each in Role.objects.all()},
        cities={city["key"]: city["name"] for city in company["cities"]},
    )


def _plan(stage: Stage, story: Story, chance: Random, raised: Callable[[], None]) -> None:
    telling = Telling(story, stage.now - story.ago)

    def begin() -> None:
        _raise(stage, telling)
        raised()

    stage.later(telling.raised_at, telling, begin)
    for entry in story.entries:
        stage.later(
            telling.moment(entry["at"]),
            telling,
            lambda entry=entry: play_entry(stage, telling, entry),  # type: ignore[misc]
        )
    if story.review:
        _plan_review(stage, telling)
    gather(stage, telling, chance)


def _raise(stage: Stage, telling: Telling) -> None:
    story, by = telling.story, stage.person(telling.story.reporter)
    telling.incident = raise_incident(
        name=story.name,
        by=by,
        type=stage.types[story.discipline],
        severity=stage.severities[story.severity] if story.severity else None,
        summary=story.summary.strip(),
        place=stage.cities[story.city] if story.city else "",
        private=bool(story.private),
        fields=story.fields,
    )
    for key in _let_in(telling):
        grant_access(telling.room, stage.person(key), by=by)


def _let_in(telling: Telling) -> list[str]:
    """Those the story names; where a private kind stays private because it was declined, those who act."""
    if telling.story.private:
        return list(telling.story.private)
    accepted = any(entry["do"] == "accept" for entry in telling.story.entries)
    if not telling.room.is_restricted or accepted:
        return []
    return list(dict.fromkeys(entry["by"] for entry in telling.story.entries))


def _plan_review(stage: Stage, telling: Telling) -> None:
    """Written by the person who resolved it, between that and closing it."""
    done = {entry["do"]: entry for entry in telling.story.entries}
    over, closed = done["resolve"], done.get("close")
    by = stage.person(over["by"])
    span = closed["at"] - over["at"] if closed else 2 * 24 * 60

    def start() -> None:
        telling.room.refresh_from_db()
        start_review(telling.room, by=by)

    def write() -> None:
        review = start_review(telling.room, by=by)
        write_review(review, telling.story.review, version=review.version, by=by)

    def publish() -> None:
        publish_review(start_review(telling.room, by=by), by=by)

    for share, act in ((0.5, start), (0.6, write), (0.9, publish)):
        stage.later(telling.moment(over["at"] + span * share), telling, act)


def _note_broken_promises(now: datetime) -> None:
    """Updates that were promised and haven't come are noted at their time, as the worker would have done."""
    for incident in Incident.objects.filter(late_reminder_at__lte=now):
        assert incident.late_reminder_at is not None
        with clock.at(incident.late_reminder_at), history():
            note_missed_update(incident)


def _save_views(company: dict[str, Any], crew: Crew) -> None:
    for view in company["views"]:
        save_view(view["name"], view["query"], by=crew.cast[view["person"]], shared=view.get("shared", False))
