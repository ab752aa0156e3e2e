"""The settings pages of checklists and roles, and how the incident page asks for somebody."""

from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import ChecklistItem, IncidentType, Role, Severity


def test_an_admin_keeps_a_checklist(world, browser_as):
    gus, kind = browser_as(world.gus), IncidentType.objects.get(key="finance")
    page = f"/settings/incident-types/{kind.pk}/checklist/"
    for title in ("Stop the batch", "Call the bank"):
        assert gus.post(page, {"do": title, "role": "", "after": "no"}).url == f"{page}?saved"
    bank = ChecklistItem.objects.get(title="Call the bank")
    gus.post(f"/settings/checklist/{bank.pk}/place/", {"to": "up"})
    shown = gus.get(page).content.decode()
    assert shown.index("Call the bank") < shown.index("Stop the batch")
    gus.post(f"/settings/checklist/{bank.pk}/", {"do": "Ring the bank", "role": "", "after": "yes"})
    assert "When it's resolved" in gus.get(page).content.decode()
    gus.post(f"/settings/checklist/{bank.pk}/removal/")
    assert "Ring the bank" not in gus.get(page).content.decode()
    assert browser_as(world.bo).get(page).status_code == 403


def test_a_serious_incident_asks_kindly_and_shows_the_holder_alone_what_to_do(world, browser_as):
    incident = accept_incident(
        change_severity(world.raise_incident(), Severity.objects.get(rank=2), by=world.bo), by=world.bo
    )
    address, bo = f"/incidents/{incident.number}/", browser_as(world.bo)
    assert "needed-lead" in bo.get(address).content.decode()
    assert "needed-lead" not in browser_as(world.eve).get(address).content.decode()
    bo.post(f"{address}roles/lead/", {"take": "yes"})
    shown = bo.get(address).content.decode()
    assert "You are Lead" in shown and "needed-lead" not in shown
    assert "You are Lead" not in browser_as(world.dee).get(address).content.decode()


def test_an_admin_says_when_a_role_is_needed(world, browser_as):
    role, gus = Role.objects.get(key="scribe"), browser_as(world.gus)
    gus.post(
        f"/settings/roles/{role.pk}/",
        {"name": "Scribe", "instructions": "", "needed_in": ["live", "paused"], "needed_from": "1"},
    )
    role.refresh_from_db()
    assert (role.needed_in, role.needed_from) == (["live", "paused"], 1)
