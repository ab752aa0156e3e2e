from typing import Any

from django.db import migrations

PLACE = {
    "postgresql": "greatest(0, floor(extract(epoch from i.reported_at))::bigint) << 31 | s.number",
    "sqlite": "max(0, CAST(strftime('%%s', substr(i.reported_at, 1, 19)) AS INTEGER)) << 31 | s.rowid",
}


def key_by_place(apps: Any, schema_editor: Any) -> None:
    """Texts are kept by moment and number now, so that the newest of a common word are found at once."""
    place = PLACE[schema_editor.connection.vendor]
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"UPDATE incident_search AS s SET number = {place}"
            " FROM incidents_incident AS i WHERE i.number = s.number"
        )
        return
    schema_editor.execute(
        f"CREATE TEMPORARY TABLE kept AS SELECT {place} AS place, s.document FROM incident_search AS s"
        " JOIN incidents_incident AS i ON i.number = s.rowid"
    )
    schema_editor.execute("DELETE FROM incident_search")
    schema_editor.execute("INSERT INTO incident_search (rowid, document) SELECT place, document FROM kept")
    schema_editor.execute("DROP TABLE kept")


def key_by_number(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("UPDATE incident_search SET number = number & 2147483647")
        return
    schema_editor.execute(
        "CREATE TEMPORARY TABLE kept AS SELECT rowid & 2147483647 AS number, document FROM incident_search"
    )
    schema_editor.execute("DELETE FROM incident_search")
    schema_editor.execute("INSERT INTO incident_search (rowid, document) SELECT number, document FROM kept")
    schema_editor.execute("DROP TABLE kept")


class Migration(migrations.Migration):
    dependencies = [("incidents", "0002_search")]
    operations = [migrations.RunPython(key_by_place, key_by_number)]
