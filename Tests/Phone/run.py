#!/usr/bin/env python3
"""Live phone calls against the real executable: the platform's side is played with its vendor's own signing code.

Needs the packages of Tests/Phone/requirements.txt. The last line is "N passed, N failed".
"""

import argparse
import http.client
import json
import re
import shutil
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import DEMO, ROOT, Gateway, find_executable, temporary_folder  # noqa: E402
import callpages  # noqa: E402
import calls  # noqa: E402
import console  # noqa: E402
import deaths  # noqa: E402
import finished  # noqa: E402
import keys  # noqa: E402
import listening  # noqa: E402
import models  # noqa: E402
import one_context  # noqa: E402
import retell  # noqa: E402
import simulator  # noqa: E402
import storms  # noqa: E402
from platform_side import Platform, Unseen  # noqa: E402

SCENARIOS = {
    **models.SCENARIOS, **retell.SCENARIOS, **listening.SCENARIOS, **calls.SCENARIOS, **keys.SCENARIOS,
    **simulator.SCENARIOS, **console.SCENARIOS, **callpages.SCENARIOS, **storms.SCENARIOS, **finished.SCENARIOS,
    **deaths.SCENARIOS, **one_context.SCENARIOS}

PUBLIC_URL = "https://phone.example.test"
TOKEN = "0123456789abcdef0123456789abcdef"
WAIT_SECONDS_MAX = 20
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def fact(self, text, holds, reason=""):
        if holds:
            self.passed += 1
            print(f"passed: {text}", flush=True)
        else:
            self.failed += 1
            print(f"failed: {text}{': ' + str(reason)[:1200] if reason != '' else ''}", flush=True)


