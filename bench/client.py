"""Asks a server again and again over kept connections, in a process of its own: python -m bench.client < job

One epoll loop and no library, so that on a small machine the server keeps its cores. Reads one JSON job,
answers one JSON result. Every answer is checked; a wrong status or a broken connection is an error.
"""

import json
import re
import select
import socket
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

HOST = "127.0.0.1"
PATIENCE = 15.0  # seconds without any answer at all
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass
class Job:
    """What to ask, and for how long. `{n}` in a body is another number each time."""

    port: int
    requests: list[dict[str, Any]]
    status: list[int]
    clients: int = 16
    seconds: float = 3.0
    warm: float = 0.4
    most: int = 200_000
    contains: str = ""


@dataclass
class Result:
    """Milliseconds of each answer, sorted, and what went wrong."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    errors: int = 0
    wrong: str = ""
    size: int = 0

    def fail(self, why: str) -> None:
        self.errors += 1
        self.wrong = self.wrong or why


class Line:
    """One connection with at most one question under way."""

    def __init__(self, nth: int, job: Job) -> None:
        self.nth, self.job = nth, job
        self.socket = socket.create_connection((HOST, job.port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.got = b""
        self.asked_at = 0.0

    def ask(self, number: int) -> None:
        request = self.job.requests[(self.nth + number) % len(self.job.requests)]
        body = (request.get("body") or "").replace("{n}", f"{time.time_ns()}-{number}").encode()
        head = [f"{request['method']} {request['path']} HTTP/1.1", f"Host: {HOST}:{self.job.port}"]
        head += [f"{name}: {value}" for name, value in request.get("headers", {}).items()]
        if request["method"] != "GET":
            head.append(f"Content-Length: {len(body)}")
        self.got, self.asked_at = b"", time.perf_counter()
        self.socket.sendall("\r\n".join([*head, "", ""]).encode() + body)

    def hear(self) -> bool:
        """Take what has come; true once the answer is whole."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("the server hung up")
        self.got += part
        end = self.got.find(b"\r\n\r\n")
        if end < 0:
            return False
        length = _LENGTH.search(self.got, 0, end)
        if length:
            return len(self.got) >= end + 4 + int(length[1])
        return self.status == 204 or self.got.endswith(b"0\r\n\r\n")

    @property
    def status(self) -> int:
        return int(self.got[9:12])


def run(job: Job) -> Result:
    result, poll = Result(), select.epoll()
    lines: dict[int, Line] = {}
    number = 0
    for nth in range(job.clients):
        line = Line(nth, job)
        lines[line.socket.fileno()] = line
        poll.register(line.socket, select.EPOLLIN)
        line.ask(number := number + 1)
    began = time.perf_counter()
    start, stop = began + job.warm, began + job.warm + job.seconds
    while lines and (ready := poll.poll(PATIENCE)):
        for descriptor, _event in ready:
            line = lines[descriptor]
            try:
                if not line.hear():
                    continue
                now = time.perf_counter()
                if now >= start:
                    note(result, line, now)
                if now < stop and number < job.most:
                    line.ask(number := number + 1)
                    continue
            except OSError as error:
                result.fail(str(error))
            poll.unregister(descriptor)
            lines.pop(descriptor).socket.close()
    result.errors += len(lines)  # those never answered
    result.seconds = time.perf_counter() - start
    result.took.sort()
    return result


def note(result: Result, line: Line, now: float) -> None:
    if line.status not in line.job.status:
        result.fail(f"{line.status}: {line.got[-200:].decode(errors='replace')}")
    elif line.job.contains and line.job.contains.encode() not in line.got:
        result.fail(f"without {line.job.contains!r}")
    else:
        result.size = len(line.got)
        result.took.append((now - line.asked_at) * 1000)


if __name__ == "__main__":
    json.dump(asdict(run(Job(**json.load(sys.stdin)))), sys.stdout)
