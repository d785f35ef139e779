"""Those who see when a held turn begins and ends: the gateway's log, customers who chat, applications that wait."""

import json
import re
import threading
import time

WAIT_SECONDS_MAX = 30
POLL_SECONDS = 0.001
HELD, CANCELLED, GOES_ON = "turn held", "held turn cancelled", "held turn goes on"
LINE = re.compile(rf"conversation\.id=(\S+).*?({HELD}|{CANCELLED}|{GOES_ON})\s*$")


class Unseen(Exception):
    """What a test waits for did not come."""


class HeldTurns:
    """Reads the gateway's log as it grows and knows when each held turn began and ended."""

    def __init__(self, path):
        self.path = path
        self.seen = []
        self.changed = threading.Condition()
        self.stopping = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        self.path.touch()
        with open(self.path, errors="replace") as log:
            pending = ""
            while not self.stopping.is_set():
                piece = log.readline()
                if not piece:
                    self.stopping.wait(POLL_SECONDS)
                    continue
                pending += piece
                if not pending.endswith("\n"):
                    continue
                now = time.monotonic()
                found = LINE.search(pending.rstrip("\n"))
                pending = ""
                if found:
                    with self.changed:
                        self.seen.append((found.group(2), found.group(1), now))
                        self.changed.notify_all()

    @property
    def mark(self):
        """What was seen up to now, to be left out later."""
        with self.changed:
            return len(self.seen)

    def wait(self, kind, conversation=None, since=0):
        """The conversation and the moment of the first turn of that kind after the mark."""
        def first():
            return next((entry for entry in self.seen[since:]
                         if entry[0] == kind and conversation in (None, entry[1])), None)
        with self.changed:
            if not self.changed.wait_for(first, WAIT_SECONDS_MAX):
                raise Unseen(f"'{kind}' in conversation {conversation or 'of anybody'}")
            return first()[1:]

    def conversations(self, kind, since=0):
        with self.changed:
            return [entry[1] for entry in self.seen[since:] if entry[0] == kind]

    def stop(self):
        self.stopping.set()


class Customer:
    """What a customer sends, and `told`: when they first knew that it is no longer the agent who answers."""

    def __init__(self, gateway, name):
        self.gateway = gateway
        self.name = name
        self.told = None
        self.agent_said = []
        self.changed = threading.Condition()

    def hear(self, owner=None, messages=(), over=False):
        with self.changed:
            if self.told is None and (over or owner not in (None, "agent")):
                self.told = time.monotonic()
            self.agent_said += [message["text"] for message in messages if message["author"]["kind"] == "agent"]
            self.changed.notify_all()

    def wait_told(self):
        self._until(lambda: self.told is not None, "a change of owner")
        return self.told

    def wait_answer(self):
        self._until(lambda: self.agent_said, "an answer")

    def _until(self, holds, what):
        with self.changed:
            if not self.changed.wait_for(holds, WAIT_SECONDS_MAX):
                raise Unseen(f"{what} at {self.name}")


class Chatter(Customer):
    """A customer of the web chat with an open event stream."""

    def __init__(self, gateway, name):
        super().__init__(gateway, name)
        self.connection = gateway.connect()
        _, opening, _ = self.connection.request("POST", "/chat/sessions", {"channel": "web"})
        self.path, self.token = f"/chat/sessions/{opening['session']}", opening["token"]
        self.count = 0
        self.watch()

    def watch(self):
        """Opens the event stream and returns when it is ready; needed again after a start of the gateway."""
        ready = threading.Event()
        threading.Thread(target=self._listen, args=(ready,), daemon=True).start()
        if not ready.wait(WAIT_SECONDS_MAX):
            raise Unseen(f"the event stream of {self.name}")

    def _listen(self, ready):
        stream = self.gateway.connect(seconds=120).http
        try:
            stream.request("GET", f"{self.path}/events", headers={"Authorization": f"Bearer {self.token}"})
            response = stream.getresponse()
            while line := response.readline():
                if not line.startswith(b"data: "):
                    continue
                frame = json.loads(line[6:])
                if frame["type"] == "ready":
                    ready.set()
                elif frame["type"] == "owner":
                    self.hear(owner=frame["owner"])
                elif frame["type"] == "message":
                    self.hear(messages=[frame["message"]])
        except (OSError, ValueError):
            pass
        if self.gateway.is_running():
            self.hear(over=True)

    def ask(self, text):
        self.count += 1
        connection = self.gateway.connect()
        status, body, _ = connection.request(
            "POST", f"{self.path}/messages", {"id": f"{self.name}-{self.count}", "text": text}, self.token)
        if status != 202:
            raise Unseen(f"the acceptance of a message: {status} {body}")

    def ask_for_human(self, connection):
        return connection.request("POST", f"{self.path}/human", token=self.token)


class Application(Customer):
    """A customer of a channel `rest`, whose application waits for the answer."""

    def __init__(self, gateway, name, token):
        super().__init__(gateway, name)
        self.token = token
        self.status = None
        self.ended = threading.Event()

    def ask(self, text):
        threading.Thread(target=self._ask, args=(text,), daemon=True).start()

    def _ask(self, text):
        try:
            self.status, body, _ = self.gateway.connect(seconds=60).request(
                "POST", f"/channels/rest/messages?wait={WAIT_SECONDS_MAX}",
                {"sender": self.name, "id": f"{self.name}-1", "text": text}, self.token)
        except (OSError, ValueError) as failure:
            self.status = type(failure).__name__
        if self.status == 200:
            self.hear(body["owner"], body["messages"])
        self.ended.set()

    def wait_status(self):
        """Returns when the request has ended, whatever its end."""
        if not self.ended.wait(WAIT_SECONDS_MAX):
            raise Unseen(f"the end of the request of {self.name}")
