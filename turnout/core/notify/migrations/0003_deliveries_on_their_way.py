"""What waits to be carried goes where it would have gone: to the address its person signs in with."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def address(apps, schema_editor):
    ContactMethod = apps.get_model("people", "ContactMethod")
    Delivery = apps.get_model("notify", "Delivery")
    theirs = ContactMethod.objects.filter(person=OuterRef("notification__person"), kind="address")
    for pk, contact in (
        Delivery.objects.filter(state__in=["due", "stuck"], contact__isnull=True)
        .annotate(theirs=Subquery(theirs.values("pk")[:1]))
        .values_list("pk", "theirs")
        .iterator()
    ):
        Delivery.objects.filter(pk=pk).update(contact_id=contact)


class Migration(migrations.Migration):
    dependencies = [("notify", "0002_contact_methods"), ("people", "0005_sign_in_addresses")]

    operations = [migrations.RunPython(address, migrations.RunPython.noop)]
