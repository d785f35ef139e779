"""What a caller is going to say: read from our own call files, or from any transcript `switchboard` understands."""

import json
import re
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from relay import Trouble
from spoken import READ_BACK

WORDS_PER_SECOND = 2.6
PAUSE_SECONDS = (0.3, 4.0)
FILE_BYTES_MAX = 32 * 1024 * 1024
KEYS = re.compile(r"^[0-9*#A-D]{1,32}$")
GERMAN = re.compile(r"[äöüß]|\b(ich|und|nicht|das|ist|bitte|wie|mein|wir)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Utterance:
    """One thing the caller says or keys."""

    text: str = ""  # as it is recognised
    truth: str = ""  # as it was really said
    pause_s: float = 0.6  # after the agent, or after the caller's own words before
    seconds: float = 1.0  # to say it
    cut_after_words: int | None = None  # cuts in when so many words of the answer were heard
    follows: bool = False  # said after the caller's own words, without waiting for an answer
    keys: str = ""
    turn: int = -1
    language: str | None = None
    to_read_back: bool = False  # the agent of the file asked whether it understood
    kind: str = "script"  # or confirms, corrects, repeats: an answer to a read-back


@dataclass(frozen=True)
class Meant:
    """Something of the call that must be understood right."""

    kind: str
    value: str
    turn: int
    said: str


@dataclass(frozen=True)
class Script:
    id: str
    language: str
    number: str
    utterances: tuple
    meant: tuple = ()


def seconds_to_say(text):
    return max(0.4, len(text.split()) / WORDS_PER_SECOND)


def plan(turns, language):
    """The caller's part of the turns `{who, text, start_s, end_s, interrupted, heard, truth, keys, lang}`."""
    found = []
    for number, turn in enumerate(turns):
        if turn["who"] != "caller":
            continue
        text = str(turn.get("text") or "").strip()
        keys = str(turn.get("keys") or "")
        if keys and not KEYS.match(keys):
            raise Trouble(f"turn {number}: keys are 1 to 32 of 0-9, *, # and A-D")
        if not text and not keys:
            continue
        before = turns[number - 1] if number else None
        start, end = turn.get("start_s"), turn.get("end_s")
        pause = 0.6
        if before and start is not None and before.get("end_s") is not None:
            pause = min(max(start - before["end_s"], PAUSE_SECONDS[0]), PAUSE_SECONDS[1])
        cut = None
        if before and before["who"] == "agent" and before.get("interrupted"):
            cut = max(1, len(str(before.get("heard") or before.get("text") or "").split()))
        timed = end - start if start is not None and end is not None and end > start else None
        # What is spoken faster than anybody can was written, not spoken.
        seconds = max(timed or 0.0, seconds_to_say(text) * 0.7) if text else 0.0
        found.append(Utterance(
            text, str(turn.get("truth") or text), pause, seconds, cut,
            bool(before and before["who"] == "caller"), keys, number, turn.get("lang"),
            bool(before and before["who"] == "agent" and READ_BACK.search(str(before.get("text") or "")))))
    if not found:
        raise Trouble("nobody calls in it: no turn of a caller")
    return tuple(found)


def of_call(call, name):
    """A script from our own form of calls."""
    try:
        turns = call["turns"]
        language = call.get("lang") or guess_language(" ".join(str(turn.get("text", "")) for turn in turns))
        meant = tuple(
            Meant(str(one["kind"]), str(one["value"]), int(one.get("turn", -1)), str(one.get("said") or ""))
            for one in call.get("expected") or [])
        number = (call.get("caller") or {}).get("tel") or ""
        return Script(str(call.get("id") or name), language, number, plan(turns, language), meant)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Trouble(f"{name}: not a call as docs/phone.md describes one ({error!r})") from None


def of_inspection(seen, name, caller=None):
    """A script from what `switchboard transcript inspect` says of a file."""
    parties = {party["id"]: party for party in seen.get("parties") or []}
    spoken = [segment for segment in seen.get("segments") or [] if (segment.get("text") or "").strip()]
    if not spoken:
        problems = "; ".join(str(problem) for problem in (seen.get("problems") or [])[:3])
        raise Trouble(f"{name}: nothing is said in it" + (f" ({problems})" if problems else ""))
    who = find_caller(parties, spoken, name, caller)
    turns = [{"who": "caller" if segment.get("party") == who else "agent", "text": segment["text"],
              "start_s": segment.get("start_s"), "end_s": segment.get("end_s")} for segment in spoken]
    language = guess_language(" ".join(turn["text"] for turn in turns))
    return Script(name, language, parties.get(who, {}).get("tel") or "", plan(turns, language))


def find_caller(parties, spoken, name, wanted):
    known = [(one, party.get("role"), party.get("name")) for one, party in parties.items()]
    if wanted is not None:
        for one, _, label in known:
            if wanted in (str(one), label):
                return one
        names = ", ".join(str(label or one) for one, _, label in known)
        raise Trouble(f"{name}: no party {wanted}; there are {names}")
    for one, role, _ in known:
        if role == "customer":
            return one
    unknown = [one for one, role, _ in known if role not in ("agent", "operator")]
    if len(unknown) == 1:
        return unknown[0]
    if len(known) == 1:
        return known[0][0]
    if not known:
        raise Trouble(f"{name}: it names nobody who speaks, so nobody can be the caller")
    names = ", ".join(str(label or one) for one, _, label in known)
    raise Trouble(f"{name}: who calls? Name one of {names} with --caller")


def guess_language(text):
    words = max(1, len(text.split()))
    return "de" if len(GERMAN.findall(text)) / words > 0.04 else "en"


def load(path, executable=None, caller=None):
    """A script from a file; raises Trouble with the reason where it holds none."""
    path = Path(path)
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise Trouble(f"{path}: larger than {FILE_BYTES_MAX // 1024 // 1024} MiB")
        raw = path.read_bytes()
    except OSError as error:
        raise Trouble(f"{path}: {error.strerror}") from None
    try:
        call = json.loads(raw)
    except ValueError:
        call = None
    if isinstance(call, dict) and isinstance(call.get("turns"), list):
        return of_call(call, path.stem)
    if executable is None:
        raise Trouble(f"{path}: not one of our call files, and to read transcripts of other kinds the switchboard "
                      "executable is needed: build it (scripts/run does) or name it with --executable")
    done = subprocess.run([str(executable), "transcript", "inspect", str(path), "--json"],
                          capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise Trouble(f"{path}: {done.stderr.strip()}")
    return of_inspection(json.loads(done.stdout), path.stem, caller)


def with_errors(script, mishear):
    """The same script as a bad line would have it; `mishear` takes an utterance and the meant things in it."""
    heard = []
    for utterance in script.utterances:
        meant = [one for one in script.meant if one.turn == utterance.turn]
        heard.append(replace(utterance, text=mishear(utterance.text, meant)) if utterance.text else utterance)
    return replace(script, utterances=tuple(heard))
