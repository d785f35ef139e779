"""A real Matrix homeserver (Synapse) on the loopback, with an application service. Standard library only."""

import hashlib
import hmac
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "matrix.test"
READY_SECONDS_MAX = 90
REQUEST_SECONDS_MAX = 30


class SynapseFailure(Exception):
    """The homeserver did not do what the test needs; the text holds what it said."""


def python():
    """The interpreter of an environment with Synapse in it: SYNAPSE_PYTHON, else one made under .build."""
    given = os.environ.get("SYNAPSE_PYTHON")
    if given:
        return given
    folder = ROOT / ".build" / "synapse"
    wanted = (ROOT / "Tests/Recipes/synapse.txt").read_text()
    stamp = folder / "installed.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        done = subprocess.run([str(folder / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", "-r",
                               str(ROOT / "Tests/Recipes/synapse.txt")], capture_output=True, text=True)
        if done.returncode != 0:
            raise SynapseFailure(f"Synapse cannot be installed: {done.stderr[-500:]}")
        stamp.write_text(wanted)
    return str(folder / "bin/python")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Synapse:
    """One homeserver over a folder of its own, an application service registered at `gateway`."""

    def __init__(self, folder, gateway, channel="matrix", localpart="support"):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.user_id = f"@{localpart}:{NAME}"
        self.hs_token = secrets.token_hex(32)
        self.as_token = secrets.token_hex(32)
        self.shared_secret = secrets.token_hex(16)
        self.process = None
        self._write(gateway, channel, localpart)

    def _write(self, gateway, channel, localpart):
        registration = {
            "id": "switchboard", "url": f"{gateway}/channels/{channel}", "as_token": self.as_token,
            "hs_token": self.hs_token, "sender_localpart": localpart, "rate_limited": False,
            "namespaces": {"users": [{"exclusive": True, "regex": f"@{localpart}:{NAME}".replace(".", "\\.")}],
                           "rooms": [], "aliases": []}}
        rate = {"per_second": 1000, "burst_count": 1000}
        config = {
            "server_name": NAME, "pid_file": str(self.folder / "synapse.pid"), "report_stats": False,
            "listeners": [{"port": self.port, "type": "http", "bind_addresses": ["127.0.0.1"],
                           "resources": [{"names": ["client"], "compress": False}]}],
            "database": {"name": "sqlite3", "args": {"database": str(self.folder / "synapse.db")}},
            "media_store_path": str(self.folder / "media"), "signing_key_path": str(self.folder / "signing.key"),
            "registration_shared_secret": self.shared_secret, "macaroon_secret_key": secrets.token_hex(16),
            "form_secret": secrets.token_hex(16), "trusted_key_servers": [], "suppress_key_server_warning": True,
            "app_service_config_files": [str(self.folder / "registration.yaml")],
            "log_config": str(self.folder / "log.yaml"), "rc_message": rate, "rc_registration": rate,
            "rc_login": {"address": rate, "account": rate, "failed_attempts": rate},
            "rc_invites": {"per_room": rate, "per_user": rate, "per_issuer": rate}}
        logs = {"version": 1, "disable_existing_loggers": False,
                "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
                "handlers": {"file": {"class": "logging.FileHandler", "formatter": "plain",
                                      "filename": str(self.folder / "synapse.log")}},
                "root": {"level": "INFO", "handlers": ["file"]}}
        # JSON is YAML.
        for name, document in {"registration": registration, "homeserver": config, "log": logs}.items():
            (self.folder / f"{name}.yaml").write_text(json.dumps(document, indent=1))

    def start(self):
        command = [python(), "-m", "synapse.app.homeserver", "-c", str(self.folder / "homeserver.yaml")]
        subprocess.run([*command, "--generate-keys"], check=True, cwd=self.folder, capture_output=True)
        with open(self.folder / "output.log", "ab") as output:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=output, stderr=output)
        begin = time.monotonic()
        while time.monotonic() - begin < READY_SECONDS_MAX:
            if self.process.poll() is not None:
                break
            try:
                self.request("GET", "/_matrix/client/versions")
                return self
            except (OSError, SynapseFailure):
                time.sleep(0.2)
        said = self.tail()
        self.stop()
        raise SynapseFailure(f"Synapse did not get ready; it said:\n{said}")

    def tail(self):
        return "".join((self.folder / name).read_text(errors="replace")[-2000:]
                       for name in ("output.log", "synapse.log") if (self.folder / name).exists())

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def request(self, method, path, body=None, token=None):
        """One call of the client-server API; the JSON of its answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, method=method)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=REQUEST_SECONDS_MAX) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            raise SynapseFailure(f"{method} {path}: {error.code} {error.read()[:300]}") from error

    def user(self, name):
        """A customer of the homeserver, signed in."""
        nonce = self.request("GET", "/_synapse/admin/v1/register")["nonce"]
        password = secrets.token_hex(16)
        signed = hmac.new(self.shared_secret.encode(), "\0".join([nonce, name, password, "notadmin"]).encode(),
                          hashlib.sha1).hexdigest()
        made = self.request("POST", "/_synapse/admin/v1/register", {
            "nonce": nonce, "username": name, "password": password, "admin": False, "mac": signed})
        return Customer(self, made["user_id"], made["access_token"])


class Customer:
    """Somebody with a Matrix client."""

    def __init__(self, server, user_id, token):
        self.server = server
        self.user_id = user_id
        self.token = token
        self.since = None
        self.count = 0

    def call(self, method, path, body=None):
        return self.server.request(method, f"/_matrix/client/v3/{path}", body, self.token)

    def room(self, invited):
        """A room without encryption, the other one invited."""
        return self.call("POST", "createRoom", {"preset": "private_chat", "invite": [invited]})["room_id"]

    def say(self, room, text, **content):
        """Writes; the event's id."""
        self.count += 1
        return self.call("PUT", f"rooms/{urllib.parse.quote(room)}/send/m.room.message/t{self.count}",
                         {"msgtype": "m.text", "body": text, **content})["event_id"]

    def redact(self, room, event):
        self.count += 1
        path = f"rooms/{urllib.parse.quote(room)}/redact/{urllib.parse.quote(event)}/t{self.count}"
        return self.call("PUT", path, {})["event_id"]

    def events(self, room):
        """Everything said in the room so far, oldest first."""
        return self.call("GET", f"rooms/{urllib.parse.quote(room)}/messages?dir=f&limit=200")["chunk"]

    def wait(self, room, holds, seconds=30):
        """Waits until `holds` of the room's events; the value it gave."""
        begin = time.monotonic()
        since = None
        while time.monotonic() - begin < seconds:
            value = holds(self.events(room))
            if value:
                return value
            # The homeserver answers as soon as something happens.
            query = "sync?timeout=2000" + (f"&since={since}" if since else "")
            since = self.call("GET", query)["next_batch"]
        raise SynapseFailure(f"what was waited for did not come in {seconds} s: "
                             f"{[(each['sender'], each['content'].get('body')) for each in self.events(room)][-5:]}")
