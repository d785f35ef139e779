"""The gateway dies in the middle of a call (SIGKILL) and is started again: the call goes on, or ends in order."""

import time

from platform_side import GREETING, Call, Unseen

QUESTION = "Was kostet eine Inspektion?"
ANSWER = "Inspektion"
NEXT = "Wann habt ihr geöffnet?"


def customer_texts(company, conversation):
    return [item["text"] for item in company.items(conversation)
            if item["kind"] == "message" and item["author"]["kind"] == "customer" and item["text"]]


def die(company):
    company.gateway.kill()
    company.gateway.start()
    company.connection = company.gateway.connect()


def come_back(company, call):
    """The platform asks what follows a socket that was lost, and does it."""
    call.platform = company.platform("phone")
    status, body = call.after(ErrorCode="64105", CallStatus="in-progress")
    assert status == 200, f"{status} {body}"
    call.read(body)
    mark = len(call.frames)
    call.connect()
    return mark


def after_question(call):
    call.say(QUESTION)


def in_the_answer(call):
    mark = len(call.frames)
    call.say(QUESTION)
    call.listen(lambda frames: ANSWER in call.heard(mark), "an answer")


def in_the_pause(call):
    mark = len(call.frames)
    call.say(QUESTION)
    call.listen(lambda frames: ANSWER in call.heard(mark), "an answer")
    call.quiet(1)
    call.interrupt(call.heard(mark))
    call.quiet(0.5)


def deaths(company, report):
    moments = {"right after a question": after_question, "in an answer": in_the_answer, "in a pause": in_the_pause}
    for place, (moment, act) in enumerate(moments.items()):
        call = Call(company.platform("phone"), f"+4915112347{place:03}", f"CA{place:031x}f").dial()
        call.hears(GREETING)
        call.played()
        act(call)
        die(company)
        report.fact(f"killed {moment}: the socket breaks", call.is_closed(5))
        mark = come_back(company, call)
        # The platform repeats what it saw no answer to.
        if place < 2:
            call.say(QUESTION)
            call.listen(lambda frames: ANSWER in call.heard(mark), "the answer")
            call.quiet(1)
        call.interrupt(call.heard(mark))
        second = len(call.frames)
        call.say(NEXT)
        call.listen(lambda frames: "Uhr" in call.heard(second), "an answer after the start")
        conversation = company.conversation(call)
        report.fact(f"killed {moment}: the call goes on, each question stands once in the log",
                    customer_texts(company, conversation) == [QUESTION, NEXT], customer_texts(company, conversation))
        # A greeting that nothing in the log follows may not have been heard.
        if place > 0:
            report.fact(f"killed {moment}: nobody is greeted twice", GREETING not in call.heard(mark),
                        call.heard(mark))
        call.socket.close()
        call.after(CallStatus="completed")
    call = Call(company.platform("phone"), "+4915112347100", "CA" + "ab" * 16).dial()
    call.hears(GREETING)
    die(company)
    call.platform = company.platform("phone")
    status, body = call.after(CallStatus="completed")
    report.fact("who hung up meanwhile gets no call back", status == 200 and "Hangup" in body and "Relay" not in body,
                body)
    call = Call(company.platform("phone"), "+4915112347101", "CA" + "cd" * 16)
    _, body = call.platform.post("voice", call.form)
    call.read(body)
    die(company)
    call.platform = company.platform("phone")
    try:
        call.connect()
        call.hears(GREETING)
        report.fact("a ticket from before the death still opens its call, greeted in full", True)
    except (Unseen, OSError) as failure:
        report.fact("a ticket from before the death still opens its call, greeted in full", False, failure)
    call.socket.close()
    call.after(CallStatus="completed")
    time.sleep(0.2)


def remarks(company, conversation):
    return [item["remark"] for item in company.items(conversation) if item.get("remark")]


def abandoned(company, report):
    """The gateway dies and the caller hangs up before it is back; the platform tells nobody."""
    call = Call(company.platform("brief"), "+4915112347200", "CA" + "a1" * 16).dial()
    call.hears(GREETING)
    in_the_answer(call)
    conversation = company.conversation(call)
    last = max(item["at"] for item in company.items(conversation) if item["kind"] in ("message", "heard"))
    die(company)
    company.until(lambda: "call_ended" in [remark["code"] for remark in remarks(company, conversation)], "the end")
    ended = [remark["values"] for remark in remarks(company, conversation) if remark["code"] == "call_ended"]
    report.fact("a call that nobody brings back is ended, as of its last sign of life",
                len(ended) == 1 and ended[0]["reason"] == "lost" and ended[0]["last_sign"] == last
                and ended[0]["utterances"] == "1", (ended, last))
    detail = company.call("GET", f"/api/v1/conversations/{conversation}")[1]
    report.fact("then nothing can be written to it", detail["call"] == "over" and company.call(
        "POST", f"/api/v1/conversations/{conversation}/messages", {"text": "Hallo?"})[0] == 409, detail["call"])
    live = Call(company.platform("brief"), "+4915112347201", "CA" + "a2" * 16).dial()
    live.hears(GREETING)
    time.sleep(4)
    report.fact("a call that is led is left alone, however quiet it is",
                "call_ended" not in [remark["code"] for remark in remarks(company, company.conversation(live))])
    live.socket.close()
    live.after(CallStatus="completed")


SCENARIOS = {"deaths": deaths, "deaths-abandoned": abandoned}
