#!/usr/bin/env python3
"""Kills the real gateway at every named crash point and at random under load, and looks for what was lost or doubled.

After each death the next gateway starts over the same data, and whoever got no acknowledgement sends again under the
same id. In the end every acknowledged message must be in the log exactly once and in the order sent, every message
must be covered by exactly one answer, every message of a channel with a callback must have reached the callback under
exactly one id, and `log verify` must agree.
"""

import argparse
import random
import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import DEMO, ROOT, Gateway, demo_questions, find_executable, temporary_folder  # noqa: E402
from load import Customer, Load, Operator  # noqa: E402
from receiver import SECRET, Receiver  # noqa: E402

POINTS = ["after-store", "before-commit", "after-commit", "before-send", "after-send", "before-record"]
ROUNDS = 18
SECONDS = 90
CUSTOMER_THREADS = 6
SETTLE_SECONDS_MAX = 60

CONFIGURATION = """\
gateway:
  host: 127.0.0.1
  port: 0
  limits: {{ messages_per_minute_per_sender: 1000000 }}
storage: {{ url: "sqlite:switchboard.db" }}
persona: {demo}/personas/mara.yaml
knowledge: [ {{ path: {demo}/knowledge }} ]
model: {{ provider: none }}
escalation: {demo}/escalation.yaml
channels_path: {root}/channels
channels:
  - {{ use: rest, name: rest }}
  - use: rest
    name: push
    settings: {{ callback_url: "{url}", callback_secret: "{secret}", allow_private: true }}
"""


