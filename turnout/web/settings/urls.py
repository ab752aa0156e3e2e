"""The organization's settings."""

from django.urls import path

from turnout.web.settings import (
    audience,
    blueprint,
    checklist,
    grid,
    kinds,
    lifecycles,
    packs,
    show,
    times,
)

urlpatterns = [
    path("", show.show, name="settings"),
    path("who-is-told/", audience.list_rules, name="audience_rules"),
    path("who-is-told/new/", audience.new_rule, name="audience_rule_creation"),
    path("who-is-told/<str:id>/", audience.rule, name="audience_rule"),
    path("who-is-told/<str:id>/removal/", audience.rule_removal, name="audience_rule_removal"),
    path("blueprint/", blueprint.show, name="blueprint"),
    path("blueprint/file/", blueprint.file, name="blueprint_file"),
    path("blueprint/plan/", blueprint.plan, name="blueprint_plan"),
    path("blueprint/application/", blueprint.application, name="blueprint_application"),
    path("packs/", packs.list_packs, name="packs"),
    path("packs/<slug:key>/", packs.show, name="pack"),
    path("packs/<slug:key>/file/", packs.file, name="pack_file"),
    path("how-bad/", grid.show, name="severity_grid"),
    path("when/", times.show, name="times_settings"),
    path("lifecycles/new/", lifecycles.new_lifecycle, name="lifecycle_creation"),
    path("lifecycles/<slug:key>/", lifecycles.lifecycle, name="lifecycle"),
    path("lifecycles/<slug:key>/removal/", lifecycles.lifecycle_removal, name="lifecycle_removal"),
    path("lifecycles/<slug:key>/statuses/new/", lifecycles.new_status, name="lifecycle_status_creation"),
    path("statuses/<str:id>/place/", lifecycles.status_place, name="status_place"),
    path("statuses/<str:id>/removal/", lifecycles.status_removal, name="status_removal"),
    path("types/<str:id>/checklist/", checklist.show, name="kind_checklist"),
    path("checklist/<str:id>/", checklist.item, name="checklist_item"),
    path("checklist/<str:id>/place/", checklist.item_place, name="checklist_item_place"),
    path("checklist/<str:id>/removal/", checklist.item_removal, name="checklist_item_removal"),
    path("types/<str:id>/lifecycle/", lifecycles.kind_lifecycle, name="kind_lifecycle"),
    path("<slug:name>/new/", kinds.new, name="kind_creation"),
    path("<slug:name>/<str:id>/", kinds.show, name="kind"),
    path("<slug:name>/<str:id>/removal/", kinds.removal, name="kind_removal"),
]
