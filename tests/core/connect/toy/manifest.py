"""A tracker of the most patient kind."""

from turnout.core.connect.manifests import Manifest, Scope
from turnout.core.values import Secret, Text

MANIFEST = Manifest(
    key="stone",
    label="Stone tablets",
    does="Keeps tasks for good.",
    icon="mountain",
    parts={"quarry": Text(most=40, required=True), "chisel": Secret(required=True)},
    scopes=(Scope("carve", "To write tasks down"),),
    leaving="What is carved stays.",
)
