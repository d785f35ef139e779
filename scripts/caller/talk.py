"""How a call is shown: line by line while it is led, as a plan before, as one JSON object after it."""

import json
import sys


def clock(seconds):
    seconds = max(0.0, seconds)
    return f"{int(seconds // 60)}:{seconds % 60:04.1f}"


class Show:
    """Prints the dialogue as it happens. Colours only on a terminal."""

    def __init__(self, out=sys.stdout):
        self.out = out
        self.is_colourful = out.isatty()
        self.zero = None
        self.caller = None

    def paint(self, code, text):
        return f"\033[{code}m{text}\033[0m" if self.is_colourful else text

    def put(self, moment, who, text, code="0"):
        if self.zero is None:
            self.zero = moment
        print(f"{clock(moment - self.zero):>7}  {self.paint(code, who.ljust(6))}  {text}", file=self.out, flush=True)

    def line(self, line):
        """Told by the caller: a sentence begins, somebody was cut off, or the caller has spoken."""
        if line.who == "agent":
            self.put(line.begin, "agent", line.text, "36")
        elif line.who == "cut":
            self.put(line.begin, "  --", f"the caller cuts in after: {line.text[-60:] or 'nothing'!r}", "33")
        else:
            notes = f"  [{', '.join(line.notes)}]" if line.notes else ""
            self.put(line.begin, "caller", line.text + notes, "1")
            if line.truth:
                self.put(line.begin, "", self.paint("2", f"really said: {line.truth}"))

    def remark(self, moment, text):
        self.put(moment, "  --", text, "33")


def plan_lines(script):
    """What would be played."""
    yield f"{script.id} ({script.language}, {script.number or 'number withheld'})"
    for utterance in script.utterances:
        how = []
        if utterance.cut_after_words is not None:
            how.append(f"cuts in after {utterance.cut_after_words} words")
        elif utterance.follows:
            how.append(f"goes on after {utterance.pause_s:.1f} s")
        else:
            how.append(f"waits {utterance.pause_s:.1f} s")
        how.append(f"keys {utterance.keys}" if utterance.keys else f"speaks {utterance.seconds:.1f} s")
        yield f"  {utterance.turn:>3}  {utterance.text or '(keys)'}  [{', '.join(how)}]"
        if utterance.truth != utterance.text:
            yield f"       really said: {utterance.truth}"
    for one in script.meant:
        yield f"  meant: {one.kind} {one.value} in turn {one.turn}"


def record(script, caller, reason, sid):
    """The call as it went, in the shape of our own call files, and what was measured."""
    zero = caller.began_at or 0.0
    turns = []
    for line in caller.lines:
        turn = {"who": line.who, "text": line.text, "start_s": round(line.begin - zero, 2),
                "end_s": round(line.end - zero, 2)}
        if line.heard is not None:
            turn.update(interrupted=True, heard=line.heard)
        if line.truth:
            turn["truth"] = line.truth
        keys = [note.removeprefix("keys ") for note in line.notes if note.startswith("keys ")]
        if keys:
            turn["keys"] = keys[0]
        turns.append(turn)
    return {
        "id": script.id, "lang": script.language, "caller": {"tel": script.number}, "call_sid": sid, "ended": reason,
        "turns": turns, "first_token_ms": [round(1000 * seconds, 1) for seconds in caller.latencies],
        "read_backs": {"confirmed": caller.honesty.right, "corrected": caller.honesty.wrong},
        "expected": [{"kind": one.meant.kind, "value": one.meant.value, "turn": one.meant.turn, "said": one.meant.said,
                      "read_back_right": one.confirmed} for one in caller.honesty.known]}


def print_json(value):
    print(json.dumps(value, ensure_ascii=False), flush=True)


def summary(caller, reason):
    """One line after the call."""
    parts = [f"ended: {reason.replace('_', ' ')}", f"{len(caller.questions)} utterances"]
    # Faster than people speak, the gateway waits for a voice that it believes is still talking.
    if caller.latencies and caller.manner.speed <= 1:
        ordered = sorted(caller.latencies)
        parts.append(f"first word of an answer after {1000 * ordered[len(ordered) // 2]:.0f} ms (median)")
    if caller.honesty.known:
        right = sum(one.confirmed for one in caller.honesty.known)
        parts.append(f"{right} of {len(caller.honesty.known)} meant things read back right")
    return ", ".join(parts)
