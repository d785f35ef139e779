"""What finished calls promise: taken once, in order, answered by nobody, kept whole though the power goes."""

import hashlib
import http.client
import json
import random
import shutil
import signal
import subprocess
import time
import urllib.parse

from twilio.request_validator import RequestValidator

CALLS = 57


def vcon(number, caller, promise="Wir rufen Sie morgen zurück.", more=20):
    """A call in our own words; `number` makes it one of its own."""
    begin = f"2026-11-{number % 20 + 1:02d}T09"
    turns = [(1, 0, "Radhaus Beispiel, wie kann ich helfen?"), (0, 5, f"Es geht um Auftrag AB-{20000 + number}."),
             (1, 12, f"AB-{20000 + number}, richtig?"), (0, 15, "Ja, genau."), (1, 20, promise)]
    turns += [(turn % 2, 25 + turn, f"Wort Nummer {turn} von Anruf {number}.") for turn in range(more)]
    dialog = [{"type": "text", "start": f"{begin}:{second // 60:02d}:{second % 60:02d}Z", "parties": [who, 1 - who], "mediatype": "text/plain",
               "encoding": "none", "body": text} for who, second, text in turns]
    dialog[-1]["duration"] = 12 * 60 - turns[-1][1]
    return {"vcon": "0.4.0", "uuid": f"0199c2a0-1c2d-8e3f-9a4b-{number:012d}", "created_at": f"{begin}:59:00Z",
            "parties": [{"tel": caller, "name": f"Kundin {number}", "role": "customer"},
                        {"name": "Jana", "role": "agent", "type": "person"}], "dialog": dialog}


def post(company, body, kind="application/vcon+json", token=None, query="", channel="phone", headers=None):
    base = urllib.parse.urlsplit(company.gateway.base)
    connection = http.client.HTTPConnection(base.hostname, base.port, timeout=30)
    sent = {"Content-Type": kind, **(headers or {})}
    if token:
        sent["Authorization"] = f"Bearer {token}"
    data = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    connection.request("POST", f"/channels/{channel}/transcripts{query}", data, sent)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, json.loads(text) if text else None


def taken(company, report):
    token = company.gateway.token("chat", "calls")
    caller = "+4915112349001"
    call = vcon(900, caller)
    status, answer = post(company, call, token=token)
    report.fact("a finished call is taken with 201", status == 201 and answer["messages"] == 25, (status, answer))
    report.fact("its number names the case and its facts stand there", answer["case"] is not None
                and {"key": "order_number", "value": "AB-20900"} in answer["facts"], answer)
    again, known = post(company, call, token=token)
    report.fact("the same call again is known, 200", again == 200 and known["conversation"] == answer["conversation"]
                and known["outcome"] == "known", known)
    conversation = answer["conversation"]
    items = company.items(conversation)
    said = [item for item in items if item["kind"] == "message" and item.get("text")]
    report.fact("every word stands in the timeline, in order, at its time",
                [item["text"] for item in said][:3] == ["Radhaus Beispiel, wie kann ich helfen?",
                                                        "Es geht um Auftrag AB-20900.", "AB-20900, richtig?"]
                and len(said) == 25, [item.get("text") for item in said][:4])
    report.fact("who said it is told apart",
                [item["author"]["kind"] for item in said][:4] == ["operator", "customer", "operator", "customer"],
                [item.get("author") for item in said][:4])
    time.sleep(1.5)
    after = company.items(conversation)
    report.fact("nobody answers a call that is over, and no notice is claimed", len(after) == len(items)
                and not any(item["kind"] in ("disclosed", "turn") for item in after),
                [item["kind"] for item in after][len(items):])
    case = company.case_of(conversation)
    report.fact("what was promised is an open case, and its brief quotes it",
                case is not None and "Wir rufen Sie morgen zurück" in json.dumps(
                    company.call("GET", f"/api/v1/cases/{case['id']}")[1], ensure_ascii=False), case)
    second = post(company, vcon(901, caller, promise="Auf Wiederhören."), token=token)[1]
    report.fact("the same number is the same customer", second["customer"] == answer["customer"], second)
    report.fact("a call without promises opens no case", second["case"] is None, second)
    written = json.loads(company.gateway.command("transcript", "export", conversation).stdout)
    report.fact("a call is exported as the vCon it came from", written["vcon"] == "0.4.0" and written["uuid"] == call["uuid"]
                and [item["body"] for item in written["dialog"]] == [item["text"] for item in said]
                and written["parties"][0]["tel"] == caller, str(written)[:300])
    file = company.gateway.data / "export.vcon"
    file.write_text(json.dumps(written))
    again = company.gateway.command("import", "transcript", str(file), "--json").stdout
    report.fact("an export is the call it was made of", json.loads(again)["outcome"] == "known", again)
    for target, begin in {"vtt": "WEBVTT", "srt": "1\n00:00:00,000", "text": f"Jana: {said[0]['text']}",
                          "vcon": '{"vcon":"0.4.0"'}.items():
        converted = company.gateway.command("transcript", "convert", str(file), "--to", target).stdout
        report.fact(f"it is converted to {target}", converted.startswith(begin), converted[:80])
    listed = company.gateway.command("cases", "list", "--json").stdout
    report.fact("the command line lists it", answer["case"] in listed, listed[:300])


