from typing import Any

from django.db import migrations

LET_IN_BY_RULES = "incident.audience_let_in"
LABELLED = "incident.confidentiality_changed"


def name_keepers(apps: Any, _editor: Any) -> None:
    """Whoever rules let in, and the lead, look after what isn't open; where there were neither, those who
    decided so far: everyone let in by name."""
    incidents = apps.get_model("incidents", "Incident").objects
    keepers = apps.get_model("incidents", "Keeper").objects
    events = apps.get_model("events", "RecordedEvent").objects
    access = apps.get_model("incidents", "Access").objects
    roles = apps.get_model("incidents", "RoleAssignment").objects
    private = incidents.exclude(confidentiality="open").filter(parent=None)
    for pk in private.values_list("pk", flat=True).iterator(chunk_size=500):
        lasting = access.filter(incident_id=pk, person__isnull=False, until=None)
        let_in = set(lasting.values_list("person_id", flat=True))
        named = {
            id
            for data in events.filter(subject_id=pk, verb=LET_IN_BY_RULES).values_list("data", flat=True)
            for id in data.get("let_in") or ()
        } & let_in
        leads = roles.filter(incident_id=pk, ended_at=None, role_id__isnull=False, role__key="lead")
        named |= set(leads.values_list("person_id", flat=True))
        rows = [keepers.model(incident_id=pk, person_id=each) for each in sorted(named or let_in)]
        keepers.bulk_create(rows, ignore_conflicts=True)


def forget_access_to_what_was_always_open(apps: Any, _editor: Any) -> None:
    """Access to what everyone sees counts once it is closed: it could be planted, and nobody would notice."""
    access = apps.get_model("incidents", "Access").objects
    events = apps.get_model("events", "RecordedEvent").objects
    labelled = events.filter(verb=LABELLED).values("subject_id")
    access.filter(incident__confidentiality="open").exclude(incident__in=labelled).delete()


class Migration(migrations.Migration):
    dependencies = [("incidents", "0025_keepers"), ("events", "0002_actors")]

    operations = [
        migrations.RunPython(name_keepers, migrations.RunPython.noop),
        migrations.RunPython(forget_access_to_what_was_always_open, migrations.RunPython.noop),
    ]
