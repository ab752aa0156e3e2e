"""The four examples the product is for, each lived through the pages by people of three disciplines."""

import pytest

from turnout.core.notify.models import Notification
from turnout.core.people.actions.teams import add_member, create_team
from turnout.incidents.audience.actions.rules import create_audience_rule
from turnout.incidents.models import Incident, Severity


class Someone:
    """A person at their browser: reads pages, sends forms, knows no other way in."""

    def __init__(self, person, browser):
        self.person, self.browser = person, browser

    def reads(self, path):
        answer = self.browser.get(path, follow=True)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def finds_nothing_at(self, path):
        return self.browser.get(path).status_code == 404

    def does(self, path, **said):
        answer = self.browser.post(path, said)
        assert answer.status_code in (204, 302), (path, answer.status_code)

    def reports(self, words, **said):
        self.does("/report/", words=words, **said)
        return Incident.objects.order_by("-number").first()

    def heard(self, start):
        titles = Notification.objects.filter(person=self.person).values_list("title", flat=True)
        return any(title.startswith(start) for title in titles)


@pytest.fixture
def cast(world, browser_as):
    return {name: Someone(getattr(world, name), browser_as(getattr(world, name))) for name in
            ("ada", "bo", "cy", "dee", "eve", "finn", "gus")}  # fmt: skip


def room(incident):
    return f"/incidents/{incident.number}/"


def severity(rank):
    return Severity.objects.get(rank=rank).pk


def test_too_few_riders_tonight(cast, settle):
    """Operations raises it, support tells customers, the chief executive reads along."""
    dee, ada, finn, gus = (cast[name] for name in ("dee", "ada", "finn", "gus"))
    assert "Short of people or stock" in dee.reads("/report/")
    incident = dee.reports("Six riders short for tonight in Lisbon", type="operations", place="Lisbon")
    settle()
    assert dee.heard("Thank you for saying so")

    assert "Six riders short for tonight in Lisbon" in gus.reads("/triage/")
    gus.does(room(incident) + "acceptance/", note="Thanks for saying it before the rush.")
    settle()
    assert dee.heard("We're on it")
    gus.does(room(incident) + "roles/lead/", person="Dee Hartley")
    dee.does(room(incident) + "severity/", severity=severity(2), was="")

    ada.does(room(incident) + "streams/", name="Tell waiting customers", lead="Ada Moreno")
    stream = Incident.objects.get(parent=incident)
    ada.does(room(stream) + "updates/", body="Everyone waiting got a voucher and an honest time.", next_in="")
    page = finn.reads(room(incident))
    assert "Operations" in page
    assert "Dee Hartley</b> is leading" in page
    assert "Tell waiting customers" in page

    assert "A part of it still goes on" in dee.reads(room(incident) + "resolution/")
    dee.does(room(incident) + "resolution/", note="Leeds lent us eight riders.", streams="too")
    dee.does(room(incident) + "thanks/", whom=f"person:{ada.person.pk}", words="Not one angry call.")
    settle()
    assert ada.heard("Dee Hartley thanks you")
    assert Incident.objects.ongoing().count() == 0


def test_the_largest_customer_may_leave(cast, settle):
    """Support hears it first, an engineer fixes the cause, the chief executive talks to them."""
    ada, bo, finn, gus = (cast[name] for name in ("ada", "bo", "finn", "gus"))
    assert "A customer is at risk" in ada.reads("/report/")
    incident = ada.reports("Our largest customer says they will leave in March", type="customer")
    also = bo.reports("Largest customer: invoices are wrong for the third time", type="customer")
    settle()

    page = gus.reads("/triage/")
    assert f'name="alike" value="{incident.number}"' in page
    gus.does(room(incident) + "acceptance/", note="")
    gus.does(room(also) + "merger/", alike=incident.number, note="The invoices are why.")
    settle()
    assert bo.heard("It's part of something bigger")

    gus.does(room(incident) + "roles/lead/", person="Finn Gallagher")
    finn.does(room(incident) + "tasks/", title="Correct the three invoices", owner="Bo Lindqvist")
    task = incident.tasks.get()
    bo.does(f"{room(incident)}tasks/{task.pk}/done/", done="yes")
    finn.does(room(incident) + "updates/", body="I called them. They stay if invoices are right.", next_in="")
    settle()
    assert ada.heard("Update: Our largest customer")
    page = ada.reads(room(incident))
    assert "Customer" in page
    assert "Merged into this" in page
    finn.does(room(incident) + "resolution/", note="They signed for another year.")
    settle()
    assert ada.heard("It's over")


