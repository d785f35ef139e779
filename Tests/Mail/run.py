#!/usr/bin/env python3
"""E-mail against real servers: customers write through Postfix and read at Dovecot, the gateway takes and answers.

One gateway takes its mail by LMTP from Postfix and has plus addresses; another reads its mailbox at Dovecot by IMAP.
Both send through Postfix's submission. Needs root, Postfix, Dovecot and openssl (`scripts/setup-system tests`).
"""

import argparse
import shutil
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import find_executable, temporary_folder  # noqa: E402
from mailserver import MailServer, free_port, missing  # noqa: E402
import checks  # noqa: E402
import commands  # noqa: E402
import crashes  # noqa: E402
import deliveries  # noqa: E402
import files  # noqa: E402
import hostile  # noqa: E402
import identity  # noqa: E402
import letters  # noqa: E402
import loops  # noqa: E402
import signin  # noqa: E402
import tokens  # noqa: E402
from company import Company  # noqa: E402
from customer import DOMAIN, PASSWORD  # noqa: E402

CUSTOMERS = 250
TAKEN, READ = "service@acme.test", "info@shop.test"
ALIAS = "hilfe@acme.test"
SIGNED = "marke@shop.test"


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
            print(f"failed: {text}{': ' + str(reason)[:1200] if reason else ''}", flush=True)


