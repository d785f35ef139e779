"""The caller's honesty: a right read-back is confirmed, a wrong one corrected, a question for it answered."""

import re
from dataclasses import dataclass

from script import Utterance, seconds_to_say
from spoken import LETTER_NAMES, READ_BACK, characters, clock_times, dates, fold, number_of, words_of

CORRECTIONS_MAX = 6
AGAIN = re.compile(
    r"nicht verstanden|noch ?einmal|nochmal|buchstabieren|da fehlt etwas|did not get|didn't catch|once more|"
    r"say .* again|repeat (it|that)|please spell|something is missing", re.IGNORECASE)
SIGNS = re.compile(r"\b(?:" + "|".join(sorted(LETTER_NAMES, key=len, reverse=True)) + r")\b", re.IGNORECASE)
ANOTHER = re.compile(r"; (?:und|and) ")
KEY_IN = re.compile(r"tippen sie|tasten|key in|on your (phone|keypad)", re.IGNORECASE)
CONFIRMATION = re.compile(
    r"^(ja|jawohl|genau|richtig|stimmt|korrekt|passt|yes|yeah|yep|correct|right|exactly|that's right|that is right|"
    r"das stimmt|ja bitte|bitte|please|ok|okay)([\s,.!]+(ja|genau|richtig|stimmt|das|so|bitte|correct|right|exactly|"
    r"that's|it|is|please|that))*[\s.!]*$", re.IGNORECASE)
WORDS = {
    "de": {"yes": "Ja, genau.", "no": "Nein, {said}.", "again": "{said}.", "human": "Ich möchte bitte mit einem "
           "Menschen sprechen."},
    "en": {"yes": "Yes, that's right.", "no": "No, {said}.", "again": "{said}.", "human": "I would like to speak to a "
           "person, please."},
}


@dataclass
class Known:
    """One meant thing and what became of it."""

    meant: object
    confirmed: bool = False
    corrections: int = 0


def is_confirmation(text):
    """Whether it says yes and nothing else."""
    return bool(CONFIRMATION.match(text.strip()))


def holds(text, kind, value):
    """Whether somebody who hears this text hears the value."""
    if kind == "date" and re.match(r"^\d{4}-\d{2}-\d{2}", value):
        return (int(value[8:10]), int(value[5:7])) in dates(text)
    if kind == "time" and (found := re.match(r"^(\d{1,2}):(\d{2})", value)):
        return (int(found[1]) * 60 + int(found[2])) % 720 in clock_times(text)
    digits = re.sub(r"\D", "", value)
    if digits == value and len(digits) <= 3:
        return int(digits) in [number_of(word) for word in words_of(text)]
    if "@" in value:
        return plain(value) in plain(SIGNS.sub(lambda sign: LETTER_NAMES[sign[0]], fold(text)))
    rows = characters(text)
    if kind == "phone":
        # Country code or the zero of the trunk: the rest is the number.
        return digits[-9:] in re.sub(r"\D", "", rows)
    if digits:
        wanted = re.sub(r"[^A-Z0-9]", "", value.upper())
        return wanted in rows.replace(" ", "") or wanted in re.sub(r"[^A-Z0-9]", "", text.upper())
    return plain(value) in plain(text) or plain(value) in plain(rows)


def plain(text):
    """Letters and digits alone, and what addresses need."""
    return re.sub(r"[^a-z0-9@._]", "", fold(text)).strip(".")


class Honesty:
    """What the caller meant, and what they answer to what the agent says about it."""

    def __init__(self, meant, language):
        self.language = "de" if language.startswith("de") else "en"
        self.known = [Known(one) for one in meant]
        self.right = 0
        self.wrong = 0
        self.has_given_up = False

    def open(self, turn):
        """What has been said up to this turn and is not confirmed."""
        return [one for one in self.known if one.meant.turn <= turn and not one.confirmed]

    def answer(self, said, turn, next_text=""):
        """What to say to this; None where it is no read-back and no question for something again."""
        waiting = self.open(turn)
        if self.has_given_up or not said:
            return None
        is_read_back, is_again = READ_BACK.search(said), AGAIN.search(said)
        if is_read_back:
            heard = [one for one in self.known if holds(said, one.meant.kind, one.meant.value)]
            # Several values are read back with an "and" between them; each must be right.
            is_whole = len(heard) >= 1 + len(ANOTHER.findall(said)) or not any(one not in heard for one in waiting)
            for one in heard:
                one.confirmed = True
            waiting = [one for one in waiting if one not in heard]
            if not waiting or (heard and is_whole):
                self.right += 1
                return None if is_confirmation(next_text) else self.say("yes", "confirms")
        if not waiting or not (is_read_back or is_again):
            return None
        one = waiting[-1]
        self.wrong += bool(is_read_back)
        one.corrections += 1
        if one.corrections > CORRECTIONS_MAX:
            self.has_given_up = True
            return self.say("human", "gives_up")
        digits = re.sub(r"\D", "", one.meant.value)
        if KEY_IN.search(said) and digits:
            keys = "0" + digits[-10:] if one.meant.kind == "phone" and one.meant.value.startswith("+") else digits
            return Utterance(keys=(keys + "#")[:32], turn=turn, kind="corrects", seconds=0.0)
        return self.say("no" if is_read_back else "again", "corrects", one.meant.said or one.meant.value, turn)

    def say(self, word, kind, said="", turn=-1):
        text = WORDS[self.language][word].replace("{said}", said.strip().rstrip("."))
        return Utterance(text=text, truth=text, seconds=seconds_to_say(text), turn=turn, kind=kind)
