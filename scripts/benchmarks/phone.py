"""`phone`: many calls at once at real speed: final words to first token, what an interruption stops, nothing mixed."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from gateway import DEMO, ROOT
from measure import read_memory, read_stat, table

HERE = Path(__file__).resolve().parent
TOKEN = "a token for the benchmark alone"
PROCESSES = 2
RAMP_SECONDS = 15
# With greeting, questions and answers; who talks longer hangs up then, so that a run has an end.
CALL_SECONDS_MAX = 110
RUN_SECONDS_MAX = 175
# A word after thanks changes no answer.
PHRASES = {"de": "Danke, {}.", "en": "Thanks, {}."}
# Lines of the call itself, which the log does not hold.
OWN_LINES = re.compile(r"einen moment|sehe noch nach|sind sie noch da|höre sie leider|verbinde sie jetzt|one moment|"
                       r"still looking|still there|cannot hear you|connecting you now|end of the time", re.IGNORECASE)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else None


def marker(number):
    """A word of no language, different for each call."""
    consonants, vowels = "bdfgklmnprstvz", "aeiou"
    word = ""
    for _ in range(4):
        number, first = divmod(number * 7 + 3, len(consonants) * len(vowels))
        word += consonants[first // len(vowels)] + vowels[first % len(vowels)]
    return word + "x"


def markers(count):
    found = []
    number = 0
    while len(found) < count:
        word = marker(number * 9973 + 11)
        if word not in found:
            found.append(word)
        number += 1
    return found


def configured(folder, calls):
    config = folder / "switchboard.yaml"
    # JSON is YAML.
    config.write_text(json.dumps({
        "gateway": {"host": "127.0.0.1", "port": 0, "public_url": "https://phone.example.test",
                    "limits": {"sockets_max": 20000, "sessions_per_minute_per_address": 60000}},
        "storage": {"url": "sqlite:switchboard.db"}, "persona": f"{DEMO}/personas/mara.yaml",
        "knowledge": [{"path": f"{DEMO}/knowledge"}], "model": {"provider": "none"},
        "escalation": f"{DEMO}/escalation.yaml", "channels_path": f"{ROOT}/channels",
        "channels": [{"use": "rest", "name": "rest"},
                     {"use": "phone", "name": "phone", "settings": {
                         "auth_tokens": [TOKEN], "language": "de-DE", "calls_max": min(10000, calls + 10)}}]}))
    return config


def scripts(options):
    folder = Path(options.calls) if options.calls else DEMO / "calls"
    found = []
    for path in sorted(folder.rglob("*.json")):
        call = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(call, dict) and isinstance(call.get("turns"), list):
            found.append((path.stem, call))
    if not found:
        raise SystemExit(f"phone: no call files under {folder}")
    return found


def jobs(options, count, ramp, seconds_max):
    calls, words = scripts(options), markers(count)
    made = []
    for number in range(count):
        name, call = calls[number % len(calls)]
        made.append({
            "name": name, "call": call, "marker": words[number], "number": f"+4930231{number:05}",
            "phrase": PHRASES["en" if call.get("lang") == "en" else "de"], "sid": f"CA{number:032x}",
            "delay": ramp * number / count, "seconds_max": seconds_max})
    return made, words


def samples(gateway, processes, begun):
    """Memory and processor time while they call, once a second."""
    seen = []
    while any(process.poll() is None for process in processes):
        if time.monotonic() - begun > RUN_SECONDS_MAX:
            for process in processes:
                process.kill()
            raise RuntimeError(f"the calls did not end within {RUN_SECONDS_MAX} s")
        seen.append({"at": time.monotonic() - begun, "private": read_memory(gateway.pid)["private"],
                     "cpu_us": read_stat(gateway.pid)})
        time.sleep(1)
    return seen


class Disk(threading.Thread):
    """What it takes the disk to keep a page meanwhile: an answer waits for two commits."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.path = folder / "disk"
        self.ended = threading.Event()
        self.ms = []

    def run(self):
        with open(self.path, "wb", buffering=0) as file:
            while not self.ended.wait(0.05):
                begin = time.monotonic()
                file.write(bytes(4096))
                os.fdatasync(file.fileno())
                self.ms.append(1000 * (time.monotonic() - begin))


