"""The reference of integrations, drawn from their manifests."""

from turnout.core.connect.capabilities import CAPABILITIES
from turnout.core.connect.installed import Integration, integrations


def connections(note: str) -> str:
    """Every integration: what it can do, what it's told, what it needs to be allowed."""
    lines = [
        note,
        "# Connections",
        "",
        "What Turnout works with. An integration is set up in the environment of the whole installation, or",
        "connected account by account in Settings → Connections. Secrets are encrypted, never shown again.",
        "",
    ]
    for each in integrations().values():
        lines += _integration(each)
    return "\n".join(lines).rstrip() + "\n"


def _integration(each: Integration) -> list[str]:
    manifest = each.manifest
    can = ", ".join(str(CAPABILITIES[name]).lower() for name in each.can)
    lines = [f"## {manifest.label}", "", str(manifest.does), "", f"Can do: {can}." if can else "", ""]
    if manifest.settings:
        lines += ["| in the environment | | |", "|---|---|---|"]
        lines += [f"| `{one.name}` | {one.label} | {one.hint} |" for one in manifest.settings] + [""]
    if manifest.parts:
        lines += ["| a connection is told | holds | | |", "|---|---|---|---|"]
        for name, part in manifest.parts.items():
            needed = "required" if part.required else ""
            lines.append(f"| `{name}` | {part.takes} | {needed} | {part.help} |")
        lines += [""]
    if manifest.scopes:
        lines += ["| it needs to be allowed | why |", "|---|---|"]
        lines += [f"| `{one.name}` | {one.why} |" for one in manifest.scopes] + [""]
    return [*lines, *([f"When it's disconnected: {manifest.leaving}", ""] if manifest.leaving else [])]
