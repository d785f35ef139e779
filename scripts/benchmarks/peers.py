"""The programs under load: the gateway and the two raw servers, and where their data and results go."""

import json
import os
import platform
import shutil
import subprocess
import tempfile
from datetime import datetime, timezone
from pathlib import Path

from gateway import ROOT, Gateway, GatewayFailure, demo_questions

OUTPUT = ROOT / ".bench"


class Peer:
    """One of the raw servers of switchboard-bench, running."""

    def __init__(self, executable, name, folder):
        arguments = [str(executable), name, "--port", "0"]
        if name == "durable":
            arguments += ["--database", str(folder / "durable.db")]
        self.name = name
        self.token = None
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("ready "):
            self.process.kill()
            raise GatewayFailure(f"the peer {name} did not start")
        self.base = line.split()[1]

    @property
    def pid(self):
        return self.process.pid

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class Bench:
    """One run of scripts/bench. Its data lie on the disk of the project, for that is what a commit has to reach."""

    def __init__(self, options):
        self.options = options
        self.quick = options.quick
        build = ROOT / ".build" / "release"
        self.gateway_executable = Path(options.gateway or build / "switchboard").resolve()
        self.peer_executable = Path(options.peers or build / "switchboard-bench").resolve()
        OUTPUT.mkdir(exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="data-", dir=OUTPUT))
        self.questions = None
        self.running = []
        self.grown = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        for program in reversed(self.running):
            program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def peer(self, name):
        folder = self.fresh_folder(name)
        peer = Peer(self.peer_executable, name, folder)
        self.running.append(peer)
        return peer

    def gateway(self, data=None, config=None, arguments=(), scopes=("chat",)):
        """A running gateway with a token; over the demo company unless told otherwise."""
        chosen = {"config": config} if config else {}
        gateway = Gateway(self.gateway_executable, data or self.fresh_folder("gateway"), arguments=[
            "--log-level", "error", *arguments], **chosen)
        if self.questions is None:
            self.questions = gateway.answerable(demo_questions())
        gateway.tokens = {scope: gateway.token(scope, f"bench-{scope}-{os.urandom(4).hex()}") for scope in scopes}
        # Not called `token`: that is the gateway's way to make one.
        gateway.name = "switchboard"
        gateway.start()
        self.running.append(gateway)
        return gateway

    def stop(self, program):
        self.running.remove(program)
        return program.stop()

    def fresh_folder(self, name):
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.folder))

    def describe_machine(self):
        busy = os.getloadavg()[0]
        print(f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}, load {busy:.1f}")
        if busy > 0.7:
            print("The machine is busy with other work: the ratios of a row count, its absolute figures do not.")

    def save(self, name, figures):
        """Writes .bench/NAME.json and says so."""
        path = OUTPUT / f"{name}.json"
        path.write_text(json.dumps({
            "name": name, "at": datetime.now(timezone.utc).isoformat(timespec="seconds"), "cores": os.cpu_count(),
            "load": os.getloadavg()[0], "quick": self.quick, "figures": figures,
        }, indent=2) + "\n")
        print(f"figures: {path.relative_to(ROOT)}")

    def picture(self, name, text):
        path = OUTPUT / f"{name}.svg"
        path.write_text(text)
        print(f"picture: {path.relative_to(ROOT)}")


