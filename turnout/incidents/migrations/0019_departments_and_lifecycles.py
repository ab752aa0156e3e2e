from typing import Any

from django.db import migrations

RENAMED = {"discipline": "department"}
CONDITIONS = {"AudienceRule": ("conditions",), "FormElement": ("show_if", "required_if")}


def renamed(groups: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    return [[{**each, "of": RENAMED.get(each["of"], each["of"])} for each in group] for group in groups]


def rename_in_conditions(apps: Any, _editor: Any) -> None:
    """What conditions ask about is called as settings and files call it."""
    for model, columns in CONDITIONS.items():
        for row in apps.get_model("incidents", model).objects.iterator(chunk_size=200):
            now = {name: renamed(getattr(row, name)) for name in columns}
            if any(getattr(row, name) != value for name, value in now.items()):
                for name, value in now.items():
                    setattr(row, name, value)
                row.save(update_fields=[*now])


def rename_the_standard_lifecycle(apps: Any, _editor: Any) -> None:
    """Unless somebody gave it a name of their own."""
    standard = apps.get_model("incidents", "Lifecycle").objects.filter(key="default", name="The usual steps")
    standard.update(name="Standard lifecycle")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0018_revision")]

    operations = [
        migrations.RunPython(rename_in_conditions, migrations.RunPython.noop),
        migrations.RunPython(rename_the_standard_lifecycle, migrations.RunPython.noop),
    ]
