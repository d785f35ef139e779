"""`mail`: mails read per second, beside GMime alone and Python's email; and mails taken over LMTP onto the disk."""

import email
import email.policy
import itertools
import json
import os
import selectors
import socket
import subprocess
import time
from pathlib import Path

from gateway import ROOT
from measure import read_stat, table

FIXTURES = ROOT / "Tests" / "MailFormatTests" / "Fixtures"
# As many as Postfix opens to one destination by default (default_destination_concurrency_limit).
CONNECTIONS = 20
LETTER = """From: Erika Muster <customer{number}@example.org>\r
To: service@nordlicht.example\r
Subject: =?utf-8?q?=C3=96ffnungszeiten?=\r
Date: Mon, 23 Nov 2026 10:00:00 +0100\r
Message-ID: <bench-{run}-{number}@example.org>\r
Auto-Submitted: auto-generated\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=utf-8\r
\r
{text}\r
.\r
"""


def python_per_second(mails, seconds=2.0):
    """Python's email on the same mails: structure, decoded texts and files."""
    begin, count = time.monotonic(), 0
    while time.monotonic() - begin < seconds:
        for raw in mails:
            message = email.message_from_bytes(raw, policy=email.policy.default)
            for part in message.walk():
                if not part.is_multipart():
                    part.get_payload(decode=True)
            count += 1
    return count / (time.monotonic() - begin)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


ENVELOPE = b"MAIL FROM:<>\r\nRCPT TO:<service@nordlicht.example>\r\nDATA\r\n"


class Line:
    """One LMTP connection that pipelines as Postfix does (RFC 2920): envelope, answers, mail, answer."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.heard = b""
        self.expect("220 ")
        self.socket.sendall(b"LHLO bench\r\n")
        self.expect("250 ")
        self.has_envelope = False

    def expect(self, last):
        while not self.heard.endswith(b"\r\n") or not self.lines()[-1].startswith(last):
            self.read()
        self.heard = b""

    def read(self):
        piece = self.socket.recv(4096)
        if not piece:
            raise RuntimeError("the gateway closed an LMTP connection")
        self.heard += piece

    def lines(self):
        return self.heard.decode().splitlines()

    def begin(self):
        self.has_envelope = False
        self.socket.sendall(ENVELOPE)

    def goes_on(self, letter):
        """Reads what came and sends what follows; whether a mail was taken by that."""
        self.read()
        lines = self.lines()
        if not self.heard.endswith(b"\r\n") or len(lines) < (1 if self.has_envelope else 3):
            return False
        wanted = "250" if self.has_envelope else "354"
        if not lines[-1].startswith(wanted):
            raise RuntimeError(f"LMTP said {lines!r}")
        self.heard = b""
        if self.has_envelope:
            self.begin()
            return True
        self.has_envelope = True
        self.socket.sendall(letter())
        return False


def taken_per_second(bench, seconds):
    """Mails of 4 kB that want no answer, taken onto the disk; what an answer costs is in `turns`."""
    port = free_port()
    config = bench.fresh_folder("mail") / "switchboard.yaml"
    demo = ROOT / "config" / "demo"
    config.write_text(
        f"persona: {demo}/personas/mara.yaml\nescalation: {demo}/escalation.yaml\n"
        f"knowledge: [ {{ path: {demo}/knowledge }} ]\nchannels_path: {ROOT}/channels\nchannels:\n"
        "  - { use: rest, name: rest }\n  - { use: webchat, name: web }\n"
        "  - { use: email, name: mail, settings: { address: service@nordlicht.example,\n"
        f"      smtp: {{ host: 127.0.0.1, port: {free_port()}, security: none }},\n"
        f"      lmtp: {{ listen: \"127.0.0.1:{port}\" }} }} }}\n")
    gateway = bench.gateway(config=config)
    text, run, numbers = "Wann haben Sie offen? " * 180, os.urandom(4).hex(), itertools.count()

    def letter():
        return LETTER.format(number=next(numbers), run=run, text=text).encode()

    selector, taken = selectors.DefaultSelector(), 0
    for line in [Line(port) for _ in range(CONNECTIONS)]:
        selector.register(line.socket, selectors.EVENT_READ, line)
        line.begin()
    cpu, begin = read_stat(gateway.pid), time.monotonic()
    while time.monotonic() - begin < seconds:
        taken += sum(key.data.goes_on(letter) for key, _ in selector.select(1))
    passed, cpu = time.monotonic() - begin, read_stat(gateway.pid) - cpu
    bench.stop(gateway)
    return taken / passed, cpu / taken


def mail(bench):
    folder = Path(bench.options.mails) if bench.options.mails else FIXTURES
    files = sorted(folder.rglob("*.eml"))
    if not files:
        raise RuntimeError(f"no .eml files in {folder}")
    done = subprocess.run(
        [str(bench.peer_executable), "mail", "--rounds", "3" if bench.quick else "7", *map(str, files)],
        capture_output=True, text=True, timeout=600)
    if done.returncode != 0:
        raise RuntimeError(f"switchboard-bench mail: {done.stderr.strip()}")
    found = json.loads(done.stdout)
    found["python_per_s"] = python_per_second([path.read_bytes() for path in files], 1 if bench.quick else 4)
    found["taken_per_s"], found["taken_cpu_us"] = taken_per_second(bench, 3 if bench.quick else 10)
    table(f"mail: {found['mails']} mails read again and again on one thread",
          ["reader", "per s", "of GMime"],
          [["GMime alone: tree and decoded parts", found["gmime_per_s"], 1.0],
           ["Switchboard: text, quotes, files, charsets", found["ours_per_s"],
            found["ours_per_s"] / found["gmime_per_s"]],
           ["Python's email", found["python_per_s"], found["python_per_s"] / found["gmime_per_s"]]])
    table(f"mail: taken over LMTP, {CONNECTIONS} connections, 4 kB each, on disk before 250",
          ["taken per s", "CPU-µs each"], [[found["taken_per_s"], found["taken_cpu_us"]]])
    bench.save("mail", found)
