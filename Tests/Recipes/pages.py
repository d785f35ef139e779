#!/usr/bin/env python3
"""Follows docs to the letter: docs/adding-a-platform.md in a folder of its own, and the code of docs/channels/generic.md
with whatever interpreters are at hand. The last line is `N passed, N failed`."""

import argparse
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import DEMO, ROOT, GatewayFailure, find_executable  # noqa: E402

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SECONDS_MAX = 120


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def say(self, fact, holds, reason=""):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"failed: {fact}: {reason}", flush=True)


def run(command, folder, executable, **environment):
    """Runs a command as a reader would, with `switchboard` among the programs."""
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    if not (programs / "switchboard").exists():
        (programs / "switchboard").symlink_to(executable)
    path = f"{programs}:{os.environ['PATH']}"
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS_MAX,
                          env={**os.environ, "PATH": path, **environment})


def adding_a_platform(executable, tally):
    folder = Path(tempfile.mkdtemp(prefix="platform-"))
    shutil.copytree(DEMO / "personas", folder / "personas")
    shutil.copytree(DEMO / "knowledge", folder / "knowledge")
    commands = 0
    for kind, name, content in FENCE.findall((ROOT / "docs/adding-a-platform.md").read_text(encoding="utf-8")):
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        elif kind == "sh":
            for command in content.splitlines():
                commands += 1
                done = run(["bash", "-c", command], folder, executable)
                tally.say(f"{command} works", done.returncode == 0, done.stdout[-800:] + done.stderr[-800:])
    tally.say("the page has commands and files", commands >= 2, f"{commands} commands")
    done = run(["switchboard", "channels", "test", "shouter", "--json"], folder, executable)
    samples = json.loads(done.stdout or "{}").get("samples", [])
    tally.say("every sample of the page holds", len(samples) >= 5 and all(each["ok"] for each in samples), done.stderr)
    # What the page shows of a sample that comes otherwise is what is said.
    sample = folder / "channels/shouter/samples/message.json"
    shown = re.search(r"^```text\n(.*?)\n```$", (ROOT / "docs/adding-a-platform.md").read_text(encoding="utf-8"),
                      re.DOTALL | re.MULTILINE).group(1)
    body, events = sample.read_text(encoding="utf-8").split('"events"')
    sample.write_text(body.replace("Wo ist mein Paket?", "Wo") + '"events"' + events, encoding="utf-8")
    done = run(["switchboard", "channels", "test", "shouter"], folder, executable)
    tally.say("a sample that comes otherwise is told with file and line",
              done.returncode == 1 and shown in done.stderr, f"{shown!r} is not in {done.stderr!r}")
    again = run(["switchboard", "channels", "new", "shouter"], folder, executable)
    tally.say("what is there is not written over", again.returncode == 1 and "already" in again.stderr, again.stderr)
    for name in ["Shouter", "9lives", "a/b", "../x", "", "x" * 33]:
        done = run(["switchboard", "channels", "new", name], folder, executable)
        tally.say(f"the name {name!r} is refused", done.returncode == 2 and done.stderr, done.stderr)
    shutil.rmtree(folder, ignore_errors=True)


TRIES = {
    "standard_webhooks.py": (["python3", "try.py"], "try.py", """
import json, sys
from standard_webhooks import sign, verify
g = json.load(open("given.json"))
b = g["body"].encode()
print(json.dumps({"signature": sign(g["secret"], g["id"], g["time"], b),
    "taken": verify(g["secret"], g["headers"], b, g["time"]), "stale": verify(g["secret"], g["headers"], b, g["time"] + 301),
    "changed": verify(g["secret"], g["headers"], b + b" ", g["time"])}))
"""),
    "standard_webhooks.mjs": (["node", "try.mjs"], "try.mjs", """
import { readFileSync } from "node:fs";
import { sign, verify } from "./standard_webhooks.mjs";
const g = JSON.parse(readFileSync("given.json", "utf8"));
console.log(JSON.stringify({signature: sign(g.secret, g.id, g.time, g.body),
    taken: verify(g.secret, g.headers, g.body, g.time), stale: verify(g.secret, g.headers, g.body, g.time + 301),
    changed: verify(g.secret, g.headers, g.body + " ", g.time)}));
"""),
    "standard_webhooks.php": (["php", "try.php"], "try.php", """<?php
require "standard_webhooks.php";
$g = json_decode(file_get_contents("given.json"), true);
echo json_encode(["signature" => sign($g["secret"], $g["id"], $g["time"], $g["body"]),
    "taken" => verify($g["secret"], $g["headers"], $g["body"], $g["time"]),
    "stale" => verify($g["secret"], $g["headers"], $g["body"], $g["time"] + 301),
    "changed" => verify($g["secret"], $g["headers"], $g["body"] . " ", $g["time"])]);
"""),
}


