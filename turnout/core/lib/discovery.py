"""Finding what rooms declare: modules of a given name, in every app and in the wings an app says it has."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def discover(*names: str) -> None:
    """Import the modules called so, wherever they are: `<app>.<name>` and, of an app with `wings`,
    `<app>.<wing>.<name>`. They register what they declare."""
    for app in apps.get_app_configs():
        for package in [app.name, *(f"{app.name}.{wing}" for wing in getattr(app, "wings", ()))]:
            for name in names:
                if module_has_submodule(import_module(package), name):
                    import_module(f"{package}.{name}")


def import_all(package: str) -> list[ModuleType]:
    """Import every module of this package, by name, and answer them: adding one is adding a file."""
    names = sorted(each.name for each in iter_modules(import_module(package).__path__))
    return [import_module(f"{package}.{name}") for name in names]
