"""A real mail server that outlives every crash and keeps what came, repeats and all."""

import asyncio
import threading
from collections import Counter
from email import message_from_bytes, policy
from random import Random
from typing import Any

from aiosmtpd.controller import Controller

from tests.processes import free_port


class Letters:
    """Counts arrivals by Message-ID and addressee. Slow to say yes, so that a crash falls in between."""

    def __init__(self) -> None:
        self.came: Counter[tuple[str, str]] = Counter()
        self.lock, self.chance = threading.Lock(), Random(1)
        self.server = Controller(self, hostname="127.0.0.1", port=free_port())
        self.server.start()
        self.url = f"smtp://127.0.0.1:{self.server.port}"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        key = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        with self.lock:
            self.came[key, envelope.rcpt_tos[0]] += 1
        await asyncio.sleep(self.chance.uniform(0, 0.02))
        return "250 Kept"

    def close(self) -> None:
        self.server.stop()
