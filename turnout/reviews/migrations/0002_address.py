"""Reviews that are written elsewhere."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='review',
            name='address',
            field=models.URLField(blank=True, max_length=2000),
        ),
    ]
