"""Keys, silence and another language in live calls, each a scenario over a running gateway."""

from calls import NOTICE, answered, begin
from platform_side import GREETING, Call

ORDER = "Meine Bestellnummer ist N R zwei null vier eins acht"


def asked(company, conversation):
    """What the caller said, or had keys say."""
    return [item["text"] for item in company.items(conversation)
            if item["kind"] == "message" and item["author"]["kind"] == "customer" and item["text"]]


def hang_up(call):
    call.socket.close()
    call.after(CallStatus="completed")


def menu(company, report):
    call = begin(company, "+4915112345301", "CA" + "a" * 32, "keys")
    conversation = company.conversation(call)
    mark = len(call.frames)
    call.press("1")
    call.listen(lambda frames: "Uhr" in call.heard(mark) and call.has_finished(mark), "an answer to key 1")
    call.played()
    report.fact("a key of the menu asks its question", asked(company, conversation) == ["Wann habt ihr geöffnet?"],
                asked(company, conversation))
    first = call.heard(mark)
    mark = len(call.frames)
    call.press("9")
    call.listen(lambda frames: call.has_finished(mark) and call.heard(mark).split() == first.split(),
                "the same words again")
    call.played()
    report.fact("a key says again what was said, and is no message", len(asked(company, conversation)) == 1,
                asked(company, conversation))
    mark = len(call.frames)
    call.say(ORDER)
    call.listen(lambda frames: "Stimmt das?" in call.heard(mark), "the read-back")
    call.played()
    call.press("1")
    fact = company.until(lambda: [value for value in company.facts(conversation) if "20418" in value], "the fact")
    report.fact("while something is read back key 1 is a yes", asked(company, conversation)[-1] == "1" and fact, fact)
    call.press("2")
    case = company.until(lambda: company.case_of(conversation), "the case")
    report.fact("a key of the menu asks for a person", case["state"] == "open", case)
    hang_up(call)


def silence(company, report):
    call = begin(company, "+4915112345302", "CA" + "b" * 32, "quiet")
    conversation = company.conversation(call)
    call.hears("Sind Sie noch dran?")
    call.played()
    call.hears("Ich hole einen Menschen dazu.")
    case = company.until(lambda: company.case_of(conversation), "the case")
    report.fact("who says nothing is asked, and the second time a person is asked for", case["state"] == "open", case)
    hang_up(call)
    call = begin(company, "+4915112345303", "CA" + "c" * 32, "terse")
    conversation = company.conversation(call)
    call.hears("Sind Sie noch dran?")
    call.played()
    call.hears("Auf Wiederhören.")
    call.played()
    call.listen(lambda frames: frames[-1]["type"] == "end", "the end of the session")
    report.fact("or goodbye is said, and the call ends", "handoffData" not in call.frames[-1], call.frames[-1])
    call.after(CallStatus="completed")
    ended = company.until(lambda: [item for item in company.items(conversation)
                                   if item["kind"] == "note" and "call ended: silence" in item["text"]], "the note")
    report.fact("and why it ended is noted", len(ended) == 1, ended)


def languages(company, report):
    call = begin(company, "+4915112345304", "CA" + "d" * 32, "keys")
    answered(call, "Was kostet eine Inspektion?")
    mark = len(call.frames)
    call.say("Sorry, could we speak English please? When are you open?", "de-DE")
    call.listen(lambda frames: call.has_finished(mark), "an English answer")
    call.quiet(0.5)
    kinds = [frame["type"] for frame in call.frames[mark:]]
    change = next((frame for frame in call.frames[mark:] if frame["type"] == "language"), {})
    texts = [frame for frame in call.frames[mark:] if frame["type"] == "text"]
    report.fact("the platform is told the new language before its words",
                change.get("ttsLanguage") == change.get("transcriptionLanguage") == "en-US"
                and kinds.index("language") < kinds.index("text"), call.frames[mark:])
    call.played()
    mark = len(call.frames)
    call.press("1")
    call.listen(lambda frames: call.has_finished(mark), "an answer in English")
    call.quiet(0.5)
    said = call.heard(mark)
    report.fact("the next answer is English, and a menu's key too",
                all(frame.get("lang") == "en-US" for frame in texts) and "Uhr" not in said
                and any(word in said.lower() for word in ("open", "o'clock", "monday")), (texts, said))
    call.played()
    mark = len(call.frames)
    call.say("Können wir jetzt bitte wieder Deutsch sprechen? Was kostet eine Inspektion?", "en-US")
    call.listen(lambda frames: call.has_finished(mark), "a German answer")
    change = next((frame for frame in call.frames[mark:] if frame["type"] == "language"), {})
    report.fact("and back", change.get("ttsLanguage") == "de-DE", call.frames[mark:])
    hang_up(call)


def cutting_in(company, report):
    call = begin_cut(company, "+4915112345305", "CA" + "e" * 32, "Sie sprechen mit Mara, der digitalen KI")
    answer = answered(call, "Was kostet eine Inspektion?")
    report.fact("who heard that an AI speaks does not hear it again", NOTICE not in answer and "KI" not in answer, answer)
    hang_up(call)
    call = begin_cut(company, "+4915112345306", "CA" + "f" * 32, "Sie sprechen mit")
    mark = len(call.frames)
    call.say("Was kostet eine Inspektion?")
    call.listen(lambda frames: "KI" in call.heard(mark), "the notice again")
    call.interrupt("Sie")
    answer = answered(call, "Was kostet eine Inspektion?")
    report.fact("who cut in before hears it once more, in few words", "KI" not in answer, answer)
    hang_up(call)


def begin_cut(company, number, sid, heard):
    """A call whose first words were cut into."""
    call = Call(company.platform("phone"), number, sid).dial()
    call.hears(GREETING)
    call.interrupt(heard)
    company.until(lambda: [item for item in company.items(company.conversation(call)) if item["kind"] == "heard"],
                  "the cut in the log")
    return call


SCENARIOS = {"menu": menu, "silence": silence, "languages": languages, "cutting_in": cutting_in}
