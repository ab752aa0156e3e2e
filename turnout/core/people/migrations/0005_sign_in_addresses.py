"""The address everybody signs in with is their first contact method."""

from django.db import migrations

from turnout.core.lib import clock
from turnout.core.lib.ids import new_id

BATCH = 500


def take_over(apps, schema_editor):
    Person = apps.get_model("people", "Person")
    ContactMethod = apps.get_model("people", "ContactMethod")
    now = clock.now()
    ContactMethod.objects.bulk_create(
        (
            ContactMethod(
                id=new_id(), person_id=pk, kind="address", value=email, created_at=now, verified_at=now
            )
            for pk, email in Person.objects.order_by("pk").values_list("pk", "email").iterator()
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_contact_methods")]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
