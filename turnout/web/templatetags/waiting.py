"""Says on the pages of settings that changes to them are waiting."""

from typing import Any

from django import template

from turnout.core.blueprints.pending import waiting_in

register = template.Library()


@register.inclusion_tag("settings/_waits_here.html")
def waits_here(*sections: str) -> dict[str, Any]:
    """A quiet line, where something in these sections of the settings waits for a second person."""
    return {"changes": waiting_in(*sections)}
