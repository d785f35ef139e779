#!/usr/bin/env python3
"""Channels whose platforms are data, against the real executable: signed requests come in and are answered into the
outbox; forged, stale, cut and oversized ones leave nothing. The last line is "N passed, N failed".
"""

import argparse
import json
import shutil
import sqlite3
import sys
import threading
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import DEMO, ROOT, Gateway, find_executable, temporary_folder  # noqa: E402
from platforms import (PUBLIC_URL, SECRETS, meta_signed, post_slack, post_sms, post_telegram,  # noqa: E402
                       post_whatsapp, send, text, whatsapp)

WAIT_SECONDS_MAX = 20
QUESTION = "Wann habt ihr geöffnet?"


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def fact(self, words, holds, reason=""):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        print(f"{'passed' if holds else 'failed'}: {words}{'' if holds else f': {str(reason)[:1200]}'}", flush=True)


class Company:
    """The demo company with channels of several platforms."""

    def __init__(self, executable, folder):
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "switchboard.yaml"
        meta = {"app_secret": [SECRETS["whatsapp"], "the-secret-before"], "verify_token": "our own word",
                "access_token": "t", "phone_number_id": "7700"}
        # JSON is YAML.
        config.write_text(json.dumps({
            "gateway": {"host": "127.0.0.1", "port": 0, "public_url": PUBLIC_URL},
            "storage": {"url": "sqlite:switchboard.db"}, "persona": f"{DEMO}/personas/mara.yaml",
            "knowledge": [{"path": f"{DEMO}/knowledge"}], "model": {"provider": "none"},
            "escalation": f"{DEMO}/escalation.yaml", "channels_path": f"{ROOT}/channels",
            "channels": [
                {"use": "webchat", "name": "web"},
                {"use": "whatsapp", "name": "whatsapp", "settings": meta},
                {"use": "whatsapp", "name": "second", "settings": {**meta, "app_secret": "another-secret"}},
                {"use": "slack", "name": "slack",
                 "settings": {"signing_secret": SECRETS["slack"], "bot_token": "xoxb-1"}},
                {"use": "sms", "name": "sms",
                 "settings": {"account_sid": "AC1", "auth_token": SECRETS["sms"], "sender": "+4930123"}},
                {"use": "telegram", "name": "telegram",
                 "settings": {"token": "1:a", "webhook_secret": SECRETS["telegram"]}}]}))
        self.gateway = Gateway(executable, folder / "data", config)
        self.admin = self.gateway.token("admin")
        self.gateway.start()

    @property
    def base(self):
        return self.gateway.base

    def rows(self, sql, *arguments):
        with sqlite3.connect(f"file:{self.gateway.data}/switchboard.db?mode=ro", uri=True, timeout=10) as database:
            return database.execute(sql, arguments).fetchall()

    def count(self, table, condition="1"):
        return self.rows(f"SELECT count(*) FROM {table} WHERE {condition}")[0][0]

    def call(self, method, path, body=None):
        connection = self.gateway.connect()
        try:
            status, answer, _ = connection.request(method, path, body, self.admin)
            return status, answer
        finally:
            connection.close()

    def metrics(self):
        return send(self.base, "GET", "/metrics", headers={"Authorization": f"Bearer {self.admin}"}).body.decode()

    def until(self, holds):
        deadline = time.monotonic() + WAIT_SECONDS_MAX
        while time.monotonic() < deadline:
            found = holds()
            if found:
                return found
            time.sleep(0.05)
        return None


def conversation(company, channel, number):
    rows = company.rows("SELECT id, owner FROM conversations WHERE channel = ? AND address = ?", channel, number)
    return rows[0] if rows else None


def answered(company, report):
    answer = post_whatsapp(company.base, whatsapp([text("4915100000001", "wamid.1", QUESTION)]))
    report.fact("a signed WhatsApp message is taken", answer.status == 200, (answer.status, answer.body))
    row = company.until(lambda: company.rows(
        "SELECT outbox.state, events.body FROM outbox JOIN events USING (conversation, seq) "
        "JOIN conversations ON conversations.id = outbox.conversation WHERE address = '4915100000001'"))
    report.fact("the agent answers it into the outbox", bool(row) and "Uhr" in row[0][1], row)
    answer = post_slack(company.base, {
        "type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {
            "type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "ts": "1760000000.0001",
            "text": QUESTION}})
    report.fact("a signed Slack message is taken", answer.status == 200, (answer.status, answer.body))
    answer = post_sms(company.base, {
        "MessageSid": "SM1", "From": "+4915100000002", "To": "+4930123", "Body": QUESTION, "NumMedia": "0"})
    report.fact("a signed SMS is taken, in the platform's own form",
                answer.status == 200 and answer.body == b"<Response/>", (answer.status, answer.body))
    answer = post_telegram(company.base, {"update_id": 1, "message": {
        "message_id": 5, "date": 1760000000, "chat": {"id": 77, "type": "private"},
        "from": {"id": 77, "is_bot": False, "first_name": "Ada"}, "text": QUESTION}})
    report.fact("a Telegram update is taken", answer.status == 200, (answer.status, answer.body))
    for channel in ("slack", "sms", "telegram"):
        found = company.until(lambda: company.count("outbox", f"channel = '{channel}'") > 0)
        report.fact(f"the agent answers on {channel}", found)


