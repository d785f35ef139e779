#!/usr/bin/env python3
"""Takes conversations away from the agent while its turn runs, and stops the gateway while turns run.

The real executable holds every turn (`SWITCHBOARD_HOLD_TURNS`), so that each of these meets one that runs: takeover,
reply, assignment, escalation and claim, resolution, erasure, the customer's own call for a person. The turn must be
cancelled within 250 ms of the request (the median; a busy machine may delay single ones), its conversation must hold
no word of the agent when all turns held by then would have ended, and a hand-back must bring the agent back.
A gateway that is stopped or killed meanwhile must answer every held message exactly once, before its end or after.
"""

import argparse
import shutil
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import Gateway, find_executable, temporary_folder  # noqa: E402
from witnesses import (  # noqa: E402
    CANCELLED, GOES_ON, HELD, POLL_SECONDS, WAIT_SECONDS_MAX, Application, Chatter, HeldTurns, Unseen)

ROUNDS = 28
MEDIAN_MS_MAX = 250
SINGLE_MS_MAX = 1000
HOLD_MS = 3000
# The gateway lets running turns finish for 5 s when it stops, and gives a turn up after 10 s.
SHORT_HOLD_MS, LONG_HOLD_MS = 1500, 9000
STOP_SECONDS_MAX = 10
STOPPED_WITH = 8
QUESTION = "Wann habt ihr geöffnet?"
WAYS = ["takeover", "reply", "assign", "escalate", "resolve", "erase", "button"]
OWNERS = {"escalate": "operator", "resolve": "nobody", "erase": "nobody", "button": "queue"}


