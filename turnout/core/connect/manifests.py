"""What an integration says about itself: its page, form, blueprint section and docs are drawn from this."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from turnout.core.values import Parts, Secret, Words

LABEL = "label"  # every connection has one, so no part is called so


@dataclass(frozen=True)
class Setting:
    """Something whoever runs the installation says in its environment."""

    name: str
    label: Words
    hint: Words = ""
    is_secret: bool = False
    is_required: bool = False

    @property
    def is_set(self) -> bool:
        """Whether it says anything here; what it says is nobody's business."""
        return bool(os.environ.get(self.name) or os.environ.get(f"{self.name}_FILE"))


@dataclass(frozen=True)
class Scope:
    """A permission it needs over there, by the name it has there, and why."""

    name: str
    why: Words


@dataclass(frozen=True)
class Manifest:
    """One integration.

    does      one sentence on what it is good for
    settings  of the whole installation
    parts     what one connection has to be told; none where it isn't connected account by account
    leaving   what happens when a connection ends, and what doesn't
    """

    key: str
    label: Words
    does: Words
    icon: str
    settings: tuple[Setting, ...] = ()
    parts: Parts = field(default_factory=dict)
    scopes: tuple[Scope, ...] = ()
    leaving: Words = ""

    def __post_init__(self) -> None:
        if LABEL in self.parts:
            raise ValueError(f"{self.key}: no part can be called {LABEL}")

    @property
    def is_connected_by_people(self) -> bool:
        """Account by account, in the settings; else by whoever runs the installation."""
        return bool(self.parts)

    @property
    def secret_names(self) -> tuple[str, ...]:
        """Names of the parts that are kept encrypted and never shown again."""
        return tuple(name for name, part in self.parts.items() if isinstance(part, Secret))

    @property
    def plain_parts(self) -> Parts:
        """Those that can be shown again."""
        return {name: part for name, part in self.parts.items() if name not in self.secret_names}

    def parts_besides(self, held: Mapping[str, Any] | set[str]) -> Parts:
        """For changing a connection: a secret it holds already may be left empty, which keeps it."""
        return {
            name: replace(part, required=False) if isinstance(part, Secret) and name in held else part
            for name, part in self.parts.items()
        }