def handshake(company, report):
    query = "/channels/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
    answer = send(company.base, "GET", query + "our%20own%20word")
    report.fact("a subscription is proved", (answer.status, answer.body) == (200, b"1158201444"),
                (answer.status, answer.body))
    answer = send(company.base, "GET", query + "guess")
    report.fact("a subscription with another word is refused", answer.status == 403 and b"1158" not in answer.body,
                (answer.status, answer.body))


def refused(company, report):
    def stored():
        return company.count("events"), company.count("inbound_letters"), company.count("places")

    before = stored()
    payload = json.dumps(whatsapp([text("4915100000009", "wamid.forged", "x")])).encode()
    good = meta_signed(payload)
    tries = {
        "forged": ("POST", payload, {**good, "X-Hub-Signature-256": "sha256=" + "0" * 64}, 401),
        "unsigned": ("POST", payload, {"Content-Type": "application/json"}, 401),
        "changed": ("POST", payload.replace(b"wamid.forged", b"wamid.changed"), good, 401),
        "truncated": ("POST", payload[:-20], good, 401),
        "signed but cut": ("POST", payload[:-20], meta_signed(payload[:-20]), 400),
        "signed with another channel's secret": ("POST", payload, meta_signed(payload, "another-secret"), 401),
        "of a method that is not taken": ("DELETE", payload, good, 405),
        "oversized": ("POST", b"{" + b" " * 3_200_000 + b"}", {"Content-Type": "application/json"}, 413),
    }
    for name, (method, body, headers, status) in tries.items():
        answer = send(company.base, method, "/channels/whatsapp", body, headers)
        report.fact(f"a request that is {name} is refused", answer.status == status, (answer.status, answer.body[:200]))
    answer = send(company.base, "POST", "/channels/whatsapp/below", payload, good)
    report.fact("a path that is none is refused", answer.status == 404, answer.status)
    answer = send(company.base, "POST", "/channels/nothing", payload, good)
    report.fact("a channel that is none is refused", answer.status == 404, answer.status)
    event = {"type": "event_callback", "event_id": "Ev9", "event": {
        "type": "message", "channel": "D9", "channel_type": "im", "user": "U9", "ts": "1.9", "text": "x"}}
    answer = post_slack(company.base, event, at=time.time() - 400)
    report.fact("a stale request is refused", answer.status == 401, answer.status)
    answer = post_telegram(company.base, {"update_id": 9}, secret="guess")
    report.fact("a wrong secret is refused", answer.status == 401, answer.status)
    answer = post_sms(company.base, {"MessageSid": "SM9", "From": "+49151", "To": "+4930123", "Body": "x"}, secret="y")
    report.fact("a wrong signature of a form is refused", answer.status == 403, answer.status)
    report.fact("nothing of all this is stored", stored() == before, (before, stored()))
    metrics = company.metrics()
    report.fact("refusals are counted by reason",
                'switchboard_platform_refused_total{channel="whatsapp",reason="forged"}' in metrics
                and 'reason="stale"' in metrics, metrics[-1500:])


def once(company, report):
    number = "4915100000003"
    batch = whatsapp([text(number, f"wamid.b{i}", f"Nachricht {i}") for i in range(20)])
    answers = []

    def post():
        answers.append(post_whatsapp(company.base, batch).status)

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.fact("a batch sent eight times at once is acknowledged each time", answers == [200] * 8, answers)
    count = company.rows("SELECT count(*) FROM inbox WHERE address = ?", number)[0][0]
    report.fact("and counts once", count == 20, count)
    report.fact("a second secret is valid while it is changed",
                post_whatsapp(company.base, batch, secret="the-secret-before").status == 200)
    unknown = whatsapp()
    unknown["entry"][0]["changes"][0] = {"field": "account_alerts", "value": {"alert": "x"}}
    before = company.count("events")
    answer = post_whatsapp(company.base, unknown)
    report.fact("an unknown event is acknowledged and kept out",
                answer.status == 200 and company.count("events") == before, answer.status)
    report.fact("and counted", 'kind="ignored",name="account_alerts"' in company.metrics())
    answer = post_whatsapp(company.base, whatsapp([text("", "wamid.bad", "x"), text("4915100000004", "wamid.ok", "Hallo")]))
    report.fact("an entry that cannot be read takes none of the others with it",
                answer.status == 200 and conversation(company, "whatsapp", "4915100000004"), answer.status)


