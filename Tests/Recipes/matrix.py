#!/usr/bin/env python3
"""A customer in a room of a real homeserver (Synapse) talks with the agent and with an operator; what is redacted is
redacted here, and a transaction that comes again counts once. The last line is `N passed, N failed`."""

import argparse
import json
import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import DEMO, ROOT, Gateway, GatewayFailure, demo_questions, find_executable, temporary_folder  # noqa: E402
from synapse import Synapse, SynapseFailure, free_port  # noqa: E402

SECONDS_MAX = 40


class Company:
    """The gateway with a Matrix channel, and the homeserver it belongs to."""

    def __init__(self, executable, folder):
        port = free_port()
        self.synapse = Synapse(folder / "synapse", f"http://127.0.0.1:{port}")
        shutil.copytree(DEMO, folder / "demo")
        file = folder / "demo" / "switchboard.yaml"
        settings = json.dumps({
            "homeserver": self.synapse.base, "hs_token": self.synapse.hs_token, "as_token": self.synapse.as_token,
            "user_id": self.synapse.user_id, "allow_private": True})
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("\nchannels:", f"\nchannels_path: {ROOT / 'channels'}\nchannels:\n"
                         f"  - {{ use: matrix, name: matrix, settings: {settings} }}\n#", 1), encoding="utf-8")
        self.gateway = Gateway(executable, folder / "data", config=file, port=port)
        self.token = self.gateway.token("operate")
        self.gateway.start()
        self.synapse.start()
        self.connection = self.gateway.connect()

    def call(self, method, path, body=None):
        status, answer, _ = self.connection.request(method, "/api/v1/" + path, body, self.token)
        return status, answer

    def messages(self, conversation):
        """The messages of a conversation's timeline."""
        _, detail = self.call("GET", f"conversations/{conversation}")
        return [each for each in detail["timeline"] if each.get("kind", each.get("type")) == "message"]

    def transaction(self, name, events, token=None):
        """A transaction as a homeserver posts it; the status."""
        status, _, _ = self.connection.request(
            "PUT", f"/channels/matrix/_matrix/app/v1/transactions/{name}", {"events": events},
            token or self.synapse.hs_token)
        return status

    def stop(self):
        self.synapse.stop()
        self.gateway.kill()


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def say(self, fact, holds, reason=""):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"failed: {fact}: {str(reason)[:600]}", flush=True)


def until(holds, seconds=SECONDS_MAX):
    """Asks again until there is something; None when there is not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = holds()
        if value:
            return value
        time.sleep(0.2)
    return None


def said(company, events):
    """What our side said in the room."""
    return [each["content"].get("body", "") for each in events
            if each["sender"] == company.synapse.user_id and each["type"] == "m.room.message"]


def converse(company, tally):
    erika = company.synapse.user("erika")
    room = erika.room(company.synapse.user_id)
    joined = erika.wait(room, lambda events: [
        each for each in events if each["type"] == "m.room.member" and each["sender"] == company.synapse.user_id
        and each["content"].get("membership") == "join"])
    tally.say("an invitation is accepted", joined)
    question = erika.say(room, demo_questions("de")[0])
    answers = erika.wait(room, lambda events: said(company, events))
    tally.say("the agent answers in the room, with the AI notice", "KI" in " ".join(answers), answers)

    conversations = company.call("GET", "conversations?limit=10")[1]["items"]
    tally.say("the room is one conversation", len(conversations) == 1, conversations)
    conversation = conversations[0]["id"]

    before = len(answers)
    erika.say(room, "Ich möchte mit einem Menschen sprechen.")
    erika.wait(room, lambda events: len(said(company, events)) > before)
    case = until(lambda: company.call("GET", f"conversations/{conversation}")[1].get("case"))
    tally.say("a wish for a person makes a case", case)
    status, _ = company.call("POST", f"cases/{case}/claim")
    tally.say("an operator takes it", status == 200, status)
    company.call("POST", f"cases/{case}/messages", {"id": "j1", "text": "Hier ist **Jana**, guten Tag."})
    found = erika.wait(room, lambda events: [
        each for each in events if "Jana" in each["content"].get("body", "")])
    tally.say("the operator's words come with their form", "<strong>Jana</strong>" in found[0]["content"].get(
        "formatted_body", "") or "<b>Jana</b>" in found[0]["content"].get("formatted_body", ""), found)
    count = len(said(company, erika.events(room)))
    erika.say(room, "Danke, Jana! Meine Nummer ist NR-20418.")
    heard = until(lambda: any("NR-20418" in json.dumps(each) for each in company.messages(conversation)))
    tally.say("the customer's answer reaches the operator", heard)
    tally.say("the agent is silent beside a person", len(said(company, erika.events(room))) == count)

    secret = erika.say(room, "Meine Kontonummer ist 4711-0815.")
    until(lambda: any("4711-0815" in json.dumps(each) for each in company.messages(conversation)))
    erika.redact(room, secret)
    told = until(lambda: "took message" in json.dumps(
        company.call("GET", f"conversations/{conversation}")[1]["timeline"]))
    tally.say("operators are told what the customer redacts", told, company.messages(conversation)[-2:])
    return room, question


def resent(company, tally, room):
    """The same transaction, and the same event in another, as homeservers repeat them after a lost answer."""
    event = {"type": "m.room.message", "event_id": "$again", "room_id": room, "sender": "@erika:matrix.test",
             "origin_server_ts": int(time.time() * 1000), "content": {"msgtype": "m.text", "body": "Zweimal gesagt?"}}
    statuses = [company.transaction(name, [event]) for name in ("again-1", "again-1", "again-2")]
    tally.say("a transaction that comes again is taken", statuses == [200, 200, 200], statuses)

    def count():
        conversations = company.call("GET", "conversations?limit=10")[1]["items"]
        return sum(json.dumps(each).count("Zweimal gesagt?") > 0
                   for one in conversations for each in company.messages(one["id"]))

    tally.say("and counts once", until(lambda: count() >= 1) and count() == 1, count())
    for wrong in ("nobody", company.synapse.as_token):
        tally.say("a wrong token is refused", company.transaction("wrong", [event], wrong) == 403)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    options = parser.parse_args()
    tally = Tally()
    folder = temporary_folder("matrix")
    company = None
    try:
        company = Company(find_executable(options.executable), folder)
        room, _ = converse(company, tally)
        resent(company, tally, room)
    except (GatewayFailure, SynapseFailure) as failure:
        tally.say("gateway and homeserver run", False, failure)
    finally:
        if company:
            company.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 0 if tally.failed == 0 and tally.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
