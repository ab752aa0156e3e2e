"""Issues in other tools that an incident or a follow-up is worked on as: known by their address."""

import re
from typing import Any
from urllib.parse import urlsplit

from turnout.api.wire.schema import Shape, one_of, says
from turnout.api.wire.values import Text
from turnout.incidents.models import ResourceLink

_HOSTS = {
    "app.asana.com": "asana",
    "dev.azure.com": "azure_devops",
    "app.clickup.com": "click_up",
    "freshservice.com": "freshservice",
    "linear.app": "linear",
    "atlassian.net": "jira",
    "lightning.force.com": "salesforce",
    "github.com": "github",
    "gitlab.com": "gitlab",
    "service-now.com": "service_now",
    "app.shortcut.com": "shortcut",
    "notion.so": "notion",
}
PROVIDER = one_of(*_HOSTS.values(), "jira_server")

ISSUE = Shape(
    "ExternalIssueReference",
    provider=says(PROVIDER, "system"),
    issue_name=says(Text(), "title"),
    issue_permalink=says(Text(), "url"),
)
"""Of a link that is an issue."""

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-[0-9]+")
_NUMBERED = re.compile(r"/([^/]+/[^/]+)/(?:-/)?issues/([0-9]+)/?")


def name_of_issue(url: str) -> str:
    """What people over there call it, as far as its address tells: OPS-42, company/repository#7."""
    path = urlsplit(url).path
    if numbered := _NUMBERED.fullmatch(path):
        return f"{numbered[1]}#{numbered[2]}"
    parts = [each for each in path.split("/") if each]
    key = next((each for each in reversed(parts) if _KEY.fullmatch(each)), "")
    return key or (parts[-1] if parts else url)


def provider_of(url: str) -> str | None:
    """Whose issue it is, where the host tells."""
    host = urlsplit(url).hostname or ""
    return next((name for end, name in _HOSTS.items() if host == end or host.endswith(f".{end}")), None)


def issue_of(row: Any) -> Any:
    """The one of a row that was read with it."""
    return next(iter(getattr(row, "issues", ())), None)


def own_issue_of(incident: Any) -> ResourceLink | None:
    """That of an incident that was read with its `issue_link`."""
    said = getattr(incident, "issue_link", None)
    return ResourceLink(**said) if said else None