def every_conversation(connection, token):
    found, path = [], "/api/v1/conversations?limit=100"
    while path:
        _, page, _ = connection.request("GET", path, token=token)
        found += [item["id"] for item in page["items"]]
        path = f"/api/v1/conversations?limit=100&cursor={page['next']}" if page.get("next") else None
    return found


def words_of(text):
    return set(re.findall(r"[^\W\d_]{5,}", text.lower()))


def check_log(gateway, results, words):
    """Whose words stand in whose log, whether what was heard is of the own one, and when cuts were noted."""
    token, connection = gateway.tokens["admin"], gateway.connect()
    by_number = {call["number"]: call for call in results}
    marks = set(words)
    found = {"conversations": 0, "foreign_markers": 0, "unmarked": 0, "foreign_sentences": 0, "cuts_noted_ms": []}
    for identifier in every_conversation(connection, token):
        _, detail, _ = connection.request("GET", f"/api/v1/conversations/{identifier}", token=token)
        numbers = re.findall(r"\+4930231\d{5}", json.dumps(detail))
        call = by_number.get(numbers[0]) if numbers else None
        if call is None:
            continue
        found["conversations"] += 1
        items = detail["timeline"]
        asked = " ".join(item.get("text") or "" for item in items
                         if item["kind"] == "message" and item["author"]["kind"] == "customer").lower()
        seen = marks & set(re.findall(r"\w+", asked))
        found["foreign_markers"] += len(seen - {call["marker"]})
        found["unmarked"] += call["asked"] > 0 and call["marker"] not in seen
        said = words_of(" ".join(item.get("text") or "" for item in items
                                 if item["kind"] == "message" and item["author"]["kind"] != "customer"))
        for sentence in call["heard"]:
            long = words_of(sentence)
            # Numbers, times and headings are spoken otherwise than they are written.
            if len(long) >= 3 and not OWN_LINES.search(sentence) and len(long & said) < len(long) / 3:
                found["foreign_sentences"] += 1
        stamps = [datetime.fromisoformat(item["at"].replace("Z", "+00:00")).timestamp()
                  for item in items if item["kind"] == "heard"]
        for cut in call["cuts"]:
            after = [stamp - cut["at"] for stamp in stamps if -0.002 <= stamp - cut["at"] < 5]
            if after:
                found["cuts_noted_ms"].append(1000 * max(0.0, min(after)))
    return found


def settled(gateway):
    time.sleep(2)
    return read_memory(gateway.pid)["private"]


def phone(bench):
    count = min(50, bench.options.phone_calls) if bench.quick else bench.options.phone_calls
    ramp, seconds_max = (3, 40) if bench.quick else (RAMP_SECONDS, CALL_SECONDS_MAX)
    folder = bench.fresh_folder("phone")
    gateway = bench.gateway(data=folder / "data", config=configured(folder, count), scopes=("admin",))
    echo = subprocess.Popen([sys.executable, str(HERE / "echo.py")], stdout=subprocess.PIPE, text=True)
    try:
        port = echo.stdout.readline().split()[1]
        made, words = jobs(bench.options, count, ramp, seconds_max)
        before, cpu_before = settled(gateway), read_stat(gateway.pid)
        begun = time.monotonic()
        processes = []
        for place in range(PROCESSES):
            process = subprocess.Popen([sys.executable, str(HERE / "phone_callers.py")], stdin=subprocess.PIPE,
                                       stdout=open(folder / f"callers-{place}.json", "wb"))
            work = {"base": gateway.base, "channel": "phone", "token": TOKEN, "echo": f"http://127.0.0.1:{port}",
                    "public_url": "https://phone.example.test", "jobs": made[place::PROCESSES], "markers": words}
            process.stdin.write(json.dumps(work).encode())
            process.stdin.close()
            processes.append(process)
        disk = Disk(folder)
        disk.start()
        seen = samples(gateway, processes, begun)
        disk.ended.set()
        took = time.monotonic() - begun
        cpu = (read_stat(gateway.pid) - cpu_before) / 1e6
    finally:
        echo.kill()
        echo.wait()
    parts = [json.loads((folder / f"callers-{place}.json").read_text()) for place in range(PROCESSES)]
    figures = evaluate(gateway, parts, words, {
        "calls": count, "disk_ms": disk.ms, "took_s": took, "cpu_s": cpu, "private_before_kib": before,
        "private_peak_kib": max(sample["private"] for sample in seen)})
    code, _ = bench.stop(gateway)
    figures["log_verified"] = gateway.command("log", "verify", check=False).returncode == 0
    figures["exit_code"] = code
    show(figures)
    bench.save("phone", figures)


