"""Tasks know where they were before a merger moved them. Of those moved before nobody knows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0028_stays_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='task',
            name='begun_in',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='incidents.incident'),
        ),
    ]
