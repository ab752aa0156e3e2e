"""`number__among=[…]`: what `in` means for whole numbers, however many, in one parameter.

Each length of an `in` is a statement of its own, with a parameter a value: put together and planned anew.
"""

import json
from typing import Any

from django.db.models import Lookup


class Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        numbers = list(self.rhs)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s::bigint[])", [*params, numbers]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(numbers)]  # noqa: S608
