from django.db import migrations

from turnout.core.lib import fulltext


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [*fulltext.operations("incident_search")]
