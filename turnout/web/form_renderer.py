"""The renderer named in the settings: every `{{ form }}` and `{{ form.x.as_field_group }}` is drawn by it."""

from django.forms.renderers import TemplatesSetting


class PlainForms(TemplatesSetting):
    """Our templates around Django's widgets."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
