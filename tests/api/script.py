"""A script that talks with the API."""

from typing import Any
from uuid import uuid4

from django.test import Client


class Script:
    """Sends its token with everything, and keeps no cookies' company. CSRF is checked as in life."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {key}"})

    def get(self, path: str, status: int = 200, **query: Any) -> dict[str, Any]:
        answer = self.client.get(path, query)
        assert answer.status_code == status, answer.content
        found: dict[str, Any] = answer.json()
        return found

    def post(self, path: str, body: Any, status: int = 200) -> dict[str, Any]:
        answer = self.client.post(path, body, content_type="application/json")
        assert answer.status_code == status, answer.content
        found: dict[str, Any] = answer.json() if answer.content else {}
        return found

    def put(self, path: str, body: Any, status: int = 200) -> dict[str, Any]:
        answer = self.client.put(path, body, content_type="application/json")
        assert answer.status_code == status, answer.content
        found: dict[str, Any] = answer.json()
        return found

    def delete(self, path: str, status: int = 204) -> None:
        answer = self.client.delete(path)
        assert answer.status_code == status, answer.content

    def create(self, status: int = 200, **fields: Any) -> dict[str, Any]:
        """Raise an incident; answers it, or the error."""
        body = {"idempotency_key": uuid4().hex, "visibility": "public", "name": "Till 4 is dead", **fields}
        answer = self.post("/v2/incidents", body, status)
        found: dict[str, Any] = answer.get("incident", answer)
        return found

    def names(self, **query: Any) -> list[str]:
        """The names of the incidents a query finds."""
        return [each["name"] for each in self.get("/v2/incidents", **query)["incidents"]]


def pointers(error: dict[str, Any]) -> list[str]:
    """The fields an error names."""
    return [each["source"]["pointer"] for each in error["errors"]]
