"""`mail`: mails read per second, beside GMime alone and Python's email; and mails taken over LMTP onto the disk."""

import email
import email.policy
import json
import os
import socket
import subprocess
import threading
import time
from pathlib import Path

from gateway import ROOT
from measure import table

FIXTURES = ROOT / "Tests" / "MailFormatTests" / "Fixtures"
CONNECTIONS = 4
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


class Line:
    """One LMTP connection."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.file = self.socket.makefile("rb")
        self.answer("220")
        self.ask(b"LHLO bench\r\n", "250")

    def answer(self, wanted):
        while True:
            line = self.file.readline().decode()
            if not line.startswith(wanted):
                raise RuntimeError(f"LMTP said {line!r}")
            if line[3:4] != "-":
                return

    def ask(self, command, wanted):
        self.socket.sendall(command)
        self.answer(wanted)

    def deliver(self, text):
        self.ask(b"MAIL FROM:<>\r\n", "250")
        self.ask(b"RCPT TO:<service@nordlicht.example>\r\n", "250")
        self.ask(b"DATA\r\n", "354")
        self.ask(text, "250")


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
    counts, text = [0] * CONNECTIONS, ("Wann haben Sie offen? " * 180)
    run = os.urandom(4).hex()
    end = time.monotonic() + seconds

    def deliver(index):
        line = Line(port)
        while time.monotonic() < end:
            number = counts[index] * CONNECTIONS + index
            line.deliver(LETTER.format(number=number, run=run, text=text).encode())
            counts[index] += 1

    threads = [threading.Thread(target=deliver, args=(index,)) for index in range(CONNECTIONS)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    per_second = sum(counts) / (time.monotonic() - begin)
    bench.stop(gateway)
    return per_second


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
    found["taken_per_s"] = taken_per_second(bench, 3 if bench.quick else 10)
    table(f"mail: {found['mails']} mails read again and again on one thread",
          ["reader", "per s", "of GMime"],
          [["GMime alone: tree and decoded parts", found["gmime_per_s"], 1.0],
           ["Switchboard: text, quotes, files, charsets", found["ours_per_s"],
            found["ours_per_s"] / found["gmime_per_s"]],
           ["Python's email", found["python_per_s"], found["python_per_s"] / found["gmime_per_s"]]])
    table(f"mail: taken over LMTP, {CONNECTIONS} connections, 4 kB each, on disk before 250",
          ["taken per s"], [[found["taken_per_s"]]])
    bench.save("mail", found)
