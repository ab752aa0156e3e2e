"""What of incidents an organization can set: one `Setting` each, with its fields, its verbs and its page."""

from importlib import import_module
from pkgutil import iter_modules

for module in sorted(each.name for each in iter_modules(__path__)):
    import_module(f"{__name__}.{module}")
