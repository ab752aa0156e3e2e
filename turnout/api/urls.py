"""Addresses of the public API, as in the wire format. Whatever begins like one answers in JSON."""

from django.urls import path, re_path

from turnout.api import custom_fields, editing, identity, incidents, kinds, tasks, users
from turnout.api.guard import by_method

urlpatterns = [
    path("v1/identity", identity.show),
    path("v2/incidents", by_method(GET=incidents.list, POST=incidents.create)),
    path("v2/incidents/<str:id>", incidents.show),
    path("v2/incidents/<str:id>/actions/edit", editing.edit),
    path("v1/severities", kinds.severities),
    path("v1/severities/<str:id>", kinds.severity),
    path("v1/incident_statuses", kinds.statuses),
    path("v1/incident_statuses/<str:id>", kinds.status),
    path("v1/incident_types", kinds.types),
    path("v1/incident_types/<str:id>", kinds.type_),
    path("v1/incident_roles", kinds.roles_v1),
    path("v1/incident_roles/<str:id>", kinds.role_v1),
    path("v2/incident_roles", kinds.roles),
    path("v2/incident_roles/<str:id>", kinds.role),
    path("v2/incident_timestamps", kinds.timestamps),
    path("v2/incident_timestamps/<str:id>", kinds.timestamp),
    path("v2/custom_fields", by_method(GET=custom_fields.list, POST=custom_fields.create)),
    path(
        "v2/custom_fields/<str:id>",
        by_method(GET=custom_fields.show, PUT=custom_fields.update, DELETE=custom_fields.remove),
    ),
    path(
        "v1/custom_field_options",
        by_method(GET=custom_fields.list_options, POST=custom_fields.create_option),
    ),
    path(
        "v1/custom_field_options/<str:id>",
        by_method(
            GET=custom_fields.show_option,
            PUT=custom_fields.update_option,
            DELETE=custom_fields.remove_one_option,
        ),
    ),
    path("v2/users", users.list),
    path("v2/users/<str:id>", users.show),
    path("v2/actions", tasks.actions),
    path("v2/actions/<str:id>", tasks.action),
    path("v2/follow_ups", tasks.follow_ups),
    path("v2/follow_ups/<str:id>", tasks.follow_up),
    re_path(r"^v[1-9]/", identity.unknown),
]
