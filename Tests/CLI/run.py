#!/usr/bin/env python3
"""Runs every command of the executable as a person or a script would: happy paths, bad use, exit codes, JSON shapes.

Works on copies of config/demo, so that nothing of the project is written. The last line is `N passed, N failed`.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Support"))
from gateway import DEMO, ROOT, Gateway, GatewayFailure, find_executable, temporary_folder  # noqa: E402
from letters import letters  # noqa: E402

COMMAND_SECONDS_MAX = 120


class Runner:
    def __init__(self, binary, folder):
        self.binary = str(binary)
        self.folder = folder
        self.config = folder / "demo" / "switchboard.yaml"
        self.data = folder / "data"
        shutil.copytree(DEMO, folder / "demo")
        self.passed = 0
        self.failed = 0

    def say(self, fact, holds, reason=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"failed: {fact}{': ' + str(reason)[:600] if reason != '' else ''}", flush=True)

    def run(self, *arguments, stdin=None, config=None, data=None, cwd=ROOT, environment=None, bare=False):
        shared = [] if bare else ["--config", str(config or self.config), "--data", str(data or self.data)]
        return subprocess.run(
            [self.binary, *arguments, *shared], cwd=cwd, input=stdin, capture_output=True, text=True,
            timeout=COMMAND_SECONDS_MAX, env=dict(os.environ, **(environment or {})))

    def expect(self, fact, done, code=0, out=None, err=None):
        """Exit code, then stdout or stderr against a pattern. A failure says something on stderr, success nothing."""
        said = f"exit code {done.returncode}, stdout {done.stdout[-300:]!r}, stderr {done.stderr[-300:]!r}"
        holds = done.returncode == code
        if code != 0:
            holds = holds and done.stderr.strip() != ""
        if out is not None:
            holds = holds and re.search(out, done.stdout, re.MULTILINE) is not None
        if err is not None:
            holds = holds and re.search(err, done.stderr, re.MULTILINE) is not None
        self.say(fact, holds, "" if holds else said)
        return holds

    def json(self, fact, done, shape):
        """One JSON document on stdout, of which `shape` holds."""
        try:
            value = json.loads(done.stdout)
            holds = done.returncode == 0 and bool(shape(value))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            self.say(fact, False, f"{error!r}; stdout {done.stdout[:300]!r}, stderr {done.stderr[:300]!r}")
            return None
        self.say(fact, holds, done.stdout[:500])
        return value


def is_answer(value):
    fields = ["text", "language", "intent", "confidence", "citations", "escalation", "trace"]
    return (list(value)[:6] == fields[:6] and set(fields) <= set(value)
            and isinstance(value["text"], str) and 0 <= value["confidence"] <= 1
            and all({"id", "title"} <= set(each) for each in value["citations"])
            and (value["escalation"] is None or {"reason", "detail"} <= set(value["escalation"])))


def is_passages(value):
    return isinstance(value, list) and all(
        list(each) == ["article", "title", "score", "text"] and isinstance(each["score"], (int, float)) for each in value)


def use(test):
    for arguments in ([], ["--help"], ["help", "ask"], ["cases", "--help"]):
        test.expect(f"help: {' '.join(arguments) or 'no arguments'}", test.run(*arguments, bare=True), 0, "(?i)usage")
    for arguments in (["bogus"], ["ask"], ["check", "--bogus"], ["check", "--config"], ["cases", "claim", "seven"],
                      ["knowledge", "search", "a", "--top", "0"], ["knowledge", "search", "a", "--top", "x"],
                      ["tokens", "create", "--name", "n", "--scope", "everything"], ["serve", "--port", "70000"],
                      ["operators", "add", "A", "--role", "admin"], ["operators", "password", "A"], ["operators", "remove"], ["operators", "add", "A", "--role", "king"],
                      ["check", "--log-level", "loud"], ["mail", "inspect"], ["deadletters", "retry"]):
        test.expect(f"bad use: {' '.join(arguments)}", test.run(*arguments, bare=True), 2)
    test.expect("version", test.run("version", bare=True), 0, r"^\d+\.\d+\.\d+")
    test.expect("--version", test.run("--version", bare=True), 0, r"^\d+\.\d+\.\d+")
    test.json("version --json", test.run("version", "--json", bare=True), lambda v: re.match(r"\d+\.\d+\.\d+", v["version"]))
    done = test.run("--config", str(test.config), "--json", "check", bare=True)
    test.json("shared options are taken before the command too", done, lambda v: v["ok"] is True)


def configuration(test):
    test.expect("check of the demo", test.run("check"), 0, "is sound")
    test.json("check --json", test.run("check", "--json"), lambda v: v == {"ok": True, "problems": []})
    test.expect("check of the demo from the project's folder", test.run("check", bare=True), 0, "config/demo")
    test.expect("a file that is not there", test.run("check", config="/no/such.yaml"), 2,
                err=r"^/no/such.yaml:1: file: does not exist")
    broken = test.folder / "broken"
    shutil.copytree(DEMO, broken)
    text = (broken / "switchboard.yaml").read_text()
    text = text.replace("sockets_max:", "socket_max:").replace("  port: 8080  ", "  port: 99999  ", 1)
    (broken / "switchboard.yaml").write_text(text + "\ncolour: red\nprocedures: [ procedures ]\nlog_level: \"${env:NO_SUCH}\"\n")
    persona = (broken / "personas/mara.yaml").read_text()
    (broken / "personas/mara.yaml").write_text(persona.replace("default_language: de", "default_language: fr"))
    escalation = (broken / "escalation.yaml").read_text()
    (broken / "escalation.yaml").write_text(escalation.replace("default_queue: service", "default_queue: nobody"))
    done = test.run("check", config=broken / "switchboard.yaml")
    test.expect("problems of all files at once", done, 2)
    lines = done.stderr.strip().splitlines()
    for key in ("gateway.port", "gateway.limits.socket_max", "colour", "procedures", "log_level", "default_language",
                "default_queue"):
        test.say(f"{key} is told with file and line",
                 any(re.match(rf"\S+\.yaml:\d+: {re.escape(key)}: \S", line) for line in lines), lines)
    test.say("one line for each problem", all(re.match(r"\S+\.yaml:\d+: \S+: ", line) for line in lines), lines)
    done = test.run("check", "--json", config=broken / "switchboard.yaml")
    test.say("check --json lists the problems",
             done.returncode == 2 and len(json.loads(done.stdout)["problems"]) == len(lines), done.stdout)
    test.expect("no command starts with a broken configuration", test.run("ask", "hi", config=broken / "switchboard.yaml"), 2)
    article = broken / "knowledge/de/broken.md"
    article.write_text("---\nidd: x\n---\nText.\n")
    shutil.copy(DEMO / "switchboard.yaml", broken / "switchboard.yaml")
    for name in ("personas/mara.yaml", "escalation.yaml"):
        shutil.copy(DEMO / name, broken / name)
    test.expect("check looks at the articles", test.run("check", config=broken / "switchboard.yaml"), 2,
                err=r"broken\.md:\d+")
    secret = test.folder / "secret.yaml"
    secret.write_text(test.config.read_text().replace("log_level", "x") + "\nlog_level: \"${env:LEVEL}\"\n")
    secret = secret.rename(test.config.with_name("secret.yaml"))
    done = test.run("check", config=secret, environment={"LEVEL": "hunter2hunter2"})
    test.say("what a reference holds is not shown", done.returncode == 2 and "hunter2" not in done.stderr + done.stdout,
             done.stderr)
    (test.config.parent / "key.pem").write_text("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
    keyed = test.config.with_name("keyed.yaml")
    keyed.write_text(test.config.read_text()
                     + "\nidentity: { jwt: { issuer: a, audience: b, algorithm: ES256, public_key_file: key.pem } }\n")
    test.expect("check refuses a key that serve could not use", test.run("check", config=keyed), 2,
                err="identity.jwt.public_key_file")
    minimal = test.config.with_name("minimal.yaml")
    minimal.write_text("knowledge: [ { path: knowledge } ]\n")
    test.json("a file with knowledge alone is enough to ask", test.run("ask", "Öffnungszeiten?", "--json", config=minimal), is_answer)
    test.expect("and not enough to serve", test.run("check", config=minimal), 2, err="persona: is missing")


def questions(test):
    done = test.run("ask", "Wann habt ihr am Samstag geöffnet?")
    test.expect("ask in German", done, 0, r"\[opening-hours\]")
    value = test.json("ask --json", test.run("ask", "Wann habt ihr am Samstag geöffnet?", "--json"), is_answer)
    test.say("the answer is German, cited, and no case",
             value and value["language"] == "de" and value["citations"] and value["escalation"] is None, value)
    value = test.json("ask for a person", test.run("ask", "I want to talk to a human being", "--json"), is_answer)
    test.say("the wish is an escalation", value and value["escalation"]["reason"] == "wants_human", value)
    lines = ["Wann habt ihr offen?", "", "What does an inspection cost?", "x" * 100_000, "\x00\x1b[2J <b>&amp;</b>", "🚲"]
    done = test.run("ask", "-", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    test.say("ask -: one object for each line, whatever it holds",
             done.returncode == 0 and len(answers) == len(lines) and all(map(is_answer, answers)),
             f"{done.returncode} {len(answers)} {done.stderr[:300]}")
    many = 2_000
    begin = time.monotonic()
    done = test.run("ask", "-", "--json", stdin="Was kostet die Lieferung?\n" * many)
    seconds = time.monotonic() - begin
    test.say("ask - answers thousands", done.returncode == 0 and len(done.stdout.splitlines()) == many, done.stderr)
    print(f"ask -: {many} questions in {seconds:.2f} s", flush=True)
    done = test.run("chat", stdin="Hallo\nWann habt ihr am Freitag offen?\nund am Samstag?\n")
    test.expect("chat", done, 0, r"Mara: ")
    test.say("chat begins with the AI notice", "KI" in done.stdout, done.stdout[:400])
    test.expect("chat with a persona that is not there", test.run("chat", "--persona", "Nobody", stdin=""), 2, err="Mara")
    test.json("knowledge search --json", test.run("knowledge", "search", "Öffnungszeiten", "--top", "3", "--json"),
              lambda v: is_passages(v) and 1 <= len(v) <= 3)
    test.expect("knowledge search", test.run("knowledge", "search", "Öffnungszeiten", "--top", "2"), 0, "^SCORE +ARTICLE")
    done = test.run("knowledge", "search", "-", "--top", "5", stdin="Rückgabe\n\nshipping costs\nqqqq zzzz")
    values = [json.loads(line) for line in done.stdout.splitlines()]
    test.say("knowledge search -: one array for each line", len(values) == 4 and all(map(is_passages, values)), done.stdout[:300])
    streaming(test)
    test.json("knowledge check --json", test.run("knowledge", "check", "--json"),
              lambda v: all({"kind", "file", "line", "reason"} <= set(each) for each in v["findings"]))
    test.expect("knowledge check", test.run("knowledge", "check"), 0, r"^\d+ articles, \d+ findings")


def streaming(test):
    """A program that asks, reads the answer, then asks again, is not left waiting."""
    process = subprocess.Popen([test.binary, "knowledge", "search", "-", "--config", str(test.config)], cwd=ROOT,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        answers = []
        for query in ("Rückgabe", "Lieferung"):
            process.stdin.write(query + "\n")
            process.stdin.flush()
            answers.append(json.loads(process.stdout.readline()))
        process.stdin.close()
        code = process.wait(10)
        test.say("knowledge search - answers line by line", code == 0 and all(map(is_passages, answers)), code)
    finally:
        if process.poll() is None:
            process.kill()


def imports(test):
    incoming = test.folder / "incoming"
    (incoming / "de").mkdir(parents=True)
    (incoming / "de/tandem.md").write_text("---\ntitle: Tandems\nlang: de\n---\nWir verleihen Tandems für 30 Euro am Tag.\n")
    (incoming / "bad.md").write_text("---\nno_such_key: 1\n---\nText.\n")
    done = test.run("import", "knowledge", str(incoming), "--json")
    results = {Path(json.loads(line)["file"]).name: json.loads(line)["outcome"] for line in done.stdout.splitlines()}
    test.say("import says what became of each", done.returncode == 1 and results == {"tandem.md": "added", "bad.md": "broken"},
             f"{done.returncode} {results} {done.stderr}")
    value = test.json("what was imported is answered from", test.run("ask", "Was kostet ein Tandem am Tag?", "--json"), is_answer)
    test.say("the imported article is cited", value and any(each["id"] == "tandem" for each in value["citations"]), value)
    done = test.run("import", "knowledge", str(incoming / "de"), "--json")
    test.say("an article that is there stays", json.loads(done.stdout)["outcome"] == "kept", done.stdout)
    done = test.run("import", "knowledge", str(incoming / "de"), "--replace", "--json")
    test.say("and is replaced where it is, when asked",
             json.loads(done.stdout)["outcome"] == "replaced" and "/de/tandem.md" in json.loads(done.stdout)["detail"], done.stdout)
    test.expect("a path that is not there", test.run("import", "knowledge", "/no/such"), 1)


def store(test):
    empty = test.folder / "no-store"
    for arguments in (["cases", "list"], ["log", "verify"], ["customers", "show", "u1"], ["deadletters", "list"],
                      ["backup", str(test.folder / "b.db")]):
        test.expect(f"{' '.join(arguments[:2])} without a store", test.run(*arguments, data=empty), 1, err="no store")
    test.say("reading makes no store", not empty.exists())
    test.expect("migrate makes the store", test.run("migrate"), 0, "up to date")
    test.expect("doctor", test.run("doctor"), 0, r"^ok +store")
    test.json("doctor --json", test.run("doctor", "--json"),
              lambda v: {"store", "disk", "clock", "knowledge"} <= {each["check"] for each in v["checks"]})
    readonly = test.folder / "readonly"
    readonly.write_text("not a folder")
    test.expect("doctor finds a store that cannot be", test.run("doctor", data=readonly), 1, r"^fail +store")
    test.expect("an operator", test.run("operators", "add", "Jana", "--role", "supervisor", "--password-stdin",
                                        stdin="correct horse battery\n"), 0, "Jana")
    test.expect("the same name again", test.run("operators", "add", "jana", "--role", "admin", "--password-stdin",
                                                stdin="correct horse battery\n"), 1, err="taken")
    test.expect("a short password", test.run("operators", "add", "Kim", "--role", "admin", "--password-stdin",
                                             stdin="short\n"), 1, err="8")
    test.expect("no password", test.run("operators", "add", "Kim", "--role", "admin", "--password-stdin", stdin=""), 1)
    test.expect("a new password", test.run("operators", "password", "jana", "--password-stdin",
                                           stdin="staple battery horse\n"), 0, "signed out")
    test.expect("a new password that is short", test.run("operators", "password", "Jana", "--password-stdin",
                                                         stdin="short\n"), 1, err="8")
    test.expect("a password of nobody", test.run("operators", "password", "Nobody", "--password-stdin",
                                                 stdin="correct horse battery\n"), 1, err="operators list")
    test.run("operators", "add", "Lea", "--role", "operator", "--password-stdin", stdin="correct horse battery\n")
    test.expect("operators remove", test.run("operators", "remove", "lea"), 0, "Lea removed")
    test.expect("operators remove again", test.run("operators", "remove", "Lea"), 1, err="no operator")
    test.json("operators list", test.run("operators", "list", "--json"),
              lambda v: [each["name"] for each in v["items"]] == ["Jana"] and "hash" not in str(v))
    done = test.run("tokens", "create", "--name", "app", "--scope", "chat")
    secret = done.stdout.splitlines()[-1]
    test.say("a token stands alone on the last line", done.returncode == 0 and re.fullmatch(r"\S{30,}", secret), done.stdout)
    test.expect("a token's name again", test.run("tokens", "create", "--name", "app", "--scope", "chat"), 1, err="taken")
    items = test.json("tokens list does not show it", test.run("tokens", "list", "--json"),
                      lambda v: v["items"][0]["name"] == "app" and secret not in json.dumps(v))
    token = items["items"][0]["id"] if items else "o0"
    test.expect("tokens revoke", test.run("tokens", "revoke", token), 0)
    test.expect("tokens revoke again", test.run("tokens", "revoke", token), 1)
    test.expect("no cases", test.run("cases", "list"), 0, "no open cases")
    test.json("no cases, as JSON", test.run("cases", "list", "--json"), lambda v: v == {"items": []})
    test.expect("a case that is not there", test.run("cases", "show", "k1-1"), 1)
    test.expect("a case that is not there cannot be claimed", test.run("cases", "claim", "k1-1"), 1)
    test.expect("a customer who is not there", test.run("customers", "show", "nobody@example.org"), 1)
    test.expect("no dead letters", test.run("deadletters", "list"), 0, "no dead letters")
    test.expect("a dead letter that is not there", test.run("deadletters", "drop", "1-1"), 1)
    test.expect("log verify", test.run("log", "verify"), 0, "0 differences")
    copy = test.folder / "copy.db"
    test.expect("backup", test.run("backup", str(copy)), 0)
    for path in (copy, test.data / "switchboard.db"):
        test.say(f"{path.name} is for this user alone", path.stat().st_mode & 0o777 == 0o600, oct(path.stat().st_mode))
    test.say("so is the store's folder", test.data.stat().st_mode & 0o777 == 0o700, oct(test.data.stat().st_mode))
    test.say("the backup is a store", copy.exists() and copy.read_bytes()[:15] == b"SQLite format 3")
    test.expect("a backup overwrites nothing", test.run("backup", str(copy)), 1, err="exists")
    damaged = test.folder / "damaged"
    damaged.mkdir()
    (damaged / "switchboard.db").write_bytes(b"this is no database, but long enough to be read as one" * 100)
    test.expect("a damaged store", test.run("cases", "list", data=damaged), 1, err="(?i)restore")


def beside_a_gateway(test):
    """The commands that work on cases and customers, while the gateway serves the same store."""
    gateway = Gateway(test.binary, test.data, test.config)
    try:
        gateway.start()
    except GatewayFailure as failure:
        test.say("the gateway starts", False, failure)
        return
    try:
        with_gateway(test, gateway)
    finally:
        code, seconds = gateway.stop()
        test.say("SIGTERM ends it in order", code == 0 and seconds < 10, f"{code} after {seconds:.1f} s")
    test.expect("the log agrees with everything afterwards", test.run("log", "verify"), 0, "0 differences")


def post(gateway, path, body, token=None):
    request = urllib.request.Request(gateway.base + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def read(gateway, path, token):
    request = urllib.request.Request(gateway.base + path, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def with_gateway(test, gateway):
    session = post(gateway, "/chat/sessions", {"channel": "web"})
    said = post(gateway, f"/chat/sessions/{session['session']}/messages?wait=10",
                {"id": "m1", "text": "Ich möchte mit einem Menschen sprechen."}, session["token"])
    test.say("the customer waits for a person", said["owner"] == "queue", said)
    items = test.json("cases list beside the gateway", test.run("cases", "list", "--json"), lambda v: len(v["items"]) == 1)
    if not items:
        return
    case = items["items"][0]["id"]
    customer = items["items"][0]["customer"]
    test.expect("cases list as a table", test.run("cases", "list"), 0, rf"^{case} +open +")
    test.expect("cases show", test.run("cases", "show", case), 0, "Menschen")
    test.json("cases show --json", test.run("cases", "show", case, "--json"), lambda v: v["brief"]["language"] == "de")
    test.expect("cases note", test.run("cases", "note", case, "ruft um drei an"), 0)
    test.expect("an empty reply", test.run("cases", "reply", case, "  "), 1, err="empty")
    test.expect("cases claim", test.run("cases", "claim", case), 0, "Jana")
    test.expect("cases claim again changes nothing", test.run("cases", "claim", case), 0)
    test.run("operators", "add", "Kim", "--role", "operator", "--password-stdin", stdin="another long password\n")
    test.expect("with two operators one must say who acts", test.run("cases", "claim", case), 2, err="--as")
    test.expect("nobody takes what somebody holds", test.run("cases", "claim", case, "--as", "Kim"), 1, err="Jana")
    test.expect("an operator who is not there", test.run("cases", "claim", case, "--as", "Lee"), 1)
    test.expect("cases reply from stdin", test.run("cases", "reply", case, "-", "--as", "Jana", stdin="Guten Tag,\nhier ist Jana.\n"), 0)
    deadline = time.monotonic() + 10
    heard = False
    while not heard and time.monotonic() < deadline:
        messages = read(gateway, f"/chat/sessions/{session['session']}/messages?after=0", session["token"])
        heard = any("hier ist Jana" in each["text"] for each in messages["items" if "items" in messages else "messages"])
        time.sleep(0 if heard else 0.1)
    test.say("the customer reads what the command line wrote", heard)
    test.expect("cases handback", test.run("cases", "handback", case, "--as", "Jana", "--summary", "Termin vereinbart"), 0)
    said = post(gateway, f"/chat/sessions/{session['session']}/messages?wait=10",
                {"id": "m2", "text": "Wann habt ihr am Samstag offen?"}, session["token"])
    test.say("the agent answers again", said["owner"] == "agent" and any(
        each["author"]["kind"] == "agent" for each in said["messages"]), said)
    test.expect("a case that was handed back is done", test.run("cases", "resolve", case, "--as", "Jana"), 1)
    test.json("cases list --all", test.run("cases", "list", "--all", "--json"), lambda v: v["items"][0]["state"] == "resolved")
    shown = test.json("customers show", test.run("customers", "show", customer, "--json"),
                      lambda v: v["id"] == customer and len(v["conversations"]) == 1)
    test.expect("customers show as text", test.run("customers", "show", customer), 0, f"^customer +{customer}")
    if shown and shown["handles"]:
        test.expect("a customer is found by address", test.run("customers", "show", shown["handles"][0]["address"]), 0, customer)
    test.json("customers export", test.run("customers", "export", customer),
              lambda v: "Menschen" in json.dumps(v, ensure_ascii=False) and v["conversations"][0]["events"])
    test.expect("backup while serving", test.run("backup", str(test.folder / "serving.db")), 0)
    test.expect("log verify while serving", test.run("log", "verify"), 0, "0 differences")
    test.run("operators", "add", "Lea", "--role", "operator", "--password-stdin", stdin="correct horse battery\n")
    session = post(gateway, "/chat/sessions", {"channel": "web"})
    post(gateway, f"/chat/sessions/{session['session']}/messages?wait=10",
         {"id": "m1", "text": "Ich möchte mit einem Menschen sprechen."}, session["token"])
    held = json.loads(test.run("cases", "list", "--json").stdout)["items"][0]["id"]
    test.expect("another operator claims", test.run("cases", "claim", held, "--as", "Lea"), 0)
    test.json("who leaves gives back what they hold", test.run("operators", "remove", "Lea", "--json"),
              lambda v: v["released"] == [held])
    test.json("it waits again", test.run("cases", "show", held, "--json"), lambda v: v["state"] == "open" and v["holder"] is None)
    test.expect("customers erase", test.run("customers", "erase", customer), 0)
    test.expect("an erased customer is gone", test.run("customers", "show", customer), 1)
    test.expect("doctor beside a gateway", test.run("doctor"), 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", "--executable", dest="binary", help="the executable (default: the newest build)")
    parser.add_argument("--only", action="append", help="name of a part: use, configuration, questions, imports, letters, store, "
                        "beside_a_gateway")
    parser.add_argument("--keep", action="store_true", help="keep the folder of the run")
    options = parser.parse_args()
    folder = temporary_folder("cli")
    test = Runner(find_executable(options.binary), folder)
    try:
        for part in (use, configuration, questions, imports, letters, store, beside_a_gateway):
            if not options.only or part.__name__ in options.only:
                part(test)
    finally:
        if options.keep:
            print(f"kept {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{test.passed} passed, {test.failed} failed")
    return 0 if test.failed == 0 and test.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
