"""Recognition errors, the same again for the same seed: words that sound alike, letters, digits, lost and added words."""

# Invented by sound: number words, names of letters and days are what recognisers confuse with most harm.
ALIKE = {
    "de": {"eins": "heinz", "zwei": "drei", "zwo": "so", "drei": "zwei", "vier": "hier", "fünf": "fünfzehn",
           "sechs": "sechzehn", "sieben": "siebzig", "acht": "achtzehn", "neun": "neunzehn", "null": "nun",
           "zehn": "zehnte", "elf": "zwölf", "zwölf": "elf", "halb": "half", "montag": "sonntag",
           "dienstag": "donnerstag", "donnerstag": "dienstag", "samstag": "sonntag", "juni": "juli", "juli": "juni"},
    "en": {"one": "once", "two": "you", "three": "tree", "four": "fall", "five": "fine", "six": "sixteen",
           "seven": "seventy", "eight": "eighteen", "nine": "ninety", "zero": "euro", "oh": "no", "ten": "tent",
           "double": "bubble", "half": "have", "monday": "sunday", "tuesday": "thursday", "thursday": "tuesday",
           "saturday": "sunday", "june": "july", "july": "june"},
}
LETTERS = {"B": "DP", "C": "Z", "D": "BT", "F": "S", "G": "J", "J": "G", "M": "N", "N": "M", "P": "BT", "S": "F",
           "T": "DP", "V": "W", "W": "V", "Z": "C", "A": "K", "E": "I", "H": "A", "I": "E", "K": "Q", "L": "R",
           "O": "U", "Q": "K", "R": "L", "U": "O", "X": "S", "Y": "I"}
SOUNDS = {"b": "p", "p": "b", "d": "t", "t": "d", "g": "k", "k": "g", "m": "n", "n": "m", "f": "w", "w": "f",
          "a": "o", "e": "a", "i": "e", "o": "u", "u": "o", "s": "z", "z": "s"}
HESITATIONS = {"de": ("äh", "ähm", "hm", "na"), "en": ("uh", "um", "er", "hm")}


class Misheard:
    """Gives each word an error with this probability: of all words, or of those that carry what is meant."""

    def __init__(self, rate, where, language, chance):
        self.rate = rate
        self.where = where
        self.language = "de" if language.startswith("de") else "en"
        self.chance = chance

    def __call__(self, text, meant=()):
        words = text.split()
        if self.where == "entities":
            open_to = self.places(text, meant)
        else:
            open_to = set(range(len(words)))
        heard = []
        for place, word in enumerate(words):
            if place not in open_to or self.chance.random() >= self.rate:
                heard.append(word)
                continue
            kind = self.chance.random()
            if kind < 0.75:
                heard.append(self.other(word))
            elif kind < 0.9:
                heard += [self.chance.choice(HESITATIONS[self.language]), word]
        return " ".join(heard) or text

    @staticmethod
    def places(text, meant):
        """Which words carry what is meant."""
        found = set()
        for one in meant:
            said = one.said or one.value
            at = text.casefold().find(said.casefold()) if said else -1
            if at >= 0:
                first = len(text[:at].split())
                found.update(range(first, first + len(said.split())))
        return found

    def other(self, word):
        core = word.strip(".,;:!?")
        tail = word[len(core):] if word.startswith(core) else ""
        alike = ALIKE[self.language].get(core.lower())
        if alike:
            return (alike.capitalize() if core[:1].isupper() else alike) + tail
        if len(core) == 1 and core.upper() in LETTERS:
            return self.chance.choice(LETTERS[core.upper()]) + tail
        digits = [place for place, character in enumerate(core) if character.isdigit()]
        if digits:
            place = self.chance.choice(digits)
            wrong = self.chance.choice([digit for digit in "0123456789" if digit != core[place]])
            return core[:place] + wrong + core[place + 1:] + tail
        places = [place for place, character in enumerate(core) if character.lower() in SOUNDS]
        if not places:
            return word
        place = self.chance.choice(places)
        return core[:place] + SOUNDS[core[place].lower()] + core[place + 1:] + tail
