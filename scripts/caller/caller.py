"""One caller on the phone: decides when to listen, speak, cut in, key and hang up. A value without clock or network.

Give it what the gateway sends with `frame`, and the time with `advance` whenever `due` has come; take what goes to the
gateway out of `outbox`. Times are seconds of any clock that only goes forward.
"""

import heapq
import re
from collections import deque
from dataclasses import dataclass, field, replace

from playback import Playback
from script import seconds_to_say
from spoken import READ_BACK
from truth import Honesty, is_confirmation

HOLDING = re.compile(r"moment|sehe noch nach|bleiben sie.*dran|still looking|hold the line|bear with", re.IGNORECASE)
HOLDING_CHARACTERS_MAX = 80
PARTIAL_EVERY_SECONDS = 0.4
KEY_EVERY_SECONDS = 0.25
# Who cuts in everywhere does so after this many words.
CUT_WORDS = 8


@dataclass
class Manner:
    """How somebody calls."""

    speed: float = 1.0
    partials: bool | None = None  # None: as the channel asks
    interrupt: bool | None = None  # None: where the script says so; True: everywhere; False: nowhere
    patience_s: float = 12.0  # waits so long for an answer
    duration_max_s: float = 900.0


@dataclass
class Line:
    """One thing that was said."""

    who: str
    text: str
    begin: float
    end: float
    heard: str | None = None  # of the agent, where the caller cut in
    truth: str | None = None  # of the caller, where it was recognised wrongly
    notes: list = field(default_factory=list)


