"""What the outside was told: every write that was answered with success."""

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Ledger:
    """Kept by many threads at once. What is in here must be in the database, exactly once."""

    incidents: dict[str, int] = field(default_factory=dict)  # number by name
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # messages, updates
    files: dict[str, str] = field(default_factory=dict)  # sha256 by name
    unanswered: int = 0
    contradictions: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def raised(self, name: str, number: int) -> None:
        """Told again for the same key, it has to be the same number."""
        with self.lock:
            if self.incidents.setdefault(name, number) != number:
                self.contradictions.append(f"{name} was INC-{self.incidents[name]}, then INC-{number}")

    def said(self, kind: str, text: str) -> None:
        with self.lock:
            self.words[kind].append(text)

    def stored(self, name: str, sha256: str) -> None:
        with self.lock:
            self.files[name] = sha256

    def went_unanswered(self) -> None:
        with self.lock:
            self.unanswered += 1

    def numbers(self) -> list[int]:
        with self.lock:
            return [*self.incidents.values()]

    def broke(self, what: str) -> None:
        """An answer that no bad day excuses."""
        with self.lock:
            self.contradictions.append(what)

    @property
    def count(self) -> int:
        with self.lock:
            return len(self.incidents) + sum(map(len, self.words.values())) + len(self.files)

    def copy(self) -> dict[str, Any]:
        """As it stands, for the audit."""
        with self.lock:
            return {
                "incidents": dict(self.incidents),
                "words": {kind: list(texts) for kind, texts in self.words.items()},
                "files": dict(self.files),
                "contradictions": list(self.contradictions),
            }
