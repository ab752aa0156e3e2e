"""What an integration says about itself: its page and its settings are drawn from this."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Setting:
    """Something an integration needs to be told by whoever runs the install."""

    name: str  # as in the environment
    label: Words
    hint: Words = ""
    is_secret: bool = False
    is_required: bool = False


@dataclass(frozen=True)
class Manifest:
    """One integration."""

    key: str
    label: Words
    does: Words  # one sentence on what it is good for
    icon: str
    settings: tuple[Setting, ...] = ()


manifests: dict[str, Manifest] = {}


def register(manifest: Manifest) -> Manifest:
    if manifest.key in manifests:
        raise RuntimeError(f"two integrations are called {manifest.key}")
    manifests[manifest.key] = manifest
    return manifest
