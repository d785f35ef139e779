"""`scripts/call`: what it signs, how it takes read-backs, and whole calls of it against the running gateway."""

import json
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from twilio.request_validator import RequestValidator

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "caller"))
from errors import Misheard  # noqa: E402
from relay import signature  # noqa: E402
from script import Meant  # noqa: E402
from truth import Honesty, holds, is_confirmation  # noqa: E402

CALLS = ROOT / "config" / "demo" / "calls"
HEARD = [
    ("Ich wiederhole: Vorgangsnummer K T, vier, null, neun, zwei. Stimmt das?", "order", "KT-4092", True),
    ("Ich wiederhole: Vorgangsnummer K T, vier, null, fünf, zwei. Stimmt das?", "order", "KT-4092", False),
    ("Vorgangsnummer KT 4092. Stimmt das?", "order", "KT-4092", True),
    ("Ist das B wie Berta, Doppel-L, acht?", "code", "BLL8", True),
    ("Telefonnummer null drei null, zwei drei eins zwei fünf, sieben sieben eins.", "phone", "+493023125771", True),
    ("Telefonnummer null drei null, zwei drei eins zwei fünf, sieben sieben drei.", "phone", "+493023125771", False),
    ("Am Dienstag, dem einundzwanzigsten April. Stimmt das?", "date", "2026-04-21", True),
    ("Am Dienstag, dem zwanzigsten April. Stimmt das?", "date", "2026-04-21", False),
    ("Let me repeat: Tuesday, April the twenty-first. Is that right?", "date", "2026-04-21", True),
    ("Um Viertel vor drei. Stimmt das?", "time", "14:45", True), ("Um drei Uhr. Stimmt das?", "time", "14:45", False),
    ("At half past nine. Is that right?", "time", "09:30", True),
    ("Name O, K, A, F, O, R. Is that right?", "name", "Okafor", True),
    ("Name Okavor. Is that right?", "name", "Okafor", False),
    ("lena Punkt voss at example Punkt org. Stimmt das?", "email", "lena.voss@example.org", True),
    ("drei Räder", "count", "3", True), ("dreißig Räder", "count", "3", False),
]


def program(company, *arguments, token=None):
    environment = dict(os.environ, SWITCHBOARD_PHONE_TOKEN=token or company.token_of_account)
    return subprocess.run(
        [str(ROOT / "scripts" / "call"), "--url", company.gateway.base, "--public-url", company.public_url, *arguments],
        capture_output=True, text=True, env=environment, timeout=300)


def honesty(report):
    wrong = [case for case in HEARD if holds(*case[:3]) != case[3]]
    report.fact("who hears a value in a read-back, and only who does, says yes", not wrong, wrong)
    meant = Meant("order", "KT-4092", 1, "K T vier null neun zwei")
    caller = Honesty([meant], "de")
    report.fact("before anything was said there is nothing to confirm",
                caller.answer("Wie kann ich helfen?", 0) is None)
    correction = caller.answer("Ich wiederhole: K T, vier, null, fünf, zwei. Stimmt das?", 1)
    report.fact("a wrong read-back is corrected", correction.text == "Nein, K T vier null neun zwei.", correction)
    yes = caller.answer("Ich wiederhole: K T, vier, null, neun, zwei. Stimmt das?", 1)
    report.fact("a right one is confirmed", is_confirmation(yes.text) and caller.known[0].confirmed, yes)
    keyed = Honesty([meant], "de").answer(
        "Das habe ich nicht verstanden. Bitte tippen Sie die Ziffern auf Ihrem Telefon ein.", 1)
    report.fact("who is asked for keys presses them", keyed.keys == "4092#", keyed)
    two = Honesty([meant, Meant("date", "2026-04-21", 1, "einundzwanzigster April")], "de").answer(
        "Ich wiederhole: K T, vier, null, neun, zwei; und der zwanzigste April. Stimmt das?", 1)
    report.fact("of two values the wrong one is corrected", two.text == "Nein, einundzwanzigster April.", two)
    stubborn = Honesty([meant], "de")
    answers = [stubborn.answer("Ich wiederhole: K T, vier. Stimmt das?", 1) for _ in range(8)]
    report.fact("after six corrections the caller wants a person",
                [one.kind for one in answers if one] == ["corrects"] * 6 + ["gives_up"], answers)


