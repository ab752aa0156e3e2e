"""Pages in tests, read as browsers do: how the lines of a template are broken says nothing."""

import re
from typing import Any

from django.test import Client

_AS_THEY_ARE = re.compile(rb"(<(textarea|pre|script)\b.*?</\2\s*>)", re.DOTALL)


def on_one_line(html: bytes) -> bytes:
    """The same page with one space wherever there is any whitespace, but for elements that keep theirs."""
    pieces = _AS_THEY_ARE.split(html)
    pieces[::3] = [re.sub(rb"\s+>", b">", re.sub(rb"\s+", b" ", each)) for each in pieces[::3]]
    return b"".join(each for index, each in enumerate(pieces) if index % 3 != 2)


def read_on_one_line() -> None:
    """Every page a test client gets from here on."""
    ask = Client.request

    def request(self: Client, **given: Any) -> Any:
        answer: Any = ask(self, **given)
        if not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html"):
            answer.content = on_one_line(answer.content)
        return answer

    Client.request = request  # type: ignore[method-assign,assignment]
