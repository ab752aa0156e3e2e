"""Connections as a blueprint sets them: a section for each integration that is connected account by account.

Secrets are in no file. In their place stands that they're kept apart: enter them on the connection's page.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Data, Setting, register
from turnout.core.connect.actions.connections import (
    LABEL_LENGTH,
    change_connection,
    create_connection,
    switch_connection,
)
from turnout.core.connect.installed import integrations
from turnout.core.connect.manifests import Manifest
from turnout.core.connect.models import Connection
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.values import Choice, Parts, Text, YesNo, tidy_parts

IN_USE = "in_use"
KEPT_APART = "kept_apart"


def section_of(manifest: Manifest) -> Setting:
    """What one integration's connections are set by, drawn from its manifest."""
    plain = manifest.plain_parts
    secrets = {
        name: Choice(of=(KEPT_APART,), required=True, default=KEPT_APART, label=manifest.parts[name].label)
        for name in manifest.secret_names
    }
    fields: Parts = {**plain, **secrets, IN_USE: YesNo(default=True, label=_("Switched on"))}

    def rows() -> dict[str, Connection]:
        return {each.label: each for each in Connection.objects.present().filter(kind=manifest.key)}

    def said(row: Connection) -> Data:
        apart = dict.fromkeys(manifest.secret_names, KEPT_APART)
        return {**tidy_parts(plain, row.settings), **apart, IN_USE: row.is_on}

    def without_secrets(data: Data) -> dict[str, Any]:
        return {name: value for name, value in data.items() if name in plain}

    def add(key: str, data: Data, by: Person | None) -> None:
        data = tidy_parts(fields, data)
        made = create_connection(manifest.key, key, without_secrets(data), by=by)
        switch_connection(made, on=data[IN_USE], by=by)

    def change(key: str, data: Data, by: Person | None) -> None:
        row = rows()[key]
        data = {**said(row), **data}
        change_connection(row, label=key, settings=without_secrets(data), by=by)
        switch_connection(row, on=data[IN_USE], by=by)

    return Setting(
        section=f"{manifest.key}_connections",
        title=_("Connections: %(kind)s") % {"kind": manifest.label},
        about=_("Its secrets are in no file: enter them on its page. What a file leaves out stays connected"),
        fields=fields,
        present=lambda: {label: said(row) for label, row in rows().items()},
        add=add,
        change=change,
        key=Text(most=LABEL_LENGTH, required=True),
        permission=Permission.CONNECTIONS_MANAGE,
    )


register(*(section_of(each.manifest) for each in integrations().values() if each.manifest.parts))
