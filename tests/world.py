"""The cast and the scene most tests play in. Who they are: ARCHITECTURE.md and the demo organization."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test import Client

from turnout.core.blueprints.actions import install_packs
from turnout.core.blueprints.packs import ORDER, WORDS_ONLY
from turnout.core.people.actions.founding import add_person, found_organization
from turnout.core.people.models import Membership, Organization, Person, Team
from turnout.core.people.permissions import BaseRole
from turnout.incidents.incident import search
from turnout.incidents.models import Incident
from turnout.incidents.raising.actions.raising import raise_incident

PASSWORD = "correct horse battery staple"  # of everybody


@dataclass(frozen=True)
class World:
    """One organization and the seven people every test may use."""

    organization: Organization
    ada: Person  # support agent, never saw an incident tool
    bo: Person  # engineer on call
    cy: Person  # privacy counsel
    dee: Person  # operations manager, on a phone in a warehouse
    eve: Person  # contractor, a viewer: must see nothing private
    finn: Person  # chief executive, the owner
    gus: Person  # the admin who runs the install

    def raise_incident(
        self, name: str = "Riders can't log in", *, by: Person | None = None, **more: Any
    ) -> Incident:
        """Somebody reports a problem; Ada, unless told otherwise."""
        return raise_incident(name=name, by=by or self.ada, **more)


def make_world() -> World:
    """Set the scene through the same verbs people use."""
    forget_index()
    finn = found_organization(
        name="Saffron Street",
        timezone="UTC",
        owner_name="Finn Gallagher",
        email="finn@example.org",
        password=PASSWORD,
    )
    install_words(finn)

    def person(name: str, title: str, role: BaseRole = BaseRole.RESPONDER) -> Person:
        email = f"{name.split()[0].lower()}@example.org"
        return add_person(name=name, email=email, title=title, role=role, password=PASSWORD, by=finn)

    return World(
        organization=Organization.objects.get(),
        ada=person("Ada Moreno", "Support agent"),
        bo=person("Bo Lindqvist", "Engineer on call"),
        cy=person("Cy Okafor", "Privacy counsel"),
        dee=person("Dee Hartley", "Operations manager"),
        eve=person("Eve Novak", "Contractor", BaseRole.VIEWER),
        finn=finn,
        gus=person("Gus Petrov", "Systems", BaseRole.ADMIN),
    )


def look_first(*people: Person) -> Team:
    """The team that looks at new reports before anybody else, with these people in it."""
    team = Team.objects.get_or_create(name="Triage")[0]
    Membership.objects.bulk_create([Membership(team=team, person=each) for each in people])
    Organization.objects.update(looks_first=team)
    return team


def install_words(by: Person) -> None:
    """The words all packs bring: by the verbs once, then as copies of those rows."""
    if not _words:
        install_packs(ORDER, by=by, without=WORDS_ONLY)
        for model in apps.get_app_config("incidents").get_models():
            _words[model] = list(model._default_manager.all())
        return
    for model, rows in _words.items():
        model._default_manager.bulk_create(copy(row) for row in rows)


_words: dict[type[Model], list[Any]] = {}


def forget_index() -> None:
    """No model has the search index, so Django doesn't empty it after a test that really committed."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {search.INDEX}")


def browser_as(person: Person | None) -> Client:
    """A browser with this person signed in; None for somebody unknown. No JavaScript."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client