def test_somebody_who_leaves_threatens_a_leak(cast, settle):
    """A manager raises it in private; engineering and counsel come in by their part; nobody else learns."""
    dee, bo, cy, eve, finn = (cast[name] for name in ("dee", "bo", "cy", "eve", "finn"))
    assert "A strange message, a lost device" in dee.reads("/report/")
    incident = dee.reports("A planner who leaves on Friday said they'd publish our rates",
                           type="security", private="1")  # fmt: skip
    settle()
    assert finn.heard("Reported: A planner who leaves")
    assert eve.finds_nothing_at(room(incident))
    assert bo.finds_nothing_at(room(incident))

    finn.does(room(incident) + "acceptance/", note="Well done to say it. We keep this small.")
    finn.does(room(incident) + "roles/lead/", person="Bo Lindqvist")
    finn.does(room(incident) + "roles/counsel/", person="Cy Okafor")
    bo.does(room(incident) + "messages/", body="Access to the rates ends tonight, for everyone who leaves.")
    cy.does(room(incident) + "messages/", body="I talk with them tomorrow. @Dee Hartley please come along.")
    bo.does(room(incident) + "streams/", name="Talk with them", lead="Cy Okafor")
    stream = Incident.objects.get(parent=incident)
    settle()
    assert dee.heard("Cy Okafor mentioned you")
    assert eve.finds_nothing_at(room(stream))
    for path in ("/", "/incidents/?state=any", "/search/?q=rates"):
        assert "planner" not in eve.reads(path)

    cy.does(room(incident) + "near-miss/", note="They were hurt by how they were told. Nothing was copied.")
    settle()
    assert dee.heard("A near miss, thanks to you")
    assert "A near miss" in dee.reads(room(incident))


def test_data_sent_to_the_wrong_customer(cast, world, settle):
    """Support raises it, privacy counsel hears at once, an engineer finds the cause, and everyone learns."""
    ada, bo, cy, dee, finn = (cast[name] for name in ("ada", "bo", "cy", "dee", "finn"))
    counsel = create_team("Privacy", by=world.finn)
    add_member(counsel, world.cy, by=world.finn)
    create_audience_rule(
        name="Privacy", conditions=[[{"of": "type", "is": "one_of", "values": ["privacy"]}]],
        teams=[counsel], lets_in=True, reach="at_once", by=world.finn,
    )  # fmt: skip
    assert "Someone&#x27;s data" in ada.reads("/report/")
    before = ada.browser.post("/report/who-hears/", {"type": "privacy"}).content.decode()
    assert "Cy Okafor" in before
    incident = ada.reports("I sent a customer's invoice to another customer", type="privacy")
    settle()
    assert cy.heard("Reported: I sent a customer")
    assert dee.finds_nothing_at(room(incident))

    cy.does(room(incident) + "acceptance/", note="Thank you for telling us within the hour.")
    cy.does(room(incident) + "roles/lead/", person="Cy Okafor")
    cy.does(room(incident) + "roles/scribe/", person="Bo Lindqvist")
    bo.does(room(incident) + "messages/", body="The form fills in the last address. Anyone would miss that.")
    cy.does(room(incident) + "word/", note="Both customers know, and were kind about it.")
    settle()
    assert ada.heard("A word about what you reported")
    cy.does(room(incident) + "resolution/", note="The other customer deleted it and said so in writing.")
    bo.does(room(incident) + "tasks/?kind=follow_up", title="Empty the address field each time")
    cy.does(room(incident) + "review/start/")
    bo.does(
        room(incident) + "review/text/",
        version="1",
        body="## What made it hard\nThe form remembers too much.",
    )
    cy.does(room(incident) + "review/publication/")
    settle()
    assert ada.heard("What we learned")
    page = ada.reads(room(incident))
    assert "Personal data" in page
    assert "The form remembers too much." in ada.reads(room(incident) + "review/")
    assert finn.reads("/settings/")
