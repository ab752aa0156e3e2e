"""Every address of the install, and the names of everything that any of them reads."""

import ast
import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

import turnout
from tests.architecture.source import PACKAGE, modules, tree

_PART = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> list[str]:
    """As in "incidents/<int:number>/files/<str:id>/"."""
    return sorted(set(_walk(get_resolver().url_patterns)))


def _walk(patterns: list[URLPattern | URLResolver], route: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            yield path.replace("^v[1-9]/", "v3/x")


def parts(route: str) -> list[str]:
    return _PART.findall(route)


def fill(route: str, values: dict[str, str]) -> str:
    return "/" + _PART.sub(lambda found: values.get(found[1], "x"), route)


def field_names() -> list[str]:
    """The fields of every form, and whatever else code reads from GET and POST by name."""
    found = {name for form in all_forms() for name in form.base_fields}
    for path in modules(PACKAGE):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of = ast.unparse(node.func.value)
                if (
                    node.func.attr in {"get", "getlist"}
                    and re.search(r"GET|POST|asked|data|query", of)
                    and node.args
                ):
                    found |= {str(a.value) for a in node.args[:1] if isinstance(a, ast.Constant) and a.value}
            if isinstance(node, ast.Subscript) and re.search(r"\.(GET|POST)$", ast.unparse(node.value)):
                found |= {str(node.slice.value)} if isinstance(node.slice, ast.Constant) else set()
    return sorted(name for name in found if name)


def all_forms() -> list[type[forms.Form]]:
    for module in pkgutil.walk_packages(turnout.__path__, "turnout."):
        if ".web." in module.name:
            import_module(module.name)
    return sorted(_below(forms.Form), key=lambda form: form.__qualname__)


def _below(cls: type[forms.Form]) -> set[type[forms.Form]]:
    below = {each for sub in cls.__subclasses__() for each in (sub, *_below(sub))}
    return {each for each in below if each.__module__.startswith("turnout.") and not inspect.isabstract(each)}
