"""From which IP addresses the API may be used, as a blueprint and the settings page say it."""

from django.utils.translation import gettext_lazy

from turnout.core.blueprints.settings import ONLY, Data, Setting
from turnout.core.lib.networks import LONGEST
from turnout.core.people.actions.allowlist import LABEL_LENGTH, MOST, change_allowlist
from turnout.core.people.models import AllowedRange, Allowlist, Person
from turnout.core.people.permissions import Permission
from turnout.core.values import IpRange, Many, YesNo


def _range(line: str) -> AllowedRange:
    value, _space, label = line.partition(" ")
    return {"value": value, "label": label}


def _present() -> dict[str, Data]:
    allowlist = Allowlist.get()
    lines = [f"{each['value']} {each['label']}".strip() for each in allowlist.ranges]
    return {ONLY: {"only_these": allowlist.is_on, "addresses": lines}}


def _change(_key: str, data: Data, by: Person | None) -> None:
    data = {**_present()[ONLY], **data}
    change_allowlist(is_on=data["only_these"], ranges=[_range(each) for each in data["addresses"]], by=by)


ALLOWLIST = Setting(
    section="allowed_addresses",
    title=gettext_lazy("Allowed IP addresses"),
    about=gettext_lazy("From where API keys and tokens are taken"),
    is_one=True,
    fields={
        "only_these": YesNo(
            label=gettext_lazy("Only take API keys and tokens from these IP addresses"),
            help=gettext_lazy("Requests from anywhere else are refused, whatever the key or token."),
        ),
        "addresses": Many(
            of=IpRange(most=LONGEST + 1 + LABEL_LENGTH, named=LABEL_LENGTH, required=True),
            most=MOST,
            label=gettext_lazy("IP addresses"),
            help=gettext_lazy(
                "One address or range on each line, and what it is: 192.0.2.0/24 London office"
            ),
        ),
    },
    present=_present,
    change=_change,
    permission=Permission.API_KEYS_MANAGE,
)
