"""Many calls at once, and lines that break: the rest is heard, no turn runs twice, nothing is mixed."""

import random
import re
import threading
import time

from platform_side import GREETING, Call

SEEDS = range(10)
LONG_QUESTION = "Was kostet der Versand?"
CROWD = 30
QUESTIONS = ["Was kostet eine Inspektion?", "Wann habt ihr geöffnet?"]


def at_once(works):
    """Runs them in threads; returns what each returned, an exception where it raised one."""
    results = [None] * len(works)

    def run(place, work):
        try:
            results[place] = work()
        except Exception as failure:
            results[place] = failure

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def tokens(call, since=0):
    return [frame["token"].strip() for frame in call.frames[since:] if frame["type"] == "text"]


def dial(company, number, sid):
    call = Call(company.platform("phone"), number, sid).dial()
    call.hears(GREETING)
    call.played()
    return call


def whole_answer(company):
    """What a caller hears whose line holds."""
    call = dial(company, "+4915112346000", "CA" + "d" * 32)
    mark = len(call.frames)
    call.say(LONG_QUESTION)
    call.listen(lambda frames: len(frames) > mark and frames[-1]["type"] == "text" and frames[-1]["last"], "an answer")
    call.socket.close()
    call.after(CallStatus="completed")
    return tokens(call, mark)


def broken_call(company, seed, whole):
    """A call whose socket breaks somewhere in the answer; returns what was heard before and after."""
    chance = random.Random(seed)
    call = dial(company, f"+49151123461{seed:02}", f"CA{seed:031x}d")
    mark = len(call.frames)
    call.say(LONG_QUESTION)
    wanted = chance.randint(1, max(1, len(whole) - 1))
    call.listen(lambda frames: len(tokens(call, mark)) >= wanted, "a part of the answer")
    time.sleep(chance.uniform(0, 1.5))
    call.quiet(0.05)
    before = tokens(call, mark)
    call.drop()
    time.sleep(chance.uniform(0.05, 1))
    _, body = call.after(ErrorCode="64105", CallStatus="in-progress")
    call.read(body)
    mark = len(call.frames)
    call.connect()
    is_repeated = chance.random() < 0.5
    if is_repeated:
        call.say(LONG_QUESTION)
    call.listen(lambda frames: tokens(call, mark)[-1:] == whole[-1:], "the rest of the answer")
    call.quiet(0.5)
    call.socket.close()
    call.after(CallStatus="completed")
    return call, before, tokens(call, mark), is_repeated


def drops(company, report):
    whole = whole_answer(company)
    report.fact("there is an answer of several sentences", len(whole) >= 2, whole)
    found = at_once([lambda seed=seed: broken_call(company, seed, whole) for seed in SEEDS])
    for seed, result in zip(SEEDS, found):
        if isinstance(result, Exception):
            report.fact(f"seed {seed}: the call comes to its end", False, result)
            continue
        call, before, after, is_repeated = result
        begin = len(whole) - len(after)
        report.fact(f"seed {seed}: after the loss the caller hears the rest, in order and without a gap",
                    before == whole[:len(before)] and after == whole[begin:] and begin <= len(before),
                    (before, after))
        items = company.items(company.conversation(call))
        asked = [item for item in items if item["kind"] == "message" and item["author"]["kind"] == "customer"
                 and item["text"]]
        said = [item for item in items if item["kind"] == "message" and item["author"]["kind"] == "agent"]
        report.fact(f"seed {seed}: one question, one answer" + (", though it was repeated" if is_repeated else ""),
                    len(asked) == 1 and len(said) == 2, (asked, said))


def long_words(text):
    return set(re.findall(r"[^\W\d_]{5,}", text.lower()))


def restless_call(company, number):
    """Asks three things, one with a word of its own, and cuts in at random."""
    chance = random.Random(f"crowd {number}")
    call = dial(company, f"+49151123462{number:02}", f"CA{number:031x}e")
    mark = "losung" + "".join(chance.choice("bdfgklmnprt") + chance.choice("aeiou") for _ in range(4))
    first = chance.randrange(2)
    for question in [f"{QUESTIONS[first]} Danke, {mark}.", QUESTIONS[1 - first], LONG_QUESTION]:
        begin = len(call.frames)
        call.say(question)
        call.listen(lambda frames: len(tokens(call, begin)) >= 1, "an answer")
        call.quiet(chance.uniform(0, 1.2))
        words = call.heard(begin).split()
        call.interrupt(" ".join(words[:chance.randint(1, max(1, len(words) - 1))]))
        at = len(call.frames)
        call.quiet(chance.uniform(0.2, 0.6))
        call.late = getattr(call, "late", 0) + len(tokens(call, at))
    call.socket.close()
    call.after(CallStatus="completed")
    return call, mark


def crowd(company, report):
    found = at_once([lambda number=number: restless_call(company, number) for number in range(CROWD)])
    failures = [one for one in found if isinstance(one, Exception)]
    report.fact(f"{CROWD} restless calls at once come to their end", not failures, failures[:2])
    calls = [one for one in found if not isinstance(one, Exception)]
    marks = {mark for _, mark in calls}
    report.fact("nothing is said after somebody cut in", sum(call.late for call, _ in calls) == 0,
                [call.late for call, _ in calls])
    by_number = company.by_number()
    mixed, strange, cuts = [], [], 0
    for call, mark in calls:
        items = company.items(by_number[call.number])
        texts = [item.get("text") or "" for item in items if item["kind"] == "message"]
        words = " ".join(texts).lower()
        mixed += [other for other in marks if other in words and other != mark]
        mixed += [mark] if mark not in words else []
        mixed += [other for other in marks - {mark} if other in call.heard().lower()]
        known = long_words(words)
        # Numbers and times are spoken otherwise than they are written.
        strange += [token for token in tokens(call)
                    if len(long_words(token)) >= 3 and len(long_words(token) & known) < len(long_words(token)) / 3]
        cuts += sum(item["kind"] == "heard" for item in items)
    report.fact("no call's words are in another call, in what is heard and in the log", not mixed, mixed[:5])
    report.fact("what each caller hears stands in the log of their own call", not strange, strange[:5])
    report.fact("cuts are in the log", cuts >= CROWD, cuts)


SCENARIOS = {"drops": drops, "crowd": crowd}