def generic_code(executable, tally):
    """What the page's code signs is what the definition signs, and the other way round."""
    folder = Path(tempfile.mkdtemp(prefix="generic-"))
    secret = "whsec_" + base64.b64encode(bytes(range(32))).decode()
    time = 1_764_000_000
    body = json.dumps({"id": "m-1", "sender": {"id": "u7"}, "text": "Grüße 👋 \"&\\"}, ensure_ascii=False)
    headers = {"Content-Type": "application/json", "webhook-id": "m-1", "webhook-timestamp": str(time)}
    (folder / "samples").mkdir()
    (folder / "samples/ours.json").write_text(json.dumps({
        "now": time * 1000, "signed": True, "settings": {"secret": secret, "url": "https://app.example.org"},
        "request": {"headers": headers, "text": body}, "answer": {"status": 200}}))
    done = run(["switchboard", "channels", "test", "generic", "--samples", str(folder / "samples"), "--json"], folder,
               executable)
    ours = json.loads(done.stdout)["samples"][0].get("signature", "")
    tally.say("generic signs a sample", ours.startswith("v1,"), done.stderr)
    given = {"secret": secret, "id": "m-1", "time": time, "body": body,
             "headers": {**headers, "webhook-signature": "v1,AAAA " + ours}}
    (folder / "given.json").write_text(json.dumps(given))
    for kind, name, content in FENCE.findall((ROOT / "docs/channels/generic.md").read_text(encoding="utf-8")):
        if not name:
            continue
        command, file, code = TRIES[name]
        (folder / name).write_text(content, encoding="utf-8")
        if shutil.which(command[0]) is None:
            print(f"{name}: not tried, {command[0]} is not installed")
            continue
        (folder / file).write_text(code, encoding="utf-8")
        done = run(command, folder, executable)
        wanted = {"signature": ours, "taken": True, "stale": False, "changed": False}
        tally.say(f"{name} and we agree", done.stdout and json.loads(done.stdout) == wanted, done.stdout + done.stderr)
    shutil.rmtree(folder, ignore_errors=True)


def settings_are_told(tally):
    """Every setting of a definition, and its webhook address, stand on its page."""
    for definition in sorted((ROOT / "channels").glob("*/channel.yaml")):
        text = definition.read_text(encoding="utf-8")
        if "\ninbound:" not in text:
            continue
        kind = definition.parent.name
        page = ROOT / f"docs/channels/{kind}.md"
        told = page.read_text(encoding="utf-8") if page.exists() else ""
        part = re.search(r"^settings:\n(.*?)^\S", text, re.DOTALL | re.MULTILINE).group(1)
        missing = [name for name in re.findall(r"^  (\w+):$", part, re.MULTILINE) if f"`{name}`" not in told]
        tally.say(f"docs/channels/{kind}.md tells every setting", told and not missing, missing)
        index = (ROOT / "docs/channels/README.md").read_text(encoding="utf-8")
        tally.say(f"{kind} stands in the index", f"]({kind}.md)" in index)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    options = parser.parse_args()
    tally = Tally()
    try:
        executable = find_executable(options.executable)
        adding_a_platform(executable, tally)
        generic_code(executable, tally)
        settings_are_told(tally)
    except GatewayFailure as failure:
        tally.say("an executable", False, failure)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 0 if tally.failed == 0 and tally.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
