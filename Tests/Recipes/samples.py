"""Samples made on the fly and run by `switchboard channels test`."""

import base64
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS_MAX = 300


class Samples:
    """Samples of one kind of channel; each carries a fact that must hold of what came."""

    def __init__(self, executable, kind):
        self.executable = executable
        self.kind = kind
        self.facts = []
        self.folder = Path(tempfile.mkdtemp(prefix=f"peers-{kind}-"))

    def request(self, fact, settings, body, headers, now, status, holds=None, signed=False, keys=None, **request):
        """A request whose answer must have `status`; `holds` looks at the JSON of what came."""
        sample = {"settings": settings, "now": now * 1000, "answer": {"status": status},
                  "request": {**request, "headers": headers, "base64": base64.b64encode(body).decode()}}
        if signed:
            sample["signed"] = True
        if keys:
            sample["keys"] = keys
        (self.folder / f"{len(self.facts):04}.json").write_text(json.dumps(sample))
        self.facts.append((fact, holds or (lambda came: True)))

    def run(self, say):
        """Runs them all in one go and says of each fact whether it holds."""
        done = subprocess.run(
            [self.executable, "channels", "test", self.kind, "--samples", str(self.folder), "--json"],
            capture_output=True, text=True, timeout=SECONDS_MAX)
        try:
            came = {each["name"]: each for each in json.loads(done.stdout)["samples"]}
        except (ValueError, KeyError):
            say(f"{self.kind}: the samples run", False, done.stderr[-500:])
            return
        for number, (fact, holds) in enumerate(self.facts):
            each = came.get(f"{number:04}", {"ok": False, "problems": "missing"})
            say(fact, each["ok"] and holds(each), json.dumps(each)[:500])
        shutil.rmtree(self.folder, ignore_errors=True)
