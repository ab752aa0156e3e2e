"""What people can be told about. Each room registers its own kinds in its `notices.py`."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notification, as people choose it in their preferences.

    goes_out   over the usual channels, too, unless the person says otherwise; in the app it always is
    is_urgent  it doesn't wait for the end of quiet hours
    by_number  it names an incident by its number alone: it accounts for who did what, and stays when the
               incident's words are erased
    """

    key: str
    label: Words
    explains: Words
    goes_out: bool
    is_urgent: bool
    by_number: bool = False


kinds: dict[str, NoticeKind] = {}


def kind(
    key: str,
    label: Words,
    explains: Words,
    *,
    goes_out: bool = True,
    urgent: bool = False,
    by_number: bool = False,
) -> NoticeKind:
    """Register a kind of notification. Keys are kept in preferences: never change one."""
    if key in kinds:
        raise RuntimeError(f"two kinds of notification are called {key}")
    kinds[key] = NoticeKind(key, label, explains, goes_out, urgent, by_number)
    return kinds[key]
