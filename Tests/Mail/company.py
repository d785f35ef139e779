"""A company whose gateway takes and sends mail, as its operators see it: the real executable and its operator API."""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import DEMO, ROOT, Gateway  # noqa: E402

WAIT_SECONDS_MAX = 45
POLL_SECONDS = 0.05
CHANNEL = "post"

CONFIGURATION = """\
gateway: {{ host: 127.0.0.1, port: 0 }}
storage: {{ url: "sqlite:switchboard.db" }}
persona: {demo}/personas/mara.yaml
knowledge: [ {{ path: {demo}/knowledge }} ]
model: {{ provider: none }}
escalation: {demo}/escalation.yaml
channels_path: {root}/channels
channels:
  - use: email
    name: {channel}
    settings: {settings}
"""


class Unseen(Exception):
    """What a test waits for did not come."""


def until(holds, what, seconds=WAIT_SECONDS_MAX):
    """What `holds` returns as soon as that is true of it."""
    deadline = time.monotonic() + seconds
    while True:
        found = holds()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Unseen(f"{what}, within {seconds} s")
        time.sleep(POLL_SECONDS)


class Company:
    """One gateway with one e-mail channel over a data folder of its own."""

    def __init__(self, executable, folder, address, settings):
        self.address = address
        folder.mkdir(parents=True)
        config = folder / "switchboard.yaml"
        # JSON is YAML.
        config.write_text(CONFIGURATION.format(
            demo=DEMO, root=ROOT, channel=CHANNEL, settings=json.dumps({"address": address, **settings})))
        self.gateway = Gateway(executable, folder / "data", config)
        self.token = self.gateway.token("admin")
        self.connection = None

    def start(self, crash_point=None):
        self.gateway.environment.pop("SWITCHBOARD_CRASH_POINT", None)
        if crash_point:
            self.gateway.environment["SWITCHBOARD_CRASH_POINT"] = crash_point
        self.gateway.start()
        self.connection = self.gateway.connect()
        return self

    # -- the operator API ------------------------------------------------------------------------------------------

    def call(self, method, path, body=None):
        status, answer, _ = self.connection.request(method, "/api/v1/" + path, body, self.token)
        if not 200 <= status < 300:
            raise Unseen(f"{method} {path}: {status} {answer}")
        return answer

    def conversations(self, address=None):
        """Summaries of all conversations, or of those a sender opened."""
        found, cursor = [], ""
        while cursor is not None:
            page = self.call("GET", f"conversations?limit=100{cursor}")
            found += page["items"]
            cursor = f"&cursor={page['next']}" if page["next"] else None
        return [item for item in found if address in (None, item["customer"]["address"])]

    def conversation(self, address):
        """The one conversation of a sender; fails when there are several."""
        found = until(lambda: self.conversations(address), f"a conversation of {address}")
        if len(found) != 1:
            raise Unseen(f"one conversation of {address}: there are {len(found)}")
        return found[0]["id"]

    def timeline(self, conversation):
        items, after = [], 0
        while True:
            piece = self.call("GET", f"conversations/{conversation}?after={after}")["timeline"]
            if not piece:
                return items
            items += piece
            after = piece[-1]["seq"]

    def messages(self, conversation, kind):
        return [item for item in self.timeline(conversation)
                if item["kind"] == "message" and item["author"]["kind"] == kind]

    def letters(self, address):
        """All messages customers sent from an address, in all of its conversations."""
        return [item for summary in self.conversations(address) for item in self.messages(summary["id"], "customer")]

    def original(self, conversation, seq):
        """A stored message's mail as it came."""
        self.connection.http.request("GET", f"/api/v1/conversations/{conversation}/messages/{seq}/original",
                                     headers={"Authorization": f"Bearer {self.token}"})
        return self.connection.http.getresponse().read()

    def wait_messages(self, conversation, kind, count):
        def enough():
            found = self.messages(conversation, kind)
            return found if len(found) >= count else None
        return until(enough, f"{count} messages of {kind} in conversation {conversation}")

    def wait_delivery(self, conversation, state, seconds=WAIT_SECONDS_MAX):
        """The newest message of ours in a conversation once its delivery has come to `state`."""
        seen = []

        def arrived():
            seen[:] = [item for item in self.timeline(conversation)
                       if item["kind"] == "message" and item["author"]["kind"] != "customer"]
            return seen[-1] if seen and seen[-1]["delivery"] == state else None
        try:
            return until(arrived, f"delivery {state} in conversation {conversation}", seconds)
        except Unseen as failure:
            raise Unseen(f"{failure}; seen: {[item['delivery'] for item in seen]}") from None

    def attempts(self, conversation):
        """State and words of every attempt that came to something."""
        return [(item["delivery"], item.get("text") or "") for item in self.timeline(conversation)
                if item["kind"] == "delivery"]

    def ledger(self):
        return next(channel for channel in self.call("GET", "channels")["items"] if channel["name"] == CHANNEL)

    def at_rest(self):
        """Waits until no turn runs or waits; what is not written by then is not written for what came before."""
        def resting():
            self.connection.http.request("GET", "/metrics", headers={"Authorization": f"Bearer {self.token}"})
            text = self.connection.http.getresponse().read().decode()
            running = [line for line in text.splitlines() if line.startswith("switchboard_turns_in_flight ")]
            return running and running[0].split()[1] == "0" and self.ledger()["waiting"] == 0
        until(resting, "the end of all turns")

    # -- the end ---------------------------------------------------------------------------------------------------

    def verified(self):
        """What `log verify` says against it; empty when it agrees."""
        done = self.gateway.command("log", "verify", check=False)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    def stop(self):
        return self.gateway.stop()
