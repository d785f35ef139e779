#!/usr/bin/env python3
"""Runs the suites that need the real executable: browser, protocol conformance and fuzzing, crashes, takeovers, mail, phone.

Each suite gets a gateway of its own over an empty store. Afterwards that gateway must still be alive, must stop in
order on SIGTERM, and its event log must agree with every figure derived from it. The last line sums up all suites.
"""

import argparse
import re
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import ROOT, Gateway, GatewayFailure, find_executable, temporary_folder  # noqa: E402

SUITE_SECONDS_MAX = 1200
CLOSING = re.compile(r"^(\d+) passed, (\d+) failed$")


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def say(self, fact, holds, reason=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"  failed: {fact}{': ' + reason if reason else ''}", flush=True)


def run_suite(name, command, tally):
    """Runs one suite, shows what it prints, and takes over the counts of its closing line."""
    begin = time.monotonic()
    print(f"==> {name}", flush=True)
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    closing = None
    try:
        for line in process.stdout:
            found = CLOSING.match(line.strip())
            closing = found or closing
            if not found:
                print("  " + line.rstrip(), flush=True)
            if time.monotonic() - begin > SUITE_SECONDS_MAX:
                process.kill()
        code = process.wait()
    finally:
        if process.poll() is None:
            process.kill()
    seconds = time.monotonic() - begin
    if closing is None:
        tally.say(f"{name} ends with a closing line", False, f"exit code {code}")
        return
    passed, failed = int(closing.group(1)), int(closing.group(2))
    tally.passed += passed
    tally.failed += failed
    tally.say(f"{name}: exit code and counts agree", (code == 0) == (failed == 0) and passed + failed > 0,
              f"exit code {code}, {passed} passed, {failed} failed")
    print(f"  {passed} passed, {failed} failed in {seconds:.0f} s", flush=True)


def with_gateway(name, executable, tally, arguments, keep):
    """Runs a suite against a fresh gateway; arguments maps the running gateway to the suite's command."""
    folder = temporary_folder(name.lower().replace(" ", "-"))
    gateway = Gateway(executable, folder)
    try:
        gateway.start()
        run_suite(name, arguments(gateway), tally)
        tally.say(f"{name}: the gateway is still alive", gateway.is_running(), gateway.tail())
        code, seconds = gateway.stop()
        tally.say(f"{name}: SIGTERM ends the gateway in order", code == 0 and seconds <= 10,
                  f"exit code {code} after {seconds:.1f} s")
        verified = gateway.command("log", "verify", check=False)
        tally.say(f"{name}: the log agrees with what is derived from it", verified.returncode == 0,
                  verified.stdout + verified.stderr)
    except GatewayFailure as failure:
        tally.say(name, False, str(failure))
    finally:
        gateway.kill()
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def browser(gateway, screenshots):
    password = secrets.token_urlsafe(18)
    gateway.operator("Jana", password)
    files = {}
    for name, secret in {"password": password, "chat-token": gateway.token("chat")}.items():
        files[name] = gateway.data / name
        files[name].touch(mode=0o600)
        files[name].write_text(secret)
    return [sys.executable, str(ROOT / "Tests/Browser/run.py"), "--base", gateway.base, "--operator", "Jana",
            "--password-file", str(files["password"]), "--chat-token-file", str(files["chat-token"]),
            "--screenshots", str(screenshots)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executable")
    parser.add_argument("--only", action="append",
                        help="browser, crash, takeover, mail, phone, recipes, peers, matrix or a conformance script")
    parser.add_argument("--keep", action="store_true", help="keep the data folders under .build/test-data")
    parser.add_argument("--screenshots", default=str(ROOT / ".build" / "screenshots"))
    options = parser.parse_args()
    tally = Tally()
    try:
        executable = find_executable(options.executable)
    except GatewayFailure as failure:
        print(f"{failure}\n0 passed, 1 failed")
        return 1
    print(f"Executable: {executable}", flush=True)

    def wanted(name):
        return not options.only or name in options.only

    for script in sorted((ROOT / "Tests/Conformance").glob("*.py")):
        if not script.name.startswith("_") and wanted(script.stem):
            with_gateway(f"conformance {script.stem}", executable, tally,
                         lambda gateway, script=script: [sys.executable, str(script), "--base", gateway.base],
                         options.keep)
    if wanted("crash"):
        run_suite("command line",
                  [sys.executable, str(ROOT / "Tests/CLI/run.py"), "--binary", str(executable)], tally)
        run_suite("crash", [sys.executable, str(ROOT / "Tests/Crash/run.py"), "--executable", str(executable)], tally)
    if wanted("takeover"):
        run_suite("takeover",
                  [sys.executable, str(ROOT / "Tests/Takeover/run.py"), "--executable", str(executable)], tally)
    if wanted("mail"):
        run_suite("mail", [sys.executable, str(ROOT / "Tests/Mail/run.py"), "--executable", str(executable)], tally)
    if wanted("phone"):
        run_suite("phone", [sys.executable, str(ROOT / "Tests/Phone/run.py"), "--executable", str(executable)], tally)
    if wanted("peers"):
        for name, script in {"peers": "peers", "pages of channels": "pages"}.items():
            run_suite(name, [sys.executable, str(ROOT / f"Tests/Recipes/{script}.py"), "--executable", str(executable)],
                      tally)
    if wanted("recipes"):
        run_suite("recipes",
                  [sys.executable, str(ROOT / "Tests/Recipes/run.py"), "--executable", str(executable)], tally)
    if wanted("browser"):
        Path(options.screenshots).mkdir(parents=True, exist_ok=True)
        with_gateway("browser", executable, tally, lambda gateway: browser(gateway, options.screenshots), options.keep)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 0 if tally.failed == 0 and tally.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
