"""The organization's settings."""

from django.urls import path

from turnout.web.settings import audience, blueprint, kinds, packs, show

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
    path("<slug:name>/new/", kinds.new, name="kind_creation"),
    path("<slug:name>/<str:id>/", kinds.show, name="kind"),
    path("<slug:name>/<str:id>/removal/", kinds.removal, name="kind_removal"),
]
