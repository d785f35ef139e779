"""What live calls promise, each a scenario over a running gateway: `scenario(company, report)`."""

import json
import time
import xml.etree.ElementTree as ElementTree

from platform_side import GREETING, Call, Platform

NOTICE = "KI-Assistentin"
QUESTION = "Was kostet eine Inspektion?"
ANSWER = "Inspektion"


def answered(call, question, since=None):
    """Asks, and waits until the turn's answer was spoken to its end; returns the answer."""
    begin = len(call.frames) if since is None else since
    call.say(question)
    call.listen(lambda frames: ANSWER in call.heard(begin) and call.has_finished(begin), "an answer")
    call.played()
    return call.heard(begin)


def begin(company, number, sid, channel="phone"):
    call = Call(company.platform(channel), number, sid).dial()
    call.hears(GREETING)
    call.played()
    return call


def dialogue(company, report):
    call = Call(company.platform("phone"), "+4915112345001", "CA" + "1" * 32)
    call.dial()
    report.fact("TwiML names the socket, the action and the language",
                call.relay["url"].startswith("wss://phone.example.test/channels/phone/relay?ticket=")
                and call.action == "https://phone.example.test/channels/phone/after"
                and call.relay["language"] == "de-DE" and call.relay["partialPrompts"] == "true", call.relay)
    call.hears(GREETING)
    first = next(frame["token"] for frame in call.frames if frame["type"] == "text")
    report.fact("the AI notice is the first that is heard", NOTICE in first, first)
    call.played()
    answer = answered(call, QUESTION)
    report.fact("a question is answered, spoken without marks of writing",
                ANSWER in answer and not any(mark in answer for mark in ("**", "](", "http")), answer)
    report.fact("the notice is said once", NOTICE not in answer, answer)
    conversation = company.conversation(call)
    kinds = [item["kind"] for item in company.items(conversation)]
    report.fact("the notice stands in the log before the first words", kinds.index("disclosed") == 1, kinds)

    # The rest of a long answer is sent when what was sent before is nearly spoken.
    call.listen(lambda frames: "E-Bike" in call.heard(), "the rest of the answer", 20)
    call.quiet(0.5)
    call.played()
    begin_of_cut = len(call.frames)
    call.say("Wann habt ihr geöffnet?")
    call.listen(lambda frames: call.heard(begin_of_cut).strip(), "the next answer")
    call.quiet(0.5)
    said = call.heard(begin_of_cut)
    words = said.split()[:3]
    call.interrupt(" ".join(words).lower())
    cut = company.until(lambda: [item for item in company.items(conversation) if item["kind"] == "heard"],
                        "the cut in the log")
    message = next(item for item in company.items(conversation) if item.get("id") == cut[0]["id"])
    report.fact("what was not heard does not count as said",
                cut[0]["heard"].split() == words and message["heard"] == cut[0]["heard"], (cut, words))
    call.socket.close()
    status, _ = call.after(CallStatus="completed", SessionStatus="ended")
    ended = company.until(lambda: [item for item in company.items(conversation)
                                   if item["kind"] == "note" and "call ended" in item["text"]], "the end in the log")
    report.fact("the end of the call is noted", status == 200 and "hung_up" in ended[0]["text"]
                and "2 utterances" in ended[0]["text"], ended)


