"""The voice of the platform: text comes ahead of time and is spoken one piece after another."""

from dataclasses import dataclass

# How fast German and English are read out, about 2.6 words a second.
CHARACTERS_PER_SECOND = 15
# From the text to the first sound.
VOICE_DELAY_SECONDS = 0.15


@dataclass
class Piece:
    """One token of the gateway and when it is spoken, in seconds of the call's clock."""

    text: str
    is_last: bool
    begin: float
    end: float
    is_interruptible: bool = True
    is_told: bool = False
    is_played: bool = False

    def heard(self, now):
        """The whole words that were spoken by then."""
        if now >= self.end:
            return self.text
        if now <= self.begin:
            return ""
        words = self.text.split()
        share = (now - self.begin) / (self.end - self.begin)
        return " ".join(words[:int(len(words) * share)])


class Playback:
    """What is being spoken. A talk cycle begins after silence and ends with what is marked as last."""

    def __init__(self, speed=1.0):
        self.rate = CHARACTERS_PER_SECOND * speed
        self.delay = VOICE_DELAY_SECONDS / speed
        self.pieces = []

    @property
    def ends_at(self):
        return self.pieces[-1].end if self.pieces else 0.0

    @property
    def is_open(self):
        """Whether more of the same talk cycle is to come."""
        return bool(self.pieces) and not self.pieces[-1].is_last

    def is_speaking(self, now):
        return bool(self.pieces) and self.pieces[0].begin <= now < self.ends_at

    def add(self, text, is_last, now, is_interruptible=True):
        begin = max(now + self.delay, self.ends_at)
        self.pieces.append(Piece(text, is_last, begin, begin + len(text.strip()) / self.rate, is_interruptible))

    def is_protected(self, now):
        """Whether what is being spoken goes on when the caller speaks."""
        return any(not piece.is_interruptible and piece.begin <= now < piece.end for piece in self.pieces)

    def begin_cycle(self, now):
        """Forgets what was spoken to its end."""
        if now >= self.ends_at and not self.is_open:
            self.pieces = []

    def heard(self, now):
        return " ".join(part for part in (piece.heard(now).strip() for piece in self.pieces) if part)

    def moment_of(self, words):
        """When so many words will have been spoken; None where so many are not there."""
        for piece in self.pieces:
            count = len(piece.text.split())
            if words <= count:
                return piece.begin + (piece.end - piece.begin) * words / max(1, count)
            words -= count
        return None

    def words(self):
        return sum(len(piece.text.split()) for piece in self.pieces)

    def cut(self, now):
        """The caller cuts in: what was heard, and how many milliseconds of it; the rest is not spoken."""
        heard = self.heard(now)
        milliseconds = round(1000 * max(0.0, min(now, self.ends_at) - self.pieces[0].begin)) if self.pieces else 0
        self.pieces = []
        return heard, milliseconds