def evaluate(gateway, parts, words, figures):
    results = [call for part in parts for call in part["calls"]]
    first = [value for call in results for value in call["first_tokens_ms"]]
    cuts = [cut for call in results for cut in call["cuts"]]
    echo = [value for part in parts for value in part["echo_ms"]]
    lags = [value for part in parts for value in part["lags_ms"]]
    asked = sum(call["asked"] for call in results)
    log = check_log(gateway, results, words)
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {
        **figures, "utterances": asked, "answered": len(first),
        "failed": [call["error"] or call["reason"] for call in results
                   if call["error"] or call["reason"] not in ("hung_up", "too_long", "put_through")],
        "first_token_ms": {name: percentile(first, share) for name, share in shares.items()},
        "echo_ms": {name: percentile(echo, share) for name, share in shares.items()},
        "disk_ms": {name: percentile(figures["disk_ms"], share) for name, share in shares.items()},
        "client_lag_ms": {name: percentile(lags, share) for name, share in shares.items()},
        "client_cpu_s": [part["cpu_s"] for part in parts],
        "cuts": len(cuts), "cuts_with_tokens_after": sum(cut["tokens_after"] > 0 for cut in cuts),
        "cut_last_token_ms": {name: percentile([cut["last_after_ms"] for cut in cuts], share)
                              for name, share in shares.items()},
        "cut_noted_ms": {name: percentile(log["cuts_noted_ms"], share) for name, share in shares.items()},
        "foreign_markers_heard": sum(len(call["foreign"]) for call in results),
        **{name: value for name, value in log.items() if name != "cuts_noted_ms"},
        "kib_each": (figures["private_peak_kib"] - figures["private_before_kib"]) / figures["calls"],
        "cpu_ms_each": 1000 * figures["cpu_s"] / figures["calls"],
        "cpu_ms_per_utterance": 1000 * figures["cpu_s"] / max(1, asked)}


def show(figures):
    def four(values):
        return " / ".join("-" if values[name] is None else f"{values[name]:.1f}" for name in ("p50", "p95", "p99", "max"))

    table(f"phone: {figures['calls']} calls at once at real speed", ["what", "value"], [
        ["took, s", figures["took_s"]], ["calls that failed", len(figures["failed"])],
        ["utterances / answered by the agent", f"{figures['utterances']} / {figures['answered']}"],
        ["final words to first token, p50 / p95 / p99 / max, ms", four(figures["first_token_ms"])],
        ["raw echo of the same words at the same moment, ms", four(figures["echo_ms"])],
        ["one page onto the disk meanwhile, ms", four(figures["disk_ms"])],
        ["lateness of the callers' own timers, ms", four(figures["client_lag_ms"])],
        ["interruptions", figures["cuts"]],
        ["interruption to the last token that still came, ms", four(figures["cut_last_token_ms"])],
        ["interruption to message_heard in the log, ms", four(figures["cut_noted_ms"])],
        ["words of other calls, heard / in the log", f"{figures['foreign_markers_heard']} / {figures['foreign_markers']}"],
        ["sentences heard that the own log does not hold", figures["foreign_sentences"]],
        ["conversations in the log / without the own word",
         f"{figures['conversations']} / {figures['unmarked']}"],
        ["private memory a call, at most, KiB", figures["kib_each"]],
        ["processor a call / an utterance, ms", f"{figures['cpu_ms_each']:.1f} / {figures['cpu_ms_per_utterance']:.1f}"],
        ["log verify", "agrees" if figures["log_verified"] else "differs"]])
    for reason in sorted(set(map(str, figures["failed"])))[:5]:
        print(f"  failed: {reason} ({list(map(str, figures['failed'])).count(reason)} times)")