def strangers(company, report):
    platform = company.platform("phone")
    call = Call(platform, "+4915112345002", "CA" + "2" * 32)
    before = company.count()
    wrong = Platform(company.gateway.base, company.public_url, "phone", "another token").validator
    address = f"{company.public_url}/channels/phone/voice"
    for name, signature in {"wrong": wrong.compute_signature(address, call.form), "missing": False,
                            "of other fields": platform.validator.compute_signature(address, {"CallSid": "CAx"}),
                            "broken": "no base64!"}.items():
        status, body = platform.post("voice", call.form, signature)
        report.fact(f"a form whose signature is {name} is refused", status == 403 and "<Response" not in body,
                    (status, body))
        status, _ = platform.post("after", call.form, signature)
        report.fact(f"so is what follows a call, signature {name}", status == 403, status)
    status, _ = platform.post("voice", {**call.form, "Padding": "x" * 70000})
    report.fact("a form that is too large is refused", status == 413, status)
    status, body = platform.post("voice", call.form)
    call.read(body)
    url = call.relay["url"]
    report.fact("an upgrade without signature is refused", platform.refusal(url, False) == 403)
    report.fact("an upgrade with a wrong signature is refused", platform.refusal(url, "AAAA" * 7) == 403)
    bare = url.split("?")[0]
    report.fact("an upgrade without ticket is refused", platform.refusal(bare) == 403)
    report.fact("an upgrade with a forged ticket is refused", platform.refusal(url[:-4] + "AAAA") == 403)
    report.fact("an upgrade at another channel's address is refused",
                platform.refusal(url.replace("/phone/relay", "/desk/relay")) == 403)
    report.fact("nothing of all this was stored", company.count() == before, company.count())
    call.connect()
    call.hears(GREETING)
    report.fact("a ticket that was used is refused", platform.refusal(url) == 403)
    other = Call(platform, "+4915112345003", "CA" + "3" * 32)
    _, body = platform.post("voice", other.form)
    other.read(body)
    other.sid = "CA" + "4" * 32
    count = company.count()
    other.connect()
    report.fact("a socket that names another call than its ticket is closed", other.is_closed())
    report.fact("and nothing of it was stored", company.count() == count)
    call.socket.close()
    call.after(CallStatus="completed")


def handover(company, report):
    call = begin(company, "+4915112345004", "CA" + "5" * 32, "desk")
    conversation = company.conversation(call)
    call.press("0")
    case = company.until(lambda: company.case_of(conversation), "the case")
    report.fact("key 0 asks for a person", case["state"] == "open", case)
    status, _ = company.call("POST", f"/api/v1/cases/{case['id']}/claim", token=company.jana)
    report.fact("an operator claims the case", status == 200, status)
    call.listen(lambda frames: frames and frames[-1]["type"] == "end", "the end of the session")
    end = call.frames[-1]
    handoff = json.loads(end["handoffData"])
    report.fact("the call ends with what the operator needs",
                handoff["reasonCode"] == "live-agent-handoff" and handoff["call"] == call.sid
                and handoff["conversation"] == conversation and handoff["case"] == case["id"], handoff)
    report.fact("the caller was told before", "verbinde" in call.heard(), call.heard())
    status, body = call.after(HandoffData=end["handoffData"], SessionStatus="ended")
    dial = ElementTree.fromstring(body).find("Dial")
    report.fact("what follows is a call to the operator",
                status == 200 and dial is not None and dial.findtext("Number") == "+49721555001", body)
    forged = json.dumps({**handoff, "to": "+4990012345"})
    _, body = call.after(HandoffData=forged)
    report.fact("handoff data that was changed dials nobody", "<Dial" not in body and "Hangup" in body, body)
    _, body = call.platform.follow(dial.get("action"), {**call.form, "DialCallStatus": "no-answer"})
    report.fact("nobody answering is said", "Say" in body and "Hangup" in body, body)
    notes = company.until(lambda: [item for item in company.items(conversation)
                                   if item["kind"] == "note" and "nobody answered" in item["text"]], "the note")
    report.fact("and noted", len(notes) == 1, notes)
    _, body = call.after(CallStatus="completed")
    report.fact("completed ends it", "Hangup" in body, body)


