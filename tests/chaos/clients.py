"""People and scripts who go on writing while the house falls down, and note what they were promised."""

import hashlib
import itertools
import threading
import time
from collections.abc import Callable
from random import Random
from uuid import uuid4

import httpx

from tests.chaos.house import House
from tests.chaos.ledger import Ledger

CSRF = "c" * 32
_count = itertools.count(1)


class Client(threading.Thread):
    """One person in one browser, and their script."""

    def __init__(self, house: House, person: str, ledger: Ledger, pause: float = 0.0) -> None:
        super().__init__(daemon=True)
        self.house, self.ledger, self.pause = house, ledger, pause
        self.person, self.stop = person, threading.Event()
        self.chance = Random(person)
        key = house.keys[person]
        self.token = key["token"]
        self.browser = httpx.Client(
            base_url=house.address,
            timeout=30,
            cookies={"turnout_session": key["session"], "csrftoken": CSRF},
            headers={"X-CSRFToken": CSRF, "X-Quick": "yes"},
        )

    def run(self) -> None:
        verbs = [
            self.raise_by_api,
            self.raise_by_page,
            *[self.post_message] * 5,
            self.post_update,
            self.upload,
        ]
        while not self.stop.is_set():
            self.chance.choice(verbs)()
            self.stop.wait(self.pause)
        self.browser.close()

    def tag(self, what: str) -> str:
        return f"{what}-{self.person}-{next(_count):06d}"

    def raise_by_api(self) -> None:
        """The script tries the same key until it is answered, and once more to be sure."""
        name = self.tag("api")
        body = {"name": name, "idempotency_key": name, "visibility": "public"}
        for _ in range(self.chance.choice([1, 1, 2])):
            answer = self._until_answered(
                lambda: self.browser.post(
                    "/v2/incidents", json=body, headers={"Authorization": f"Bearer {self.token}"}
                )
            )
            if answer is not None:
                self.ledger.raised(name, int(answer.json()["incident"]["reference"].removeprefix("INC-")))

    def raise_by_page(self) -> None:
        """The form carries a token, so that sending it again raises nothing new."""
        name = self.tag("page")
        form = {"words": name, "type": "unsure", "hearing": "normal", "token": name.replace("-", "")}
        answer = self._until_answered(lambda: self.browser.post("/report/", data=form))
        if answer is not None:
            self.ledger.raised(name, int(answer.headers["X-Next"].split("/")[2]))

    def post_message(self) -> None:
        self._say("messages", f"{self.tag('message')} @Dee Hartley and @Cy Okafor, please look")

    def post_update(self) -> None:
        self._say("updates", self.tag("update"), next_in="60")

    def _say(self, kind: str, said: str, **form: str) -> None:
        """Sent from one form until it is answered, and sometimes once more: it is there once."""
        numbers = self.ledger.numbers()
        if not numbers:
            return
        where = f"/incidents/{self.chance.choice(numbers)}/{kind}/"
        form |= {"body": said, "token": uuid4().hex}
        for _ in range(self.chance.choice([1, 1, 2])):
            if self._until_answered(lambda: self.browser.post(where, data=form)) is None:
                return
        self.ledger.said(kind, said)

    def upload(self) -> None:
        name, content = self.tag("file") + ".bin", self.chance.randbytes(self.chance.choice([300, 70_000]))
        if self._send("files/", {}, files={"file": (name, content)}):
            self.ledger.stored(name, hashlib.sha256(content).hexdigest())

    def _send(self, where: str, form: dict[str, str], **more: object) -> bool:
        """Tried once, as a person does: either it was answered, or nobody was promised anything."""
        numbers = self.ledger.numbers()
        if not numbers:
            return False
        try:
            answer = self.browser.post(
                f"/incidents/{self.chance.choice(numbers)}/{where}",
                data=form,
                **more,  # type: ignore[arg-type]
            )
        except httpx.HTTPError:
            self._missed()
            return False
        if answer.status_code not in (204, 503):
            self.ledger.broke(f"{where} answered {answer.status_code}")
        return answer.status_code == 204

    def _until_answered(self, send: Callable[[], httpx.Response]) -> httpx.Response | None:
        while not self.stop.is_set():
            try:
                answer = send()
            except httpx.HTTPError:
                self._missed()
                continue
            if answer.status_code in (200, 204, 302):
                return answer
            if answer.status_code != 503:
                self.ledger.broke(f"{answer.url.path} answered {answer.status_code}")
                return None
            time.sleep(0.1)
        return None

    def _missed(self) -> None:
        self.ledger.went_unanswered()
        time.sleep(0.1)


class Crowd:
    """Several clients at once."""

    def __init__(self, house: House, ledger: Ledger, pause: float = 0.0) -> None:
        people = ("ada", "bo", "cy", "dee")
        self.clients = [Client(house, person, ledger, pause) for person in people]

    def start(self) -> None:
        for client in self.clients:
            client.start()

    def stop(self) -> None:
        for client in self.clients:
            client.stop.set()
        for client in self.clients:
            client.join(timeout=60)
            assert not client.is_alive()
