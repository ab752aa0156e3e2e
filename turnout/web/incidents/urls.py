"""One incident and everything in it."""

from django.urls import include, path

from turnout.web.incidents import custom_fields as own
from turnout.web.incidents import details, material, merging, people, review, show, sight, state, talk, tasks

room = [
    path("", show.show, name="incident"),
    path("parts/now/", show.now_part, name="incident_now"),
    path("parts/timeline/", show.timeline_part, name="incident_timeline"),
    path("parts/side/", show.side_part, name="incident_side"),
    path("presence/", people.presence, name="presence"),
    path("status/", state.status, name="status"),
    path("acceptance/", state.acceptance, name="acceptance"),
    path("declining/", state.declining, name="declining"),
    path("resolution/", state.resolution, name="resolution"),
    path("reopening/", state.reopening, name="reopening"),
    path("merger/", merging.merger, name="merger"),
    path("cancellation/", state.cancellation, name="cancellation"),
    path("closure/", state.closure, name="closure"),
    path("severity/", details.severity, name="severity"),
    path("name/", details.name, name="name"),
    path("summary/", details.summary, name="summary"),
    path("kind/", details.kind, name="kind"),
    path("fields/", own.fields, name="incident_fields"),
    path("roles/<slug:key>/", people.role, name="role"),
    path("subscription/", people.subscription, name="subscription"),
    path("access/", sight.access, name="access"),
    path("label/", sight.label, name="label"),
    path("marks/", sight.marks, name="marks"),
    path("looks/", sight.looks, name="looks"),
    path("exclusions/", sight.exclusions, name="exclusions"),
    path("messages/", talk.messages, name="messages"),
    path("messages/<str:id>/", talk.message, name="message"),
    path("messages/<str:id>/removal/", talk.message_removal, name="message_removal"),
    path("updates/", talk.updates, name="updates"),
    path("pins/<int:entry>/", talk.pin, name="pin"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<str:id>/", tasks.task, name="task"),
    path("tasks/<str:id>/done/", tasks.task_done, name="task_done"),
    path("links/", material.links, name="links"),
    path("links/<str:id>/removal/", material.link_removal, name="link_removal"),
    path("files/", material.files, name="files"),
    path("files/<str:id>/", material.file, name="file"),
    path("files/<str:id>/removal/", material.file_removal, name="file_removal"),
    path("review/", review.review, name="review"),
    path("review/start/", review.review_start, name="review_start"),
    path("review/text/", review.review_text, name="review_text"),
    path("review/publication/", review.review_publication, name="review_publication"),
]

urlpatterns = [path("<int:number>/", include(room))]
