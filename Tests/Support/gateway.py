"""Runs the real executable for the end-to-end suites, the crash suite and the benchmarks. Standard library only."""

import http.client
import json
import os
import re
import select
import signal
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "config" / "demo"
READY_SECONDS_MAX = 60
STOP_SECONDS_MAX = 15


class GatewayFailure(Exception):
    """The gateway did not do what every suite needs; the text holds what it said."""


class Gateway:
    """One run of `switchboard serve` on a free loopback port, over a data folder that outlives the run."""

    def __init__(self, executable, data, config=DEMO / "switchboard.yaml", environment=None, arguments=(), port=0):
        self.executable = str(executable)
        self.data = Path(data)
        self.config = Path(config)
        self.environment = dict(os.environ, **(environment or {}))
        self.arguments = list(arguments)
        self.port = port
        self.process = None
        self.base = None
        self.ready_seconds = None
        self.data.mkdir(parents=True, exist_ok=True)

    @property
    def log_path(self):
        return self.data / "gateway.log"

    def start(self):
        """Starts it and waits for its `ready` line. Fails with the end of its log when that does not come."""
        begin = time.monotonic()
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [self.executable, "serve", "--config", str(self.config), "--data", str(self.data),
                 "--port", str(self.port), *self.arguments],
                cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=log)
        received = b""
        while time.monotonic() - begin < READY_SECONDS_MAX:
            readable, _, _ = select.select([self.process.stdout], [], [], 0.2)
            if readable:
                piece = os.read(self.process.stdout.fileno(), 4096)
                received += piece
                found = re.search(rb"^ready (http://\S+)\s*$", received, re.MULTILINE)
                if found:
                    self.ready_seconds = time.monotonic() - begin
                    self.base = found.group(1).decode().rstrip("/")
                    return self
                if not piece:
                    break
            if self.process.poll() is not None:
                break
        self.kill()
        raise GatewayFailure("the gateway did not get ready; it said:\n"
                             + received.decode(errors="replace") + self.tail())

    def tail(self, lines=25):
        try:
            return "\n".join(self.log_path.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""

    @property
    def pid(self):
        return self.process.pid

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """SIGTERM; returns the exit code and the seconds it took. Kills it when it does not end in time."""
        begin = time.monotonic()
        if self.is_running():
            self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self.kill()
            code = "still running"
        self._close()
        return code, time.monotonic() - begin

    def kill(self):
        """SIGKILL, as the power cut would."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._close()

    def wait(self, seconds):
        """Waits for it to end by itself; None when it does not."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        self._close()
        return code

    def _close(self):
        if self.process.stdout and not self.process.stdout.closed:
            self.process.stdout.close()

    def command(self, *arguments, stdin=None, check=True, seconds=120):
        """Runs another command of the executable over the same data; returns the completed process."""
        done = subprocess.run(
            [self.executable, *arguments, "--config", str(self.config), "--data", str(self.data)],
            cwd=ROOT, env=self.environment, input=stdin, capture_output=True, text=True, timeout=seconds)
        if check and done.returncode != 0:
            raise GatewayFailure(
                f"switchboard {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
        return done

    def token(self, scope, name=None):
        """A fresh API token."""
        return self.command("tokens", "create", "--name", name or f"test-{scope}", "--scope", scope) \
            .stdout.strip().splitlines()[-1]

    def operator(self, name, password, role="supervisor"):
        self.command("operators", "add", name, "--role", role, "--password-stdin", stdin=password)

    def connect(self, seconds=30):
        return Connection(self.base, seconds)

    def answerable(self, questions):
        """The questions the agent answers by itself, so that a load neither hands conversations over nor waits."""
        done = self.command("ask", "-", "--json", stdin="\n".join(questions) + "\n")
        answers = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
        kept = [question for question, answer in zip(questions, answers)
                if answer["escalation"] is None and answer["citations"] and answer["confidence"] >= 0.5]
        if len(answers) != len(questions) or len(kept) < 10:
            raise GatewayFailure(f"of {len(questions)} demo questions only {len(kept)} are answered")
        return kept


class Connection:
    """One keep-alive HTTP connection that speaks JSON."""

    def __init__(self, base, seconds=30):
        parts = urllib.parse.urlsplit(base)
        self.http = http.client.HTTPConnection(parts.hostname, parts.port, timeout=seconds)

    def request(self, method, path, body=None, token=None, headers=None):
        """Returns the status, the decoded body (None when it is not JSON) and the headers."""
        sent = dict(headers or {})
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        if token:
            sent["Authorization"] = f"Bearer {token}"
        try:
            self.http.request(method, path, body=data, headers=sent)
            response = self.http.getresponse()
            raw = response.read()
        except Exception:
            self.http.close()
            raise
        try:
            decoded = json.loads(raw) if raw else None
        except ValueError:
            decoded = None
        return response.status, decoded, response.headers

    def close(self):
        self.http.close()


def find_executable(given=None):
    """The executable to test: as told, by the environment, or the newest build."""
    candidates = [given, os.environ.get("SWITCHBOARD_EXECUTABLE")]
    for candidate in candidates:
        if candidate:
            if not os.access(candidate, os.X_OK):
                raise GatewayFailure(f"{candidate} is no executable: build it first")
            return Path(candidate).resolve()
    built = [path for path in (ROOT / ".build/debug/switchboard", ROOT / ".build/release/switchboard") if path.exists()]
    if not built:
        raise GatewayFailure("nothing is built: run swift build first, or name the executable")
    return max(built, key=lambda path: path.stat().st_mtime)


def demo_questions(language=None):
    """The ways customers of the demo company ask: the `questions` of its articles, in a fixed order."""
    questions = []
    for path in sorted((DEMO / "knowledge").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("---"):
            continue
        front = text.split("\n---", 1)[0]
        if re.search(r"^audience:\s*(verified|internal)", front, re.MULTILINE):
            continue
        if language and not re.search(rf"^lang:\s*{language}\b", front, re.MULTILINE):
            continue
        block = re.search(r"^questions:\s*\n((?:[ \t]+-.*\n?)+)", front, re.MULTILINE)
        for line in block.group(1).splitlines() if block else ():
            question = line.strip()[1:].strip().strip("'\"")
            if question:
                questions.append(question)
    return questions or ["Wann habt ihr geöffnet?", "Was kostet eine Inspektion?", "When are you open?"]


def temporary_folder(prefix):
    """A folder for one suite's data, below .build so that nothing strays; its name is new every time."""
    parent = ROOT / ".build" / "test-data"
    parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=prefix + "-", dir=parent))