def signatures(report):
    for seed in range(20):
        chance = random.Random(seed)
        fields = {f"Field{chance.randrange(99)}": "".join(chance.choice("aÄ+&= 0é") for _ in range(chance.randrange(9)))
                  for _ in range(chance.randrange(6))}
        address = f"https://phone.example.test/channels/phone/voice?x={seed}"
        wanted = RequestValidator("a token").compute_signature(address, fields)
        if signature("a token", address, fields) != wanted:
            return report.fact(f"seed {seed}: it signs as the platform does", False, (address, fields))
    report.fact("it signs as the platform does", True)


def errors(report):
    text = "Die Nummer ist K T, vier null neun zwei, und bitte rufen Sie zurück."
    meant = [Meant("order", "KT-4092", 0, "K T, vier null neun zwei")]
    one, again = (Misheard(0.5, "entities", "de", random.Random(7))(text, meant) for _ in range(2))
    report.fact("the same seed makes the same errors", one == again and one != text, (one, again))
    report.fact("errors in what is meant leave the rest alone",
                one.startswith("Die Nummer ist") and one.endswith("und bitte rufen Sie zurück."), one)


def simulator(company, report):
    signatures(report)
    honesty(report)
    errors(report)
    plain = (ROOT / "config/demo/switchboard.yaml").read_text().split("gateway:", 1)[1]
    phone = (ROOT / "config/demo/phone.yaml").read_text().split("gateway:", 1)[1]
    report.fact("the demo with a phone is the demo and one channel more",
                phone.startswith(plain) and phone[len(plain):].lstrip().startswith("- use: phone"))
    refused = program(company, str(CALLS / "de-inspektion.json"), token="another token")
    report.fact("a wrong token is told with what to do", refused.returncode == 1
                and "SWITCHBOARD_PHONE_TOKEN" in refused.stderr and "Traceback" not in refused.stderr, refused.stderr)
    unknown = program(company, "--channel", "nothing", str(CALLS / "de-inspektion.json"))
    report.fact("so is a channel that is not there",
                unknown.returncode == 1 and "no phone channel named nothing" in unknown.stderr, unknown.stderr)
    shown = program(company, "--show", *(str(path) for path in sorted(CALLS.glob("*.json"))))
    report.fact("every call of the demo can be shown", shown.returncode == 0 and "meant:" in shown.stdout, shown.stderr)
    with ThreadPoolExecutor(2) as pool:
        german = pool.submit(program, company, "--json", str(CALLS / "de-inspektion.json"))
        english = pool.submit(program, company, str(CALLS / "en-ebike.json"))
    told = german.result()
    call = json.loads(told.stdout) if told.returncode == 0 else {"turns": [], "ended": told.stderr}
    spoken = " ".join(turn["text"] for turn in call["turns"] if turn["who"] == "agent")
    cut = [turn for turn in call["turns"] if turn.get("interrupted")]
    report.fact("a call is played to its end and answered", call["ended"] == "hung_up" and ("119" in spoken or "neunzehn Euro" in spoken)
                and len(call["first_token_ms"]) == 4, call)
    report.fact("the caller cuts in where the file says so",
                len(cut) == 1 and 0 < len(cut[0]["heard"]) < len(cut[0]["text"]), cut)
    heard = [item for item in company.items(company.by_number_of(call.get("caller", {}).get("tel", "?")))
             if item["kind"] == "heard"]
    report.fact("the log holds what was heard, as the caller heard it",
                len(heard) == 1 and heard[0]["heard"].split()[:3] == cut[0]["heard"].split()[:3], (heard, cut))
    dialogue = english.result().stdout
    report.fact("the dialogue is printed with times as it happens", english.result().returncode == 0
                and dialogue.count("  caller  ") == 4 and "the caller cuts in" in dialogue and "ended: hung up" in dialogue,
                dialogue + english.result().stderr)


SCENARIOS = {"simulator": simulator}
