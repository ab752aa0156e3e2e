from typing import Any

import django.db.models.deletion
from django.db import migrations, models

FORMERLY = "Triage"


def say_who_looks_first(apps: Any, _editor: Any) -> None:
    """The team of this name looked first, whoever called one so. From now on it is said."""
    team = apps.get_model("people", "Team").objects.filter(name=FORMERLY).first()
    if team is not None:
        apps.get_model("people", "Organization").objects.update(looks_first=team)


class Migration(migrations.Migration):
    dependencies = [("people", "0006_api_keys")]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="looks_first",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.team"
            ),
        ),
        migrations.RunPython(say_who_looks_first, migrations.RunPython.noop),
    ]