class Caller:
    """One call, from the first greeting to hanging up."""

    def __init__(self, script, manner, mishear=None, tell=lambda line: None):
        self.script = script
        self.manner = manner
        self.mishear = mishear
        self.tell = tell
        self.plan = deque(script.utterances)
        self.honesty = Honesty(script.meant, script.language)
        self.language = script.language
        self.playback = Playback(manner.speed)
        self.outbox = []
        self.lines = []
        self.latencies = []  # seconds from final words to the first token of the answer
        self.steps = []
        self.step_count = 0
        self.began_at = None
        self.speaking_until = None
        self.asked_at = None
        self.awaiting = False
        self.said = ""  # by the agent since the caller's last words
        self.turn = -1
        self.agent_line = None
        self.was_speaking = False
        self.ended = None  # why, once it is over
        self.handoff = None
        self.wants = {}

    # What happens

    def begin(self, wants, now):
        """The socket is open; `wants` are the attributes TwiML gave the relay."""
        self.began_at = self.began_at if self.began_at is not None else now
        self.wants = wants
        self.playback.pieces = []
        self.was_speaking = False
        if self.speaking_until is None and self.lines:
            self.asked_at = now

    def lost(self, now):
        """The socket is gone: what the platform had in hand is not spoken."""
        if self.playback.pieces and now < self.playback.ends_at:
            self.close_agent_line(self.playback.heard(now), True)
        self.agent_line = None
        self.playback.pieces = []

    def frame(self, frame, now):
        kind = frame.get("type")
        if kind == "text":
            self.hear(str(frame.get("token") or ""), bool(frame.get("last", True)), frame.get("interruptible") is not False,
                      now)
        elif kind == "end":
            self.handoff = frame.get("handoffData")
            self.ended = "handed_over" if self.handoff else "ended_by_agent"
        elif kind == "language":
            self.language = str(frame.get("ttsLanguage") or self.language)

    def hear(self, token, is_last, is_interruptible, now):
        if self.awaiting and token.strip():
            self.latencies.append(now - self.asked_at)
            self.awaiting = False
        self.said += token + (" " if is_last else "")
        if not token.strip():
            if self.playback.pieces and is_last:
                self.playback.pieces[-1].is_last = True
            return
        self.playback.begin_cycle(now)
        self.playback.add(token, is_last, now, is_interruptible)

    # Time

    @property
    def due(self):
        """When `advance` wants to be called next; None once the call is over."""
        if self.ended or self.began_at is None:
            return None
        moments = [self.began_at + self.manner.duration_max_s]
        if self.steps:
            moments.append(self.steps[0][0])
        for piece in self.playback.pieces:
            if not piece.is_told:
                moments.append(piece.begin)
                break
        for piece in self.playback.pieces:
            if not piece.is_played:
                moments.append(piece.end)
                break
        turn = self.turn_at()
        if turn is not None:
            moments.append(turn)
        return min(moments)

    def turn_at(self):
        """When the caller has the word; None while they have it."""
        if self.speaking_until is not None:
            return None
        patience = self.manner.patience_s
        upcoming = self.plan[0] if self.plan else None
        since = self.asked_at if self.asked_at is not None else self.began_at
        if upcoming is not None and upcoming.follows and self.lines and self.lines[-1].who == "caller":
            return since + upcoming.pause_s / self.manner.speed
        if not self.said.strip():
            return since + patience
        end = self.playback.ends_at if self.playback.pieces else since
        if self.playback.is_open or self.is_holding():
            quiet = end + patience
        else:
            quiet = end + (upcoming.pause_s if upcoming else 0.8) / self.manner.speed
        cut = self.cut_at(upcoming)
        return quiet if cut is None else min(quiet, cut)

    def cut_at(self, upcoming):
        """When the caller cuts into what is being said; None where they hear it to its end."""
        if upcoming is None or self.manner.interrupt is False or not self.playback.pieces:
            return None
        # Not into the greeting: it would be said again before every answer.
        is_everywhere = self.manner.interrupt and any(line.who == "caller" for line in self.lines)
        words = CUT_WORDS if is_everywhere else upcoming.cut_after_words
        if words is None or READ_BACK.search(self.said):
            return None
        if not all(piece.is_interruptible for piece in self.playback.pieces):
            return None
        if not self.playback.is_open:
            words = min(words, max(1, int(self.playback.words() * 0.6)))
        return self.playback.moment_of(words)

    def is_holding(self):
        """Whether only a line that bridges a silence was said."""
        return len(self.said) <= HOLDING_CHARACTERS_MAX and bool(HOLDING.search(self.said)) and bool(self.lines)

    def advance(self, now):
        if self.ended:
            return
        self.tell_playback(now)
        while self.steps and self.steps[0][0] <= now:
            moment, _, step = heapq.heappop(self.steps)
            step(max(moment, now))
        if self.ended:
            return
        if now >= self.began_at + self.manner.duration_max_s:
            self.ended = "too_long"
            return
        turn = self.turn_at()
        if turn is not None and turn <= now:
            self.take_turn(now)

    def tell_playback(self, now):
        pieces = self.playback.pieces
        for piece in pieces:
            if piece.begin <= now and not piece.is_told:
                piece.is_told = True
                self.info("agentSpeaking", "on" if not self.was_speaking else None)
                self.was_speaking = True
                if self.agent_line is None:
                    self.agent_line = Line("agent", "", piece.begin, piece.end)
                    self.lines.append(self.agent_line)
                self.agent_line.text = f"{self.agent_line.text} {piece.text.strip()}".strip()
                self.agent_line.end = piece.end
                self.tell(Line("agent", piece.text.strip(), piece.begin, piece.end))
            if piece.end <= now and not piece.is_played:
                piece.is_played = True
                self.info("tokensPlayed", piece.text)
        if self.was_speaking and pieces and now >= self.playback.ends_at:
            self.was_speaking = False
            self.info("agentSpeaking", "off")
            if not self.playback.is_open:
                self.agent_line = None

    def close_agent_line(self, heard, is_cut):
        if self.agent_line is not None and is_cut:
            self.agent_line.heard = heard
        self.agent_line = None

    # Speaking

    def take_turn(self, now):
        is_cut = bool(self.playback.pieces) and now < self.playback.ends_at
        upcoming = self.plan[0] if self.plan else None
        answer = None
        if not is_cut:
            answer = self.honesty.answer(self.said, self.turn, upcoming.text if upcoming else "")
        if answer is not None:
            return self.speak(self.as_recognised(answer), now)
        while self.plan:
            utterance = self.plan.popleft()
            if self.plan and self.is_needless(utterance):
                continue
            return self.speak(utterance, now)
        self.ended = "hung_up"

    def is_needless(self, utterance):
        """A yes that was meant for a question which was not asked this time."""
        if utterance.keys or not is_confirmation(utterance.truth):
            return False
        return not READ_BACK.search(self.said) if utterance.to_read_back else "?" not in self.said

    def as_recognised(self, utterance):
        if self.mishear is None or not utterance.text or utterance.kind != "corrects":
            return utterance
        meant = [one for one in self.script.meant if one.turn == utterance.turn]
        return replace(utterance, text=self.mishear(utterance.text, meant))

    def speak(self, utterance, now):
        speed = self.manner.speed
        if utterance.turn >= 0:
            self.turn = max(self.turn, utterance.turn)
        if self.playback.is_protected(now):
            pass
        elif self.playback.pieces and (now < self.playback.ends_at or self.playback.is_open):
            heard, milliseconds = self.playback.cut(now)
            self.send(type="interrupt", utteranceUntilInterrupt=heard, durationUntilInterruptMs=str(milliseconds))
            self.close_agent_line(heard, True)
            self.was_speaking = False
            self.tell(Line("cut", heard, now, now))
        else:
            self.close_agent_line("", False)
            self.playback.pieces = []
        if utterance.keys:
            end = now + KEY_EVERY_SECONDS * len(utterance.keys) / speed
            for place, key in enumerate(utterance.keys):
                self.step(now + KEY_EVERY_SECONDS * place / speed, lambda _, key=key: self.send(type="dtmf", digit=key))
        else:
            end = now + (utterance.seconds or seconds_to_say(utterance.text)) / speed
            self.info("clientSpeaking", "on")
            self.speak_partials(utterance, now, end)
        self.speaking_until = end
        self.step(end, lambda moment: self.finish(utterance, now, moment))

    def speak_partials(self, utterance, now, end):
        is_wanted = self.wants.get("partialPrompts") == "true"
        if self.manner.partials is False or (self.manner.partials is None and not is_wanted):
            return
        words = utterance.text.split()
        count = int((end - now) / (PARTIAL_EVERY_SECONDS / self.manner.speed))
        for number in range(1, count):
            part = " ".join(words[:max(1, len(words) * number // count)])
            self.step(now + (end - now) * number / count, lambda _, part=part: self.send(
                type="prompt", voicePrompt=part, lang=self.tag(utterance), last=False))

    def finish(self, utterance, begin, now):
        """The last word is said: the platform sends what it understood."""
        self.speaking_until = None
        self.said = ""
        if utterance.keys:
            line = Line("caller", "", begin, now, notes=[f"keys {utterance.keys}"])
        else:
            self.info("clientSpeaking", "off")
            self.send(type="prompt", voicePrompt=utterance.text, lang=self.tag(utterance), last=True)
            truth = utterance.truth if utterance.truth != utterance.text else None
            line = Line("caller", utterance.text, begin, now, truth=truth)
            if utterance.kind != "script":
                line.notes.append(utterance.kind)
        self.asked_at = now
        self.awaiting = not utterance.keys
        self.lines.append(line)
        self.tell(line)

    def tag(self, utterance):
        language = utterance.language or self.script.language
        return {"de": "de-DE", "en": "en-US"}.get(language, language)

    def step(self, moment, action):
        self.step_count += 1
        heapq.heappush(self.steps, (moment, self.step_count, action))

    def send(self, **frame):
        self.outbox.append(frame)

    def info(self, name, value):
        """Tells of speech what the channel's TwiML asks to be told."""
        events = self.wants.get("events", "")
        wanted = "tokens-played" if name == "tokensPlayed" else "speaker-events"
        if value is not None and wanted in events:
            self.send(type="info", name=name, value=value)

    def hang_up_now(self, reason="hung_up"):
        self.ended = self.ended or reason

    @property
    def questions(self):
        """What the caller said, in words."""
        return [line.text for line in self.lines if line.who == "caller" and line.text]


