"""When a form was last changed. Of those there are nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0022_role_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='incidentform',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
    ]