class Company:
    """The demo company with phone channels, at any hour of the day."""

    def __init__(self, executable, folder, screenshots=None):
        folder.mkdir(parents=True, exist_ok=True)
        self.public_url = PUBLIC_URL
        self.token_of_account = TOKEN
        self.screenshots = screenshots
        phone = {"auth_tokens": [TOKEN], "language": "de-DE", "timing": {"silence_after_ms": 120000}}
        escalation = re.sub(r"(?ms)^(hours|holidays|special_hours):.*?(?=^\w|^#)", "",
                            (DEMO / "escalation.yaml").read_text())
        hours = ", ".join(f'{day}: ["00:00-23:59"]' for day in DAYS)
        (folder / "escalation.yaml").write_text(escalation + f"\nhours: {{ {hours} }}\n")
        config = folder / "switchboard.yaml"
        # JSON is YAML.
        config.write_text(json.dumps({
            "gateway": {"host": "127.0.0.1", "port": 0, "public_url": PUBLIC_URL},
            "storage": {"url": "sqlite:switchboard.db"}, "persona": f"{DEMO}/personas/mara.yaml",
            "knowledge": [{"path": f"{DEMO}/knowledge"}], "model": {"provider": "none"},
            "escalation": "escalation.yaml", "channels_path": f"{ROOT}/channels",
            "channels": [
                {"use": "webchat", "name": "web"}, {"use": "rest", "name": "rest"},
                {"use": "phone", "name": "phone", "settings": phone},
                {"use": "phone", "name": "desk",
                 "settings": {**phone, "transfer": {"by_operator": {"Jana": "+49721555001"}}}},
                {"use": "phone", "name": "keys",
                 "settings": {**phone, "dtmf": {"menu": [
                     {"key": "1", "says": {"de": "Wann habt ihr geöffnet?", "en": "When are you open?"}},
                     {"key": "2", "does": "human"}, {"key": "9", "does": "repeat"}]},
                     "voice": {"languages": [{"code": "en-US"}]}}},
                {"use": "phone", "name": "quiet",
                 "settings": {**phone, "silence_end": "human", "timing": {"silence_after_ms": 1000}}},
                {"use": "phone", "name": "terse", "settings": {**phone, "timing": {"silence_after_ms": 1000}}},
                {"use": "phone", "name": "model",
                 "settings": {"completions": True, "language": "de-DE", "transfer": {"to": "+49721555000"}}},
                {"use": "phone", "name": "retell",
                 "settings": {"retell": {"api_keys": [retell.API_KEY], "path_secret": retell.PATH_SECRET},
                              "language": "de-DE",
                              "transfer": {"to": "+49721555000"}}},
                {"use": "phone", "name": "ear",
                 "settings": {"auth_tokens": [TOKEN], "listen": {"inbound": "customer"}, "language": "de-DE"}},
                {"use": "phone", "name": "brief",
                 "settings": {**phone, "timing": {"silence_after_ms": 120000, "reconnect_within_ms": 1500}}},
                {"use": "phone", "name": "narrow", "settings": {**phone, "calls_max": 1}}]}))
        self.gateway = Gateway(executable, folder / "data", config)
        self.admin = self.gateway.token("admin")
        self.gateway.operator("Rosa", "a password for tests only")
        self.token_of_chat = self.gateway.token("chat")
        self.jana = self.gateway.token("operate", "Jana")
        self.gateway.start()
        self.connection = self.gateway.connect()

    def restart(self):
        self.gateway.stop()
        self.gateway.start()
        self.connection = self.gateway.connect()

    def platform(self, channel):
        return Platform(self.gateway.base, PUBLIC_URL, channel, TOKEN)

    def call(self, method, path, body=None, token=None):
        try:
            status, answer, _ = self.connection.request(method, path, body, token or self.admin)
        except http.client.RemoteDisconnected:
            # It lay idle while calls were led, and the gateway closed it.
            self.connection = self.gateway.connect()
            status, answer, _ = self.connection.request(method, path, body, token or self.admin)
        return status, answer

    def until(self, holds, what):
        deadline = time.monotonic() + WAIT_SECONDS_MAX
        while True:
            found = holds()
            if found:
                return found
            if time.monotonic() > deadline:
                raise Unseen(f"{what}, within {WAIT_SECONDS_MAX} s")
            time.sleep(0.05)

    def conversations(self):
        return self.call("GET", "/api/v1/conversations?limit=100")[1]["items"]

    def count(self):
        return len(self.conversations())

    def conversation(self, call):
        """The id of the call's conversation, found by its customer's number."""
        def found():
            for conversation in self.conversations():
                if call.number in json.dumps(conversation):
                    return conversation["id"]
            for conversation in self.conversations():
                detail = self.call("GET", f"/api/v1/conversations/{conversation['id']}")[1]
                if call.number in json.dumps(detail):
                    return conversation["id"]
            return None
        return self.until(found, f"the conversation of {call.number}")

    def by_number_of(self, number):
        """The id of the conversation of one caller, by their number."""
        return self.until(lambda: self.by_number().get(number), f"the conversation of {number}")

    def by_number(self):
        """The id of each conversation by its caller's number."""
        found, path = {}, "/api/v1/conversations?limit=100"
        while path:
            page = self.call("GET", path)[1]
            for conversation in page["items"]:
                detail = self.call("GET", f"/api/v1/conversations/{conversation['id']}")[1]
                for number in re.findall(r"\+\d{10,15}", json.dumps(detail)):
                    found[number] = conversation["id"]
            path = f"/api/v1/conversations?limit=100&cursor={page['next']}" if page.get("next") else None
        return found

    def items(self, conversation):
        answer = self.call("GET", f"/api/v1/conversations/{conversation}")[1]
        return answer.get("timeline") or answer.get("items") or []

    def facts(self, conversation):
        """What is known of the conversation's customer, as texts."""
        customer = self.call("GET", f"/api/v1/conversations/{conversation}")[1]["customer"]["id"]
        answer = self.call("GET", f"/api/v1/customers/{customer}")[1]
        return [fact["text"] for fact in answer["facts"]]

    def case_of(self, conversation):
        cases = self.call("GET", "/api/v1/cases?state=open")[1]["items"]
        return next((case for case in cases if case["conversation"] == conversation), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    parser.add_argument("--only", action="append", choices=sorted(SCENARIOS))
    parser.add_argument("--screenshots", type=Path, help="folder for pictures of the console")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    report = Report()
    folder = temporary_folder("phone")
    company = None
    try:
        company = Company(find_executable(options.executable), folder, options.screenshots)
        for name, scenario in SCENARIOS.items():
            if options.only and name not in options.only:
                continue
            print(f"-- {name}", flush=True)
            try:
                scenario(company, report)
            except Exception as failure:
                traceback.print_exc(limit=4)
                report.fact(f"{name} comes to its end", False, failure)
        code, seconds = company.gateway.stop()
        report.fact("SIGTERM ends the gateway in order", code == 0 and seconds <= 10, (code, seconds))
        verified = company.gateway.command("log", "verify", check=False)
        report.fact("the log agrees with what is derived from it", verified.returncode == 0,
                    verified.stdout + verified.stderr)
    except Exception as failure:
        traceback.print_exc()
        report.fact("the suite runs", False, failure)
    finally:
        if company:
            company.gateway.kill()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{report.passed} passed, {report.failed} failed")
    return 0 if report.failed == 0 and report.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
