"""The organization's settings."""

from django.urls import path

from turnout.web.settings import audience, blueprint, elements, fields, forms, kinds, options, packs, show

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
    path("fields/", fields.list_fields, name="custom_fields"),
    path("fields/new/", fields.new, name="custom_field_creation"),
    path("fields/<str:id>/", fields.show, name="custom_field"),
    path("fields/<str:id>/place/", fields.place, name="custom_field_place"),
    path("fields/<str:id>/use/", fields.use, name="custom_field_use"),
    path("fields/<str:id>/removal/", fields.removal, name="custom_field_removal"),
    path("fields/<str:id>/options/", options.add, name="custom_field_options"),
    path("fields/<str:id>/options/<str:option>/", options.show, name="custom_field_option"),
    path("fields/<str:id>/options/<str:option>/place/", options.place, name="custom_field_option_place"),
    path("forms/", forms.overview, name="incident_forms"),
    path("forms/elements/<str:id>/", elements.show, name="form_element"),
    path("forms/elements/<str:id>/place/", elements.place, name="form_element_place"),
    path("forms/elements/<str:id>/removal/", elements.removal, name="form_element_removal"),
    path("forms/<slug:occasion>/", forms.show, name="incident_form"),
    path("forms/<slug:occasion>/elements/", forms.add, name="form_elements"),
    path("forms/<slug:occasion>/own/", forms.give_own, name="own_form_creation"),
    path("forms/<slug:occasion>/<slug:kind>/", forms.show, name="own_form"),
    path("forms/<slug:occasion>/<slug:kind>/elements/", forms.add, name="own_form_elements"),
    path("forms/<slug:occasion>/<slug:kind>/removal/", forms.remove_own, name="own_form_removal"),
    path("<slug:name>/new/", kinds.new, name="kind_creation"),
    path("<slug:name>/<str:id>/", kinds.show, name="kind"),
    path("<slug:name>/<str:id>/removal/", kinds.removal, name="kind_removal"),
]