class Trial:
    def __init__(self, executable, seed, folder):
        self.random = random.Random(seed)
        self.folder = folder
        self.receiver = Receiver(random.Random(seed + 1))
        config = folder / "switchboard.yaml"
        config.write_text(CONFIGURATION.format(demo=DEMO, root=ROOT, url=self.receiver.url, secret=SECRET))
        self.gateway = Gateway(executable, folder / "data", config)
        self.tokens = {Customer: self.gateway.token("chat"), Operator: self.gateway.token("operate")}
        self.questions = self.gateway.answerable(demo_questions())
        self.customers = []
        self.operators = []
        self.passed = 0
        self.failed = 0
        self.deaths = {}

    def fact(self, text, holds, reason=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"failed: {text}{': ' + str(reason)[:600] if reason else ''}", flush=True)

    def fresh(self, kind):
        return random.Random(self.random.getrandbits(48))

    def crew(self, number):
        """New customers for a round, beside everybody who still waits for an acknowledgement."""
        groups = []
        for thread in range(CUSTOMER_THREADS):
            channel = "push" if thread % 2 else "rest"
            group = [writer for writer in self.customers[thread::CUSTOMER_THREADS] if writer.outstanding]
            for index in range(2):
                customer = Customer(f"r{number}-{thread}-{index}", channel, self.questions, self.fresh("customer"))
                group.append(customer)
                self.customers.append(customer)
            groups.append(group)
        # A writer belongs to one thread only, or its messages would overtake each other.
        taken = {id(writer) for group in groups for writer in group}
        groups[0] += [writer for writer in self.customers if writer.outstanding and id(writer) not in taken]
        return groups + [[operator] for operator in self.operators if not operator.is_full]

    def hire(self, number):
        """An operator takes over the conversation of a customer of the channel with the callback."""
        customer = Customer(f"taken-{number}", "push", self.questions, self.fresh("taken"))
        connection = self.gateway.connect()
        for _ in range(3):
            customer.step(connection, self.tokens[Customer])
        self.customers.append(customer)
        conversation = self.conversations()[customer.name]
        self.operators.append(Operator(f"operator-{number}", conversation, self.fresh("operator")))

    def pages(self, path):
        connection = self.gateway.connect()
        cursor = ""
        while True:
            status, body, _ = connection.request("GET", path + cursor, token=self.tokens[Operator])
            if status != 200:
                raise RuntimeError(f"GET {path}: status {status}: {body}")
            yield from body["items"]
            if not body["next"]:
                return
            cursor = f"&cursor={body['next']}"

    def conversations(self):
        """The conversation of every sender, by the address it writes from."""
        found = {}
        connection = self.gateway.connect()
        for channel in ("rest", "push"):
            for item in self.pages(f"/api/v1/conversations?channel={channel}&limit=100"):
                body = connection.request("GET", f"/api/v1/conversations/{item['id']}?after=0",
                                          token=self.tokens[Operator])[1]
                for handle in body["details"]["handles"]:
                    found[handle["address"]] = item["id"]
        return found

    def round(self, number, arming):
        """One life of the gateway, from its start to its death."""
        self.gateway.environment.pop("SWITCHBOARD_CRASH_POINT", None)
        point = arming[0] if arming else None
        if arming:
            self.gateway.environment["SWITCHBOARD_CRASH_POINT"] = f"{arming[0]}:{arming[1]}"
        try:
            self.gateway.start()
            load = Load(self.gateway, self.tokens)
            load.start(self.crew(number))
            died = self.gateway.wait(5.0 if point else self.random.uniform(0.1, 1.2))
            reached = died is not None and died == -9
        except Exception as failure:
            # A crash point can be reached while the gateway takes up what its predecessor left.
            load = None
            reached = point is not None and self.gateway.process.poll() == -9
            if not reached:
                self.fact(f"round {number}: the gateway starts again", False, failure)
                return
        self.gateway.kill()
        if load:
            load.stop()
        if point and reached:
            self.deaths[point] = self.deaths.get(point, 0) + 1
        how = f"{point}:{arming[1]}{'' if reached else ' (not reached; killed)'}" if point else "killed at random"
        verified = self.gateway.command("log", "verify", check=False)
        self.fact(f"round {number}, {how}: the log agrees with what is derived from it", verified.returncode == 0,
                  verified.stdout + verified.stderr)
        acknowledged = sum(len(customer.acknowledged) for customer in self.customers)
        print(f"round {number}: {how}; {acknowledged} messages acknowledged so far", flush=True)

    def settle(self):
        """A last life without a death: everybody sends again what was not acknowledged, and what is owed is done."""
        self.gateway.environment.pop("SWITCHBOARD_CRASH_POINT", None)
        self.gateway.start()
        connection = self.gateway.connect()
        until = time.monotonic() + SETTLE_SECONDS_MAX
        for writer in self.customers + self.operators:
            while writer.outstanding and time.monotonic() < until:
                if isinstance(writer, Customer):
                    writer.post(connection, self.tokens[Customer], *writer.outstanding)
                else:
                    writer.step(connection, self.tokens[Operator])
        waiting = None
        while time.monotonic() < until:
            channels = list(self.pages("/api/v1/channels?"))
            waiting = sum(channel.get("waiting", 0) + channel.get("pending", 0) for channel in channels)
            if waiting == 0:
                break
            time.sleep(0.25)
        self.fact("nothing is left waiting", waiting == 0,
                  f"{waiting} turns or deliveries after {SETTLE_SECONDS_MAX} s")

    def timeline(self, connection, conversation):
        items, after = [], 0
        while True:
            body = connection.request("GET", f"/api/v1/conversations/{conversation}?after={after}",
                                      token=self.tokens[Operator])[1]
            if not body["timeline"]:
                return items
            items += body["timeline"]
            after = body["timeline"][-1]["seq"]

    def examine(self):
        connection = self.gateway.connect()
        known = self.conversations()
        received = self.receiver.by_message()
        operators = {operator.conversation: operator for operator in self.operators}
        lost, doubled, disorder, unanswered, twice, pushed, replies = [], [], [], [], [], [], []
        outbound = set()
        for customer in self.customers:
            if not customer.sent:
                continue
            conversation = known.get(customer.name)
            if conversation is None:
                lost.append(f"the conversation of {customer.name}")
                continue
            items = [item for item in self.timeline(connection, conversation) if item["kind"] == "message"]
            texts = [(item["seq"], item["text"]) for item in items if item["author"]["kind"] == "customer"]
            sent = [text for _, text in customer.sent]
            stored = [text for _, text in texts]
            lost += [text for text in sent if text not in stored]
            doubled += [text for text in stored if stored.count(text) > 1 or text not in sent]
            if [text for text in stored if text in sent] != sent and sorted(stored) == sorted(sent):
                disorder.append(customer.name)
            by_seq = dict(texts)
            lost += [identifier for identifier, text in customer.sent
                     if by_seq.get(customer.acknowledged.get(identifier)) != text]
            operator = operators.get(conversation)
            if operator is None:
                self.judge_answers(customer.name, items, unanswered, twice)
            else:
                written = [item["text"] for item in items if item["author"]["kind"] == "operator"]
                if written != [text for _, text in operator.sent]:
                    replies.append(f"{operator.name}: sent {len(operator.sent)}, stored {len(written)}")
            if customer.channel == "push":
                for item in items:
                    if item["author"]["kind"] == "customer":
                        continue
                    outbound.add((conversation, item["seq"]))
                    came = received.get((conversation, item["seq"]), [])
                    # What the agent had written before the human took over is withdrawn if it had not left yet.
                    if operator is not None and item["author"]["kind"] == "agent" and not came:
                        continue
                    if len(came) != 1 or came[0][1] != item["text"]:
                        pushed.append(f"{conversation}/{item['seq']}: came {len(came)} times, {item.get('delivery')}")
        faults = [fault for writer in self.customers + self.operators for fault in writer.faults]
        self.fact("every promise of the gateway still holds", not faults, faults[:5])
        self.fact("no acknowledged message is lost", not lost, lost[:5])
        self.fact("no message is stored twice", not doubled, doubled[:5])
        self.fact("every sender's messages stand in the order sent", not disorder, disorder[:5])
        self.fact("every message is answered", not unanswered, unanswered[:5])
        self.fact("no message is answered twice", not twice, twice[:5])
        self.fact("every reply of an operator is stored once and in order", not replies, replies[:5])
        self.fact("every outbound message reached the callback under one id", not pushed, pushed[:5])
        strangers = sorted(set(received) - outbound)
        self.fact("the callback got nothing that is not in the log", not strangers, strangers[:5])
        self.fact("every callback is signed, and a repetition is the same", not self.receiver.faults,
                  self.receiver.faults[:5])

    @staticmethod
    def judge_answers(name, items, unanswered, twice):
        """The last message of a turn carries the turn's trace. Words of the agent after it, with none of the customer
        in between, are a second answer to the same messages."""
        previous = None
        for item in items:
            kind = item["author"]["kind"]
            if kind == "agent" and previous == "answered":
                twice.append(f"{name} at {item['seq']}")
            if kind == "customer":
                previous = "asked"
            elif kind == "agent":
                previous = "answered" if item.get("trace") else "answering"
        if previous != "answered":
            unanswered.append(name)

    def run(self, rounds, seconds):
        self.gateway.start()
        for number in range(3):
            self.hire(number)
        self.gateway.kill()
        begin = time.monotonic()
        number = 0
        # Every point at its first occurrence, then at later ones, with a death at random after every third.
        while number < rounds and (number < len(POINTS) or time.monotonic() - begin < seconds):
            number += 1
            if number % 4 == 0 and number > 4:
                self.round(number, None)
            else:
                point = POINTS[(number - 1 - max(0, number // 4 - 1)) % len(POINTS)]
                late = 150 if point in POINTS[:3] else 40
                first = 1 if number <= len(POINTS) else self.random.randint(2, late)
                self.round(number, (point, first))
        for point in POINTS:
            self.fact(f"the gateway died at {point}", self.deaths.get(point, 0) > 0)
        self.settle()
        self.examine()
        code, took = self.gateway.stop()
        self.fact("SIGTERM ends the gateway in order", code == 0 and took <= 10, f"exit code {code} after {took:.1f} s")
        verified = self.gateway.command("log", "verify", check=False)
        self.fact("the log agrees in the end", verified.returncode == 0, verified.stdout + verified.stderr)
        sent = sum(len(customer.sent) for customer in self.customers)
        print(f"{number} rounds in {time.monotonic() - begin:.0f} s: {sent} messages of {len(self.customers)} "
              f"customers, {sum(customer.duplicates for customer in self.customers)} delivered again, "
              f"{sum(len(operator.sent) for operator in self.operators)} replies of operators; callbacks: "
              f"{len(self.receiver.bodies)} taken, {self.receiver.refused} refused, {self.receiver.cut} cut off, "
              f"{self.receiver.repeated} repeated", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="no new round after so many seconds")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--keep", action="store_true", help="keep the data below .build/test-data")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    folder = temporary_folder("crash")
    trial = Trial(find_executable(options.executable), options.seed, folder)
    try:
        trial.run(options.rounds, options.seconds)
    except Exception as failure:
        trial.fact("the trial runs to its end", False, repr(failure))
        print(trial.gateway.tail(), flush=True)
    finally:
        trial.gateway.kill()
        trial.receiver.stop()
        if options.keep or trial.failed:
            print(f"data: {folder}", flush=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{trial.passed} passed, {trial.failed} failed")
    return 0 if trial.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
