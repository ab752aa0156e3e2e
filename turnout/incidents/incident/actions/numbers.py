"""Numbers of incidents: INC-1 and on."""

from django.db import connection

from turnout.incidents.incident.models import Counter


def next_number() -> int:
    """The next INC number."""
    return next_numbers(1)[0]


def next_numbers(count: int) -> range:
    """The next INC numbers. Their counter stays locked until the transaction ends: no gap, no double."""
    taken = "UPDATE incidents_counter SET value = value + %s WHERE name = 'incident' RETURNING value"
    with connection.cursor() as cursor:
        cursor.execute(taken, [count])
        row = cursor.fetchone()
        if row is None:
            Counter.objects.bulk_create([Counter(name="incident")], ignore_conflicts=True)
            cursor.execute(taken, [count])
            row = cursor.fetchone()
    return range(row[0] - count + 1, row[0] + 1)
