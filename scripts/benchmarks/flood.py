"""`flood`: more than the gateway is allowed to take. It says "later" (429 with Retry-After), and nothing breaks."""

import threading
import time

from gateway import DEMO, ROOT
from measure import table

CLIENTS = 64
CONFIGURATION = """\
gateway:
  host: 127.0.0.1
  port: 0
  limits: {{ messages_per_minute_per_sender: 120 }}
storage: {{ url: "sqlite:switchboard.db" }}
persona: {demo}/personas/mara.yaml
knowledge: [ {{ path: {demo}/knowledge }} ]
model: {{ provider: none }}
escalation: {demo}/escalation.yaml
channels_path: {root}/channels
turns: {{ in_flight_max: 16 }}
channels:
  - {{ use: rest, name: rest }}
"""


class Client(threading.Thread):
    """Writes as fast as it can, as its own sender or, with `shared`, as one that all clients share."""

    def __init__(self, gateway, number, questions, until, shared):
        super().__init__(daemon=True)
        self.gateway, self.number, self.questions, self.until = gateway, number, questions, until
        self.sender = "everybody" if shared else f"flood-{number}"
        self.statuses = {}
        self.without_retry_after = 0
        self.acknowledged = []
        self.errors = []

    def run(self):
        connection = self.gateway.connect()
        count = 0
        while time.monotonic() < self.until:
            count += 1
            identifier = f"{self.number}-{count}"
            try:
                status, _, headers = connection.request(
                    "POST", "/channels/rest/messages",
                    {"sender": self.sender, "id": identifier, "text": self.questions[count % len(self.questions)]},
                    self.gateway.tokens["chat"])
            except Exception as error:
                self.errors.append(repr(error))
                continue
            self.statuses[status] = self.statuses.get(status, 0) + 1
            if status == 202:
                self.acknowledged.append(identifier)
            elif status == 429 and not (headers.get("Retry-After") or "").isdigit():
                self.without_retry_after += 1


def flood(bench):
    folder = bench.fresh_folder("flood")
    config = folder / "switchboard.yaml"
    config.write_text(CONFIGURATION.format(demo=DEMO, root=ROOT))
    gateway = bench.gateway(data=folder / "data", config=config, scopes=("chat", "operate"))
    until = time.monotonic() + (3 if bench.quick else 10)
    clients = [Client(gateway, number, bench.questions, until, shared=number % 2 == 0) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    statuses = {}
    for client in clients:
        for status, count in client.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    alive = gateway.is_running()
    connection = gateway.connect()
    status, _, _ = connection.request("GET", "/readyz")
    code, seconds = bench.stop(gateway)
    verified = gateway.command("log", "verify", check=False).returncode
    errors = sum(len(client.errors) for client in clients)
    rows = [[f"answers with status {key}", count] for key, count in sorted(statuses.items())]
    rows += [
        ["429 without Retry-After", sum(client.without_retry_after for client in clients)],
        ["broken connections", errors], ["alive and ready afterwards", "yes" if alive and status == 200 else "no"],
        ["exit code on SIGTERM", str(code)], ["stopped in, s", seconds],
        ["log verify", "agrees" if verified == 0 else "differs"]]
    table(f"flood: {CLIENTS} clients as fast as they can, 16 turns in flight, 120 messages a minute and sender",
          ["what", "count"], rows)
    bench.save("flood", {"statuses": statuses, "errors": errors, "exit_code": code, "verified": verified})
