"""What is attached to an incident: links, by what they lead to."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.api.wire.schema import Shape, itself, one_of, says
from turnout.api.wire.values import Text
from turnout.incidents.models import ResourceLink

PAGE = "arbitrary_url"
RESOURCE_TYPE = one_of(
    "pager_duty_incident", "opsgenie_alert", "datadog_monitor_alert", "github_pull_request",
    "gitlab_merge_request", "sentry_issue", "jira_issue", "jsm_alert", "atlassian_statuspage_incident",
    "zendesk_ticket", "google_calendar_event", "outlook_calendar_event", "slack_file", "salesforce_case",
    "pylon_issue", PAGE, "statuspage_incident",
)  # fmt: skip
_OWN = {each: each for each in RESOURCE_TYPE.options if each and each != PAGE}
_TYPE_OF = {**_OWN, "jira": "jira_issue", "jira_server": "jira_issue"}
"""By where a link is; any other is a page somewhere."""


def type_of(link: ResourceLink) -> str:
    """One of the words of RESOURCE_TYPE."""
    return _TYPE_OF.get(link.system, PAGE)


def of_type(type: str) -> Q:
    """The condition for links of a type."""
    if type == PAGE:
        return ~Q(system__in=_TYPE_OF)
    return Q(system__in=[system for system, each in _TYPE_OF.items() if each == type])


def _attachment(resource: Shape) -> Shape:
    return Shape(
        "IncidentAttachment",
        id=says(Text(), "pk"),
        incident_id=says(Text()),
        resource=says(resource, itself),
    )


def _unless_discreet(column: str, instead: Any) -> Any:
    return lambda link: instead(link) if link.incident.is_discreet else getattr(link, column)


RESOURCE = Shape(
    "ExternalResource",
    external_id=says(Text(), "url"),
    permalink=says(Text(), "url"),
    resource_type=says(RESOURCE_TYPE, type_of),
    title=says(Text()),
)
"""Turnout knows what is elsewhere by its address, so that is its id, too."""

ATTACHMENT = _attachment(RESOURCE)
LISTED_ATTACHMENT = _attachment(
    RESOURCE.extended(
        "ExternalResource",
        external_id=says(Text(), _unless_discreet("url", lambda link: "")),
        permalink=says(
            Text(),
            _unless_discreet("url", lambda link: f"{settings.PUBLIC_URL}/incidents/{link.incident.number}/"),
        ),
        resource_type=says(RESOURCE_TYPE, lambda link: PAGE if link.incident.is_discreet else type_of(link)),
        title=says(
            Text(),
            _unless_discreet(
                "title", lambda link: _("A link in %(reference)s") % {"reference": link.incident.reference}
            ),
        ),
    )
)
"""As lists have them: without the words of what is read on its own page only."""
