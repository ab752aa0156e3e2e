"""Reactions of incidents are one package, and a job's name says no more where in it a reaction stands."""

import re

from django.db import migrations


def shorten(apps, schema_editor):
    jobs = apps.get_model("jobs", "Job").objects.filter(name__startswith="incidents.reactions_").order_by()
    for name in jobs.values_list("name", flat=True).distinct():
        jobs.filter(name=name).update(name=re.sub(r"reactions_[a-z]+", "reactions", name))


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_heartbeat"),
    ]

    operations = [
        migrations.RunPython(shorten, migrations.RunPython.noop),
    ]