def spoken(company, report):
    """A person without a phone of their own writes, and the caller hears it."""
    call = begin(company, "+4915112345005", "CA" + "6" * 32)
    conversation = company.conversation(call)
    call.press("0")
    case = company.until(lambda: company.case_of(conversation), "the case")
    company.call("POST", f"/api/v1/cases/{case['id']}/claim", token=company.jana)
    company.call("POST", f"/api/v1/cases/{case['id']}/messages", {"id": "j1", "text": "Hier ist Jana, guten Tag."},
                 token=company.jana)
    call.hears("Hier ist Jana, guten Tag.")
    report.fact("what an operator writes is spoken", True)
    begin_of_quiet = len(call.frames)
    call.say(QUESTION)
    said = call.quiet(2)
    report.fact("the agent is silent while a person leads", "Inspektion" not in said, call.heard(begin_of_quiet))
    call.socket.close()
    call.after(CallStatus="completed")


def reconnects(company, report):
    call = begin(company, "+4915112345006", "CA" + "7" * 32)
    conversation = company.conversation(call)
    mark = len(call.frames)
    call.say(QUESTION)
    call.listen(lambda frames: ANSWER in call.heard(mark), "an answer")
    call.drop()
    time.sleep(0.3)
    status, body = call.after(ErrorCode="64105", CallStatus="in-progress")
    report.fact("a lost socket is answered with a new one", status == 200 and "ConversationRelay" in body, body)
    first = call.relay["url"]
    call.read(body)
    report.fact("with a ticket of its own", call.relay["url"] != first and "reconnects=1" in call.action, call.action)
    mark = len(call.frames)
    call.connect()
    call.say(QUESTION)
    call.listen(lambda frames: ANSWER in call.heard(mark), "the rest of the answer")
    call.quiet(1)
    report.fact("the caller hears the rest, and no second greeting", GREETING not in call.heard(mark), call.heard(mark))
    asked = [item for item in company.items(conversation)
             if item["kind"] == "message" and item["author"]["kind"] == "customer" and item["text"]]
    report.fact("the repeated question is no second turn", len(asked) == 1, asked)
    company.restart()
    call.platform = company.platform("phone")
    status, body = call.after(ErrorCode="64105", CallStatus="in-progress")
    call.read(body)
    mark = len(call.frames)
    call.connect()
    call.quiet(1)
    call.interrupt(call.heard(mark)[:20])
    call.say("Wann habt ihr geöffnet?")
    call.listen(lambda frames: "Uhr" in call.heard(mark), "an answer after the restart")
    report.fact("a gateway that was started again goes on in the same conversation",
                GREETING not in call.heard(mark) and len([
                    item for item in company.items(conversation)
                    if item["kind"] == "message" and item["author"]["kind"] == "customer" and item["text"]]) == 2,
                call.heard(mark))
    call.socket.close()
    call.after(CallStatus="completed")


def apart(company, report):
    calls = [begin(company, f"+49151123451{number:02}", f"CA{number:032}") for number in range(2)]
    for call, question in zip(calls, [QUESTION, "Wann habt ihr geöffnet?"]):
        call.say(question)
    calls[0].hears(ANSWER)
    calls[1].hears("Uhr")
    for call in calls:
        call.quiet(1)
    report.fact("two calls at once never mix",
                "geöffnet" not in calls[0].heard() and ANSWER not in calls[1].heard(),
                [call.heard() for call in calls])
    ids = {company.conversation(call) for call in calls}
    report.fact("each is a conversation of its own", len(ids) == 2, ids)
    busy = Platform(company.gateway.base, company.public_url, "narrow", company.token_of_account)
    only = Call(busy, "+4915112345200", "CA" + "8" * 32).dial()
    only.hears(GREETING)
    status, body = busy.post("voice", Call(busy, "+4915112345201", "CA" + "9" * 32).form)
    report.fact("a call beyond the bound hears that the line is busy", status == 200 and "<Reject" in body, body)
    for call in [*calls, only]:
        call.socket.close()
        call.after(CallStatus="completed")


SCENARIOS = {"strangers": strangers, "dialogue": dialogue, "handover": handover, "spoken": spoken, "apart": apart,
             "reconnects": reconnects}