class Trial:
    def __init__(self, executable, folder, only):
        self.executable = executable
        self.folder = folder
        self.only = only
        self.report = Report()
        self.companies = {}
        self.lmtp_port = free_port()
        users = {f"kunde{number + 1}@{DOMAIN}": PASSWORD for number in range(CUSTOMERS)}
        self.provider = tokens.Provider(SIGNED)
        self.server = MailServer(
            {**users, TAKEN: PASSWORD, READ: PASSWORD, SIGNED: PASSWORD}, gateway_domain="acme.test",
            gateway_lmtp=f"inet:127.0.0.1:{self.lmtp_port}", aliases=deliveries.ALIASES,
            message_bytes_max=hostile.SERVER_BYTES_MAX, own_authserv_id=identity.AUTHSERV,
            introspection_url=f"http://127.0.0.1:{self.provider.port}/introspect")

    def settings(self, address, **more):
        server = self.server
        submission = {"host": "localhost", "port": server.submission_port, "security": "starttls", "user": address,
                      "password": PASSWORD, "ca_file": str(server.certificate)}
        return {"smtp": submission, **more}

    def company(self, key):
        """A company with its gateway serving; the same one for every scenario that asks for it."""
        if key not in self.companies:
            server = self.server
            if key == "lmtp":
                address, settings = TAKEN, self.settings(
                    TAKEN, aliases=[ALIAS], plus_addressing=True, trusted_servers=[identity.AUTHSERV],
                    lmtp={"listen": f"127.0.0.1:{self.lmtp_port}"}, automatic_mails_per_hour_max=loops.MAILS_MAX)
            elif key == "oauth":
                place = {"host": "localhost", "user": SIGNED, "ca_file": str(server.certificate)}
                address, settings = SIGNED, {
                    "oauth": self.provider.settings(), "smtp": {**place, "port": server.submission_port},
                    "imap": {**place, "port": server.imaps_port, "poll_seconds": 1}}
            else:
                address, settings = READ, self.settings(
                    READ, imap={"host": "localhost", "port": server.imaps_port, "user": READ, "password": PASSWORD,
                                "ca_file": str(server.certificate), "poll_seconds": 1})
            self.companies[key] = Company(self.executable, self.folder / key, address, settings).start()
        return self.companies[key]

    def scenario(self, name, body, *arguments):
        """Runs one scenario; what it throws fails it, and the next one has its turn."""
        if self.only and name not in self.only:
            return
        begin = time.monotonic()
        try:
            body(self.report, *arguments)
        except Exception as failure:
            place = traceback.extract_tb(failure.__traceback__)
            steps = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(place))
            self.report.fact(f"{name} runs to its end", False, f"{failure!r} at {steps}")
        print(f"{name}: {time.monotonic() - begin:.1f} s", flush=True)

    def run(self):
        server = self.server.start()
        taking, reading = self.company("lmtp"), self.company("imap")
        waiting = deliveries.Greylisted(taking, server)
        self.scenario("greylisting", waiting.begin)
        self.scenario("down", deliveries.down, taking, server, self.lmtp_port)
        self.scenario("thread", letters.thread, taking, server, True)
        self.scenario("english", letters.english, taking, server)
        self.scenario("escalation", letters.escalation, taking, server)
        self.scenario("joining", letters.joining, taking, server)
        self.scenario("files", files.operators, taking, server)
        self.scenario("imap", letters.thread, reading, server, False)
        self.scenario("imap", letters.escalation, reading, server)
        self.scenario("imap", deliveries.mailbox_down, reading, server)
        self.scenario("bounces", deliveries.refused, taking, server)
        self.scenario("bounces", deliveries.came_back, taking, server, self.lmtp_port)
        self.scenario("complaints", deliveries.complained, taking, server, self.lmtp_port)
        self.scenario("identity", identity.doubles, taking, server, ALIAS, self.lmtp_port)
        self.scenario("identity", identity.authentication, taking, server, self.lmtp_port)
        self.scenario("silent", loops.silent, taking, server)
        self.scenario("loops", loops.two_gateways, taking, reading, server)
        self.scenario("loops", loops.rate, taking, server)
        self.scenario("loops", loops.burst, taking, server)
        self.scenario("hostile", hostile.headers, taking, server)
        self.scenario("hostile", hostile.shapes, taking, server, self.lmtp_port)
        self.scenario("hostile", hostile.sizes, taking, server, self.lmtp_port)
        self.scenario("commands", commands.inspect, taking, self.folder)
        self.scenario("commands", commands.imports, taking, self.folder)
        self.scenario("doctor", checks.doctor, self.executable, self.folder / "doctor", server, TAKEN)
        self.scenario("signin", signin.refused, self.executable, self.folder / "signin", server, free_port(), TAKEN,
                      self.settings(TAKEN))
        self.scenario("twochannels", signin.two_channels, self.executable, self.folder / "twochannels", server,
                      (free_port(), free_port()), (TAKEN, READ), self.settings(TAKEN))
        self.scenario("oauth", lambda report: tokens.signing_in(report, self.company("oauth"), server, self.provider))
        self.scenario("greylisting", waiting.end)
        self.scenario("crashes", crashes.after_send, taking, server)
        self.scenario("crashes", crashes.while_taking, taking, server)

    def finish(self):
        for name, company in self.companies.items():
            code, seconds = company.stop()
            self.report.fact(f"{name}: SIGTERM ends the gateway in order", code == 0 and seconds <= 10,
                             f"exit code {code} after {seconds:.1f} s")
            said = company.verified()
            self.report.fact(f"{name}: the log agrees with what is derived from it", not said, said)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    parser.add_argument("--only", action="append", help="a scenario's name, as printed after it")
    parser.add_argument("--keep", action="store_true", help="keep the data below .build/test-data")
    options = parser.parse_args()
    if missing():
        print(f"failed: the mail suite needs Postfix and Dovecot: {missing()}\n0 passed, 1 failed")
        return 1
    folder = temporary_folder("mail")
    trial = Trial(find_executable(options.executable), folder, options.only)
    try:
        trial.run()
        trial.finish()
    except Exception as failure:
        trial.report.fact("the trial runs to its end", False, repr(failure))
    finally:
        if trial.report.failed:
            print(trial.server.logs(), flush=True)
        for company in trial.companies.values():
            if trial.report.failed:
                print(company.gateway.tail(), flush=True)
            company.gateway.kill()
        trial.server.stop()
        trial.provider.stop()
        if options.keep or trial.report.failed:
            print(f"data: {folder}", flush=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{trial.report.passed} passed, {trial.report.failed} failed")
    return 0 if trial.report.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