def edits(company, report):
    number = "4915100000005"
    post_whatsapp(company.base, whatsapp([text(number, "wamid.e1", "Ich möchte zwei Karten")]))
    edit = {"from": number, "id": "wamid.e2", "timestamp": "1760000001", "type": "edit", "edit": {
        "original_message_id": "wamid.e1", "message": {"type": "text", "text": {"body": "Ich möchte drei Karten"}}}}
    taken = {"from": number, "id": "wamid.e3", "timestamp": "1760000002", "type": "revoke",
             "revoke": {"original_message_id": "wamid.e1"}}
    mood = {"from": number, "id": "wamid.e4", "timestamp": "1760000003", "type": "reaction",
            "reaction": {"message_id": "wamid.e1", "emoji": "👍"}}
    for _ in range(2):
        post_whatsapp(company.base, whatsapp([edit, taken, mood]))
    found = company.rows(
        "SELECT kind, body FROM events JOIN conversations ON conversations.id = conversation WHERE address = ? "
        "AND kind IN (2, 9) ORDER BY events.seq", number)
    words = " | ".join(body for _, body in found)
    report.fact("edits, deletions and reactions are in the log, once",
                words.count("drei Karten") == 1 and words.count("changed message") == 1
                and words.count("took message") == 1 and words.count("👍") == 1, words)


def echo(company, report):
    number = "4915100000006"
    post_whatsapp(company.base, whatsapp([text(number, "wamid.h1", QUESTION)]))
    company.until(lambda: company.rows(
        "SELECT 1 FROM outbox JOIN conversations ON conversations.id = conversation WHERE address = ?", number))
    written = {"from": "4930123456", "to": number, "id": "wamid.human", "timestamp": "1760000009", "type": "text",
               "text": {"body": "Hier ist Paul, ich kümmere mich selbst darum."}}
    for _ in range(2):
        post_whatsapp(company.base, whatsapp(echoes=[written]))
    owner = company.until(lambda: (conversation(company, "whatsapp", number) or (0, ""))[1] == "queue")
    report.fact("what a person writes in the app takes the conversation from the agent", owner,
                conversation(company, "whatsapp", number))
    found = company.rows(
        "SELECT events.body, outbox.state FROM events JOIN conversations ON conversations.id = events.conversation "
        "JOIN outbox ON outbox.conversation = events.conversation AND outbox.seq = events.seq "
        "WHERE address = ? AND events.body LIKE '%Paul%'", number)
    report.fact("it stands in the log once, as written by a person, and is not sent again",
                len(found) == 1 and '"operator"' in found[0][0] and found[0][1] == "sent", found)
    before = company.rows("SELECT count(*) FROM outbox JOIN conversations ON conversations.id = conversation "
                          "WHERE address = ?", number)
    post_whatsapp(company.base, whatsapp([text(number, "wamid.h2", QUESTION)]))
    time.sleep(1)
    after = company.rows("SELECT count(*) FROM outbox JOIN conversations ON conversations.id = conversation "
                         "WHERE address = ?", number)
    report.fact("the agent stays silent afterwards", before == after, (before, after))


def killed(company, report):
    """Every batch that was acknowledged is there whole; what was not is there whole or not at all."""
    acknowledged, sent = set(), set()
    stop = threading.Event()

    def customers(lane):
        index = 0
        while not stop.is_set():
            name = f"49152{lane}{index:06d}"
            sent.add(name)
            try:
                batch = whatsapp([text(name, f"wamid.k{lane}.{index}.{part}", f"Teil {part}") for part in range(5)])
                if post_whatsapp(company.base, batch).status == 200:
                    acknowledged.add(name)
            except OSError:
                return
            index += 1

    threads = [threading.Thread(target=customers, args=(lane,)) for lane in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(2)
    company.gateway.kill()
    stop.set()
    for thread in threads:
        thread.join()
    company.gateway.start()
    counts = dict(company.rows("SELECT address, count(*) FROM inbox WHERE address LIKE '49152%' GROUP BY address"))
    report.fact("some batches were acknowledged before the kill", len(acknowledged) > 0, len(acknowledged))
    report.fact("every acknowledged batch is there whole", all(counts.get(name) == 5 for name in acknowledged),
                {name: counts.get(name) for name in acknowledged if counts.get(name) != 5})
    report.fact("no batch is there in part", set(counts.values()) <= {5}, set(counts.values()))
    done = company.gateway.command("log", "verify", check=False)
    report.fact("the log agrees with what is derived from it", done.returncode == 0, done.stdout + done.stderr)


SCENARIOS = {"answered": answered, "handshake": handshake, "refused": refused, "once": once, "edits": edits,
             "echo": echo, "killed": killed}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    parser.add_argument("--only", action="append", choices=sorted(SCENARIOS))
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    report = Report()
    folder = temporary_folder("recipes")
    company = None
    try:
        company = Company(find_executable(options.executable), folder)
        for name, scenario in SCENARIOS.items():
            if options.only and name not in options.only:
                continue
            print(f"==> {name}", flush=True)
            try:
                scenario(company, report)
            except Exception:  # noqa: BLE001
                report.fact(name, False, traceback.format_exc())
        code, seconds = company.gateway.stop()
        report.fact("SIGTERM ends the gateway in order", code == 0 and seconds <= 10, (code, seconds))
    except Exception:  # noqa: BLE001
        report.fact("the suite runs", False, traceback.format_exc())
    finally:
        if company:
            company.gateway.kill()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{report.passed} passed, {report.failed} failed")
    return 0 if report.failed == 0 and report.passed else 1


if __name__ == "__main__":
    sys.exit(main())