def doors(company, report):
    token = company.gateway.token("chat", "doors")
    call = vcon(910, "+4915112349010")
    before = company.count()
    for name, status in {"no token": post(company, call)[0], "a wrong token": post(company, call, token="sb_no")[0],
                         "the scope of an operator": post(company, call, token=company.jana)[0]}.items():
        report.fact(f"{name} is refused", status in (401, 403), status)
    signed = json.dumps(call).encode()
    address = "/channels/phone/transcripts?bodySHA256=" + hashlib.sha256(signed).hexdigest()
    validator = RequestValidator(company.token_of_account)
    signature = validator.compute_signature(company.public_url + address, {})
    wrong = post(company, signed + b" ", query=address[address.index("?"):], headers={"X-Twilio-Signature": signature})
    report.fact("a signature of another body is refused", wrong[0] == 401, wrong)
    report.fact("nothing was stored by any of them", company.count() == before)
    right = post(company, signed, query=address[address.index("?"):], headers={"X-Twilio-Signature": signature})
    report.fact("the platform's own signature is taken", right[0] == 201, right)
    for name, body, kind, words in [
            ("cut off", json.dumps(call)[:-40], "application/vcon+json", "syntax"),
            ("empty", b"", "text/vtt", "empty"), ("no transcript", b'{"a": 1}', "application/json", "unrecognised"),
            ("words nowhere", b"WEBVTT\n\n", "text/vtt", "empty"),
            ("gzip", b"\x1f\x8b\x08\x00", "application/json", "compressed"),
            ("a moment of a running call", b"CallSid=CA1&TranscriptionEvent=transcription-content",
             "application/x-www-form-urlencoded", "running")]:
        status, problem = post(company, body, kind, token)
        report.fact(f"{name}: 422 that says what and where", status == 422 and words in problem["detail"], (status, problem))
    report.fact("what can be no transcript is 415", post(company, b"RIFF", "audio/wav", token)[0] == 415)
    report.fact("another channel takes none", post(company, call, token=token, channel="web")[0] == 404)
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Guten Tag.\n\n00:02.000 --> 00:03.000\n<v Caller>Guten Tag.\n"
    status, answer = post(company, vtt, "text/vtt", token,
                          "?call=CA910&caller=%2B4915112349011&began_at=2026-11-20T08:00:00Z")
    report.fact("what captions cannot tell stands in the address", status == 201 and answer["call"] == "CA910"
                and answer["began_at"] == "2026-11-20T08:00:00.000Z", answer)


def led_live(company, report):
    """A vendor's transcript of a call that was led here."""
    from calls import begin
    sid = "CA" + "9" * 32
    call = begin(company, "+4915112349020", sid)
    call.socket.close()
    call.after(CallStatus="completed", SessionStatus="ended")
    conversation = company.conversation(call)
    token = company.gateway.token("chat", "live")
    body = "\n".join(json.dumps({"CallSid": sid, "TranscriptionSid": "GT1", "TranscriptionEvent": "transcription-content",
                                 "SequenceId": str(number), "Track": track, "Final": "true",
                                 "TranscriptionData": json.dumps({"transcript": text})})
                     for number, (track, text) in enumerate([("outbound_track", "Guten Tag."),
                                                             ("inbound_track", "Guten Tag.")], 1))
    status, answer = post(company, body, "application/x-ndjson", token)
    report.fact("a call that was led here is no second conversation, and it is said",
                status == 200 and answer["conversation"] == conversation and answer["led_live"] is True, answer)


def powercut(company, report):
    """57 calls are imported beside the gateway and the import is killed, again and again."""
    folder = company.gateway.data / "calls"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number in range(CALLS):
        (folder / f"{number:02d}.vcon").write_text(json.dumps(vcon(number, f"+49151123{40000 + number % 40}", more=300)))
    gateway = company.gateway
    command = [gateway.executable, "import", "transcript", str(folder), "--json", "--config", str(gateway.config),
               "--data", str(gateway.data)]
    seed = 20261123
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    for _ in range(4):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=gateway.data)
        new = chance.randint(1, 3)
        while new and (line := process.stdout.readline()):
            new -= json.loads(line)["outcome"] == "taken"
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    done = gateway.command("import", "transcript", str(folder), "--json", check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    report.fact("the import goes on where it was killed", done.returncode == 0 and len(lines) == CALLS
                and {line["outcome"] for line in lines} == {"taken", "known"}, (done.returncode, done.stderr[-300:]))
    report.fact("no call is there twice", len({line["conversation"] for line in lines}) == CALLS)
    whole = all(len([item for item in company.items(line["conversation"]) if item["kind"] == "message" and item.get("text")])
                == 305 for line in lines)
    report.fact("every call is whole", whole)
    report.fact("one case for each", len({case["conversation"] for case in
                                          company.call("GET", "/api/v1/cases?state=open&limit=200")[1]["items"]}
                                         & {line["conversation"] for line in lines}) == CALLS)
    again = gateway.command("import", "transcript", str(folder), "--json")
    report.fact("once more changes nothing",
                {json.loads(line)["outcome"] for line in again.stdout.splitlines()} == {"known"})


SCENARIOS = {"finished": taken, "finished-doors": doors, "finished-live": led_live, "finished-powercut": powercut}
