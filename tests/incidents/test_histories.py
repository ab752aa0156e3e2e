"""Histories as others keep them: small ones of our own, and where they lie beside the project, real ones."""

from pathlib import Path

import pytest

from tests.incidents.bringing_in import Run
from turnout.incidents.models import Incident, Message, Update
from turnout.reviews.models import Review

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
HISTORIES = Path(__file__).with_name("histories")


@pytest.mark.parametrize(
    ("name", "updates", "reviews", "messages"),
    [("status_page", 8, 0, 0), ("written_reviews", 0, 4, 4), ("register", 0, 0, 0)],
)
def test_a_history_as_others_keep_it_all_comes_in(world, name, updates, reviews, messages):
    content = (HISTORIES / f"{name}.jsonl").read_bytes()
    outcome = Run(content).go()
    assert outcome.rejected == 0
    assert Incident.objects.count() == outcome.brought == content.count(b"\n")
    there = (Update.objects.count(), Review.objects.count(), Message.objects.count())
    assert there == (updates, reviews, messages)


def test_a_table_of_a_helpdesk_all_comes_in(world):
    run = Run((HISTORIES / "helpdesk.csv").read_bytes(), kind="csv", mapping={"id": "Ticket"})
    assert (run.go().brought, run.reasons) == (3, [])
    ranks = Incident.objects.order_by("number").values_list("severity__rank", flat=True)
    assert list(ranks) == [2, 3, 1]


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.skipif(not REAL.exists(), reason="measured against real incidents, which aren't public")
@pytest.mark.parametrize("name", ["oss_postmortems_fulltext", "github_status", "pipeline_incidents_ca"])
def test_real_incidents_all_come_in(world, name):
    content = (REAL / f"{name}.jsonl").read_bytes()
    outcome = Run(content).go()
    assert outcome.rejected == 0
    assert Incident.objects.count() == outcome.brought == content.count(b"\n")
