from django.db import migrations, models


def since_the_last_failure(apps, schema_editor):
    """The first one wasn't noted."""
    apps.get_model("connect", "Connection").objects.filter(is_failing=True).update(
        failing_since=models.F("failed_at")
    )


class Migration(migrations.Migration):
    dependencies = [("connect", "0004_failing")]

    operations = [
        migrations.AddField("connection", "failing_since", models.DateTimeField(null=True)),
        migrations.AddField("connection", "rests_until", models.DateTimeField(null=True)),
        migrations.RunPython(since_the_last_failure, migrations.RunPython.noop),
        migrations.RemoveField("connection", "is_failing"),
    ]
