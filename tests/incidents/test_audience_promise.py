"""What is shown before is what happens: on any organization exactly those hear who were named, as said."""

from typing import Any

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from turnout.core.notify.models import Delivery, Notification
from turnout.core.people.models import Membership, Organization, Team
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.audience.models import Reach
from turnout.incidents.audience.resolver import audience_of, audience_of_worse, draft_of
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import IncidentType, Role, Severity
from turnout.incidents.raising.actions.raising import raise_incident

NAMES = ("ada", "bo", "cy", "dee", "eve", "finn", "gus")
TEAMS = ("Triage", "Lawyers", "Lisbon")
CONDITIONS: tuple[Any, ...] = (
    [],
    [[{"of": "severity", "is": "at_least", "values": ["2"]}]],
    [[{"of": "severity", "is": "is_set", "values": []}], [{"of": "private", "is": "is_true", "values": []}]],
    [[{"of": "type", "is": "one_of", "values": ["privacy", "legal"]}]],
    [
        [
            {"of": "place", "is": "contains", "values": ["Lis"]},
            {"of": "private", "is": "is_false", "values": []},
        ]
    ],
)
some = st.sets(st.sampled_from(NAMES), max_size=4)
rules = st.fixed_dictionaries(
    {
        "teams": st.sets(st.sampled_from(TEAMS), max_size=2),
        "people": some,
        "lead": st.booleans(),
        "conditions": st.sampled_from(CONDITIONS),
        "lets_in": st.booleans(),
        "reach": st.sampled_from([*Reach]),
    }
)
facts = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["privacy", "engineering", "unsure"]),
        "severity": st.sampled_from([None, 2, 4]),
        "private": st.booleans(),
        "place": st.sampled_from(["", "Lisbon"]),
    }
)


def shown(audience):
    return {(person.name, urgent, here) for people, here, urgent in audience.by_reach() for person in people}


def happened(kind):
    mailed = set(Delivery.objects.values_list("notification", flat=True))
    rows = Notification.objects.filter(kind=kind).select_related("person")
    heard = [(row.person.name, row.is_urgent, row.pk not in mailed) for row in rows]
    assert len(heard) == len({name for name, _urgent, _here in heard})
    return set(heard)


def settle_down(organization, made, world):
    teams = {name: Team.objects.create(name=name) for name in TEAMS if name in organization}
    for name, members in organization.items():
        Membership.objects.bulk_create(
            [Membership(team=teams[name], person=getattr(world, each)) for each in sorted(members)]
        )
    Organization.objects.update(looks_first=teams.get("Triage"))
    for number, rule in enumerate(made):
        told: dict[str, Any] = {
            "teams": [teams[name] for name in rule["teams"] if name in teams],
            "people": [getattr(world, name) for name in rule["people"]],
            "roles": [Role.objects.get(key="lead")] if rule["lead"] else [],
        }
        if any(told.values()):
            more = {name: rule[name] for name in ("conditions", "lets_in", "reach")}
            create_audience_rule(name=f"Rule {number}", **told, **more, by=world.finn)


@settings(max_examples=30)
@given(
    organization=st.dictionaries(st.sampled_from(TEAMS), some),
    made=st.lists(rules, max_size=4),
    facts=facts,
    quiet=st.booleans(),
    by=st.sampled_from(NAMES),
    lead=st.sampled_from((None, *NAMES)),
)
def test_exactly_those_hear_who_were_shown(world, settle, organization, made, facts, quiet, by, lead):
    with transaction.atomic():
        settle_down(organization, made, world)
        asked = {
            "type": IncidentType.objects.get(key=facts["type"]),
            "severity": Severity.objects.filter(rank=facts["severity"]).first(),
            "private": facts["private"],
            "place": facts["place"],
            "by": getattr(world, by),
        }
        promised = shown(audience_of(draft_of(**asked), quiet=quiet))
        incident = raise_incident(name="Something", quiet=quiet, **asked)
        settle()
        assert happened("incident.raised") == promised

        accept_incident(incident, by=world.finn)
        if lead is not None:
            assign_role(incident, Role.objects.get(key="lead"), getattr(world, lead), by=world.finn)
        incident.refresh_from_db()
        worst = Severity.objects.get(rank=1)
        promised = shown(audience_of_worse(incident, worst, by=world.finn))
        change_severity(incident, worst, by=world.finn)
        settle()
        assert happened("incident.worse") == promised
        transaction.set_rollback(True)
