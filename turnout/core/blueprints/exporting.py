"""Settings as text: always the same for the same settings, and made to be read by people."""

import re
from collections.abc import Collection
from typing import Any

import yaml

from turnout.core.blueprints.documents import FORMAT
from turnout.core.blueprints.settings import ONLY, Data, settings
from turnout.core.values import write_parts

WIDTH = 100
LONG = 76  # characters; a longer text gets lines of its own
_STR = "tag:yaml.org,2002:str"
_INT = "tag:yaml.org,2002:int"


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)  # lists stand further in than what they belong to


def export(sections: Collection[str] | None = None) -> str:
    """All settings as a blueprint, or some sections of them."""
    return written(
        {
            name: setting.items()
            for name, setting in settings().items()
            if sections is None or name in sections
        }
    )


def written(present: dict[str, dict[str, Data]]) -> str:
    """Settings, by section and key, as the one text that says them."""
    parts = [f"turnout: {FORMAT}\n"]
    for section, setting in settings().items():
        items = {key: write_parts(setting.fields, data) for key, data in present.get(section, {}).items()}
        if items:
            parts.append(dump({section: items.get(ONLY) if setting.is_one else items}))
    return "\n".join(parts)


def dump(data: Any) -> str:
    text: str = yaml.serialize(_node(data), Dumper=_Dumper, allow_unicode=True, width=WIDTH)
    return text.rstrip("\n") + "\n"


def _node(value: Any) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_scalar(str(key)), _node(each)) for key, each in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=not pairs)
    if isinstance(value, list | tuple):
        nodes = [_node(each) for each in value]
        short = all(isinstance(each, yaml.ScalarNode) and not each.style for each in nodes)
        inline = short and sum(len(each.value) + 2 for each in nodes) < LONG
        return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=inline)
    if isinstance(value, bool):
        return yaml.ScalarNode("tag:yaml.org,2002:bool", "yes" if value else "no")
    if isinstance(value, int):
        return yaml.ScalarNode(_INT, str(value))
    return _scalar(str(value))


def _scalar(text: str) -> yaml.ScalarNode:
    if re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        return yaml.ScalarNode(_INT, text)  # reads the same without quotes
    style = "|" if "\n" in text else ">" if len(text) > LONG else None
    return yaml.ScalarNode(_STR, text, style=style)
