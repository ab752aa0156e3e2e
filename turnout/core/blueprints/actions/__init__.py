"""Applying blueprints, and changes that wait for a second person."""

from turnout.core.blueprints.actions.applying import apply_blueprint, install_packs, plan_blueprint

__all__ = ["apply_blueprint", "install_packs", "plan_blueprint"]
