"""The integrations there are: every app with a `manifest.py`, and the capabilities its folder holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

from turnout.core.connect.capabilities import CAPABILITIES
from turnout.core.connect.manifests import Manifest


@dataclass(frozen=True)
class Integration:
    """One that is installed: what it says about itself, and what it can do."""

    manifest: Manifest
    can: tuple[str, ...]
    package: str
    has_urls: bool


@cache
def integrations() -> Mapping[str, Integration]:
    """By the key of their manifest, in the order of their folders."""
    found: dict[str, Integration] = {}
    for config in apps.get_app_configs():
        if not _has(config, "manifest"):
            continue
        manifest: Manifest = import_module(f"{config.name}.manifest").MANIFEST
        if manifest.key in found:
            raise RuntimeError(f"two integrations are called {manifest.key}")
        can = tuple(name for name in CAPABILITIES if _has(config, name))
        found[manifest.key] = Integration(manifest, can, config.name, _has(config, "urls"))
    return found


def _has(config: AppConfig, name: str) -> bool:
    return bool(config.module) and module_has_submodule(config.module, name)