class Trial:
    def __init__(self, executable, folder):
        self.gateway = Gateway(executable, folder / "data")
        self.token = self.gateway.token("admin")
        self.chat_token = self.gateway.token("chat")
        self.gateway.operator("Jana", "nur fuer diesen Test")
        self.turns = HeldTurns(self.gateway.log_path)
        self.passed = 0
        self.failed = 0
        self.ended, self.idle, self.told = [], [], []
        self.taken = []

    def fact(self, text, holds, reason=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"failed: {text}{': ' + str(reason)[:600] if reason else ''}", flush=True)

    def start(self, hold_ms):
        self.gateway.environment["SWITCHBOARD_HOLD_TURNS"] = str(hold_ms)
        self.gateway.start()
        self.connection = self.gateway.connect()

    def call(self, method, path, body=None):
        status, answer, _ = self.connection.request(method, path, body, self.token)
        if not 200 <= status < 300:
            raise Unseen(f"{method} {path}: {status} {answer}")
        return answer

    def in_flight(self):
        """What /metrics says of turns waiting or running."""
        self.connection.http.request("GET", "/metrics", headers={"Authorization": f"Bearer {self.token}"})
        for line in self.connection.http.getresponse().read().decode().splitlines():
            if line.startswith("switchboard_turns_in_flight "):
                return int(line.split()[1])
        raise Unseen("switchboard_turns_in_flight in /metrics")

    def until_idle(self):
        end = time.monotonic() + WAIT_SECONDS_MAX
        while self.in_flight() > 0:
            if time.monotonic() > end:
                raise Unseen("the end of all turns in /metrics")
            time.sleep(POLL_SECONDS)
        return time.monotonic()

    def until_on_disk(self, conversation):
        """The conversation; the turn of a request that waits begins before the message is on disk for all to see."""
        path = f"/api/v1/conversations/{conversation}?after=0"
        end = time.monotonic() + WAIT_SECONDS_MAX
        while self.connection.request("GET", path, token=self.token)[0] == 404 and time.monotonic() < end:
            time.sleep(POLL_SECONDS)
        return self.call("GET", path)

    def messages(self, conversation):
        timeline = self.call("GET", f"/api/v1/conversations/{conversation}?after=0")["timeline"]
        return [item for item in timeline if item["kind"] == "message"]

    def answers(self, conversation):
        return [item for item in self.messages(conversation) if item["author"]["kind"] == "agent"]

    def end_turn(self, way, customer, conversation):
        """Does what takes the conversation from the agent; returns when that is confirmed."""
        path = f"/api/v1/conversations/{conversation}"
        if way == "reply":
            self.call("POST", f"{path}/messages", {"id": "first", "text": "Hier schreibt ein Mensch."})
        elif way == "assign":
            self.call("POST", f"{path}/assign", {"operator": self.jana})
        elif way == "erase":
            self.call("DELETE", f"/api/v1/customers/{self.customer}")
        elif way == "button":
            customer.ask_for_human(self.connection)
        else:
            self.call("POST", f"{path}/{way}")

    def round(self, number):
        way = WAYS[number % len(WAYS)]
        waits = number // len(WAYS) % 2 == 1 and way != "button"
        name = f"{way}-{number + 1}"
        customer = Application(self.gateway, name, self.chat_token) if waits else Chatter(self.gateway, name)
        mark = self.turns.mark
        customer.ask(QUESTION)
        conversation, _ = self.turns.wait(HELD, since=mark)
        self.customer = self.until_on_disk(conversation)["details"]["id"]
        self.fact(f"{name}: /metrics shows the running turn", self.in_flight() == 1)
        begin = time.monotonic()
        self.end_turn(way, customer, conversation)
        idle = self.until_idle()
        _, ended = self.turns.wait(CANCELLED, conversation, mark)
        told = customer.wait_told()
        for figures, moment in ((self.ended, ended), (self.idle, idle), (self.told, told)):
            figures.append(1000 * (moment - begin))
        if way == "escalate":
            case = self.call("GET", f"/api/v1/conversations/{conversation}")["case"]
            self.call("POST", f"/api/v1/cases/{case}/claim")
        self.taken.append((name, way, customer, conversation))

    def takeovers(self, rounds):
        self.start(HOLD_MS)
        self.jana = self.call("GET", "/api/v1/operators")["items"][0]["id"]
        for number in range(rounds):
            self.round(number)
        for text, figures in (("the turn itself ended", self.ended), ("/metrics showed no turn", self.idle),
                              ("the customer was told", self.told)):
            median, most = statistics.median(figures), max(figures)
            print(f"{text}: median {median:.1f} ms, most {most:.1f} ms after the request, {rounds} takeovers",
                  flush=True)
            self.fact(f"{text} within {MEDIAN_MS_MAX} ms, none after {SINGLE_MS_MAX} ms",
                      median < MEDIAN_MS_MAX and most < SINGLE_MS_MAX, [round(figure) for figure in figures])
        self.hand_back()
        for name, way, customer, conversation in self.taken:
            if conversation != self.handed_back:
                said = self.answers(conversation) + customer.agent_said
                self.fact(f"{name}: the agent says nothing", not said, said)
            owner = self.call("GET", f"/api/v1/conversations/{conversation}")["owner"]
            wanted = "agent" if conversation == self.handed_back else OWNERS.get(way, "operator")
            self.fact(f"{name}: the owner is {wanted}", owner == wanted, owner)
        overdue = set(self.turns.conversations(GOES_ON)) & {entry[3] for entry in self.taken} - {self.handed_back}
        self.fact("no cancelled turn came to the agent", not overdue, overdue)
        self.finish("after the takeovers")

    def hand_back(self):
        """The first conversation goes back to the agent; its answer comes after every older turn's time."""
        _, _, customer, self.handed_back = self.taken[0]
        self.fact("the agent says nothing until it has the conversation again", not customer.agent_said)
        self.call("POST", f"/api/v1/conversations/{self.handed_back}/handback", {"summary": "Alles geklärt."})
        mark = self.turns.mark
        customer.ask(QUESTION)
        self.turns.wait(GOES_ON, self.handed_back, mark)
        customer.wait_answer()
        self.until_idle()
        answers = [item for item in self.answers(self.handed_back) if item.get("trace")]
        self.fact("after a hand-back the agent answers once", len(answers) == 1, answers)

    def finish(self, when):
        code, seconds = self.gateway.stop()
        self.fact(f"{when}: SIGTERM ends the gateway in order", code == 0 and seconds <= STOP_SECONDS_MAX,
                  f"exit code {code} after {seconds:.1f} s")
        self.verify(when)
        return seconds

    def verify(self, when):
        verified = self.gateway.command("log", "verify", check=False)
        self.fact(f"{when}: the log agrees with what is derived from it", verified.returncode == 0,
                  verified.stdout + verified.stderr)

    def stopped(self, how, hold_ms):
        """Ends the gateway while turns are held and starts it again: one answer for each message, not two."""
        self.start(hold_ms)
        mark = self.turns.mark
        customers = [Application(self.gateway, f"{how}-{index}", self.chat_token) if index % 2
                     else Chatter(self.gateway, f"{how}-{index}") for index in range(STOPPED_WITH)]
        conversations = []
        for customer in customers:
            before = self.turns.mark
            customer.ask(QUESTION)
            conversations.append(self.turns.wait(HELD, since=before)[0])
        self.fact(f"{how}: all turns run", self.in_flight() == STOPPED_WITH and len(set(conversations)) == STOPPED_WITH)
        begin = time.monotonic()
        if how == "killed":
            self.gateway.kill()
            self.verify(how)
        else:
            self.finish(how)
        seconds = time.monotonic() - begin
        finished = len(self.turns.conversations(GOES_ON, mark))
        self.fact(f"{how}: {'every' if how == 'drained' else 'no'} turn ends before the gateway does",
                  finished == (STOPPED_WITH if how == "drained" else 0), finished)
        waiting = [customer for customer in customers if isinstance(customer, Application)]
        if how != "killed":
            for customer in waiting:
                customer.wait_status()
            right = [customer.status == 200 and bool(customer.agent_said) == (how == "drained") for customer in waiting]
            self.fact(f"{how}: who waits is told before the connection ends", all(right),
                      [customer.status for customer in waiting])

        mark = self.turns.mark
        self.start(1)
        for customer, conversation in zip(customers, conversations):
            if isinstance(customer, Chatter):
                customer.watch()
                customer.wait_answer()
            end = time.monotonic() + WAIT_SECONDS_MAX
            while not self.answers(conversation) and time.monotonic() < end:
                time.sleep(POLL_SECONDS)
        # Whatever would be answered twice is begun at the start, before a message that comes now.
        last = Chatter(self.gateway, f"{how}-last")
        last.ask(QUESTION)
        last.wait_answer()
        self.until_idle()
        taken_up = set(self.turns.conversations(HELD, mark)) & set(conversations)
        counts = [sum(1 for item in self.answers(conversation) if item.get("trace")) for conversation in conversations]
        self.fact(f"{how}: every message is answered exactly once", counts == [1] * STOPPED_WITH, counts)
        self.fact(f"{how}: what was answered is not run again", len(taken_up) == STOPPED_WITH - finished, taken_up)
        self.finish(f"{how}, in the end")
        print(f"{how} with {STOPPED_WITH} turns held for {hold_ms} ms: gone after {seconds:.1f} s, {finished} answered "
              f"before, {len(taken_up)} after the next start; waiting requests got "
              f"{', '.join(sorted(str(customer.status) for customer in waiting))}",
              flush=True)

    def run(self, rounds):
        self.takeovers(rounds)
        self.stopped("drained", SHORT_HOLD_MS)
        self.stopped("parked", LONG_HOLD_MS)
        self.stopped("killed", LONG_HOLD_MS)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keep", action="store_true", help="keep the data below .build/test-data")
    options = parser.parse_args()
    folder = temporary_folder("takeover")
    trial = Trial(find_executable(options.executable), folder)
    try:
        trial.run(options.rounds)
    except Exception as failure:
        trial.fact("the trial runs to its end", False, repr(failure))
        print(trial.gateway.tail(), flush=True)
    finally:
        trial.turns.stop()
        trial.gateway.kill()
        if options.keep or trial.failed:
            print(f"data: {folder}", flush=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{trial.passed} passed, {trial.failed} failed")
    return 0 if trial.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
