"""What a person takes from a read-back: digits, letters, dates and clock times in spoken German and English."""

import re
import unicodedata

SMALL = {
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
          "siebzehn achtzehn neunzehn".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
          "seventeen eighteen nineteen".split(),
}
TENS = {"de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(),
        "en": "twenty thirty forty fifty sixty seventy eighty ninety".split()}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
            "twentieth": 20, "thirtieth": 30, "erste": 1, "dritte": 3, "siebte": 7, "achte": 8}
MONTHS = [("januar", "january"), ("februar", "february"), ("märz", "march"), ("april",), ("mai", "may"),
          ("juni", "june"), ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",),
          ("dezember", "december")]
LETTER_NAMES = {"strich": "-", "bindestrich": "-", "minus": "-", "dash": "-", "hyphen": "-", "punkt": ".", "dot": ".",
                "unterstrich": "_", "underscore": "_", "at": "@", "aet": "@", "klammeraffe": "@", "plus": "+"}

# How agents ask whether they understood.
READ_BACK = re.compile(
    r"stimmt das|ist das (so )?(richtig|korrekt)|richtig so|korrekt\?|richtig\?|habe ich das richtig|ich wiederhole|"
    r"is that (right|correct)|did i get that|correct\?|right\?|let me repeat", re.IGNORECASE)


def fold(text):
    """Lower case without marks above letters; ß is ss."""
    text = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def number_words():
    found = {}
    for language in ("de", "en"):
        for value, word in enumerate(SMALL[language]):
            found[fold(word)] = value
        for place, ten in enumerate(TENS[language]):
            value = 20 + 10 * place
            found[fold(ten)] = value
            for unit, word in enumerate(SMALL[language][1:10], 1):
                joined = ("ein" if unit == 1 else word) + "und" + ten if language == "de" else f"{ten}-{word}"
                found[fold(joined)] = value + unit
    found.update({"zwo": 2, "oh": 0, "ein": 1, "einen": 1, "eine": 1, "hundert": 100, "einhundert": 100})
    return found


NUMBERS = number_words()


def words_of(text):
    text = re.sub(r"\b(doppel|double)-", r"\1 ", text, flags=re.IGNORECASE)
    return re.findall(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)?|[-@._+]", text)


def number_of(word):
    word = fold(word)
    if word.isdigit():
        return int(word)
    return NUMBERS.get(word)


def ordinal_of(word):
    """Day of the month in words or digits."""
    folded = fold(word)
    if folded.isdigit():
        return int(folded)
    for ending in ("", "n", "r", "s"):
        bare = folded.removesuffix(ending) if ending else folded
        if bare in ORDINALS:
            return ORDINALS[bare]
        for suffix in ("ste", "te", "th"):
            if bare.endswith(suffix):
                stem = bare.removesuffix(suffix)
                if stem in NUMBERS:
                    return NUMBERS[stem]
    if "-" in folded:
        ten, _, unit = folded.partition("-")
        if ten in NUMBERS and unit in ORDINALS:
            return NUMBERS[ten] + ORDINALS[unit]
        if ten in NUMBERS and unit.endswith("th") and unit.removesuffix("th") in NUMBERS:
            return NUMBERS[ten] + NUMBERS[unit.removesuffix("th")]
    return None


def characters(text):
    """Digits and letters as they are spelled or keyed: `N wie Nordpol, zwo null` is `N20`. Words end a row: a space."""
    words = words_of(text)
    found, skip = [], 0
    for place, word in enumerate(words):
        if skip:
            skip -= 1
            continue
        folded = fold(word)
        times = {"doppel": 2, "double": 2, "dreifach": 3, "triple": 3}.get(folded)
        if times and place + 1 < len(words):
            one = single(words[place + 1])
            if one:
                found.append(one * times)
                skip = 1
                continue
        one = single(word)
        if one is None:
            found.append(" ")
            continue
        found.append(one)
        after = [fold(each) for each in words[place + 1:place + 3]]
        if after[:1] and after[0] in ("wie", "for") and len(words) > place + 2:
            skip = 2
        elif after == ["as", "in"] and len(words) > place + 3:
            skip = 3
    return re.sub(r" +", " ", "".join(found)).strip()


def single(word):
    """The characters one spelled word stands for; None for any other word."""
    value = number_of(word)
    if word.isdigit():
        return word
    if value is not None:
        return str(value)
    if len(word) == 1 and word.isalpha():
        return word.upper()
    if word in "-@._+":
        return ""
    if fold(word) in LETTER_NAMES:
        return ""
    # A short word in capitals is spelled: NR.
    return word if word.isupper() and len(word) <= 4 else None


def dates(text):
    """Pairs of day and month that are said in it."""
    words = words_of(text)
    months = {fold(name): number for number, names in enumerate(MONTHS, 1) for name in names}
    found = set()
    for place, word in enumerate(words):
        number = months.get(fold(word))
        if number is None:
            continue
        for near in words[max(0, place - 3):place] + words[place + 1:place + 4]:
            day = ordinal_of(near)
            if day is not None and 1 <= day <= 31:
                found.add((day, number))
    for day, month in re.findall(r"\b(\d{1,2})\.(\d{1,2})\.", text):
        found.add((int(day), int(month)))
    return found


def clock_times(text):
    """Minutes since twelve o'clock that are said in it, on a dial of twelve hours."""
    found = set()
    for hour, minute in re.findall(r"\b(\d{1,2})[:.](\d{2})\b", text):
        found.add((int(hour) * 60 + int(minute)) % 720)
    words = [fold(word) for word in words_of(text)]
    for place, word in enumerate(words):
        hour = number_of(word)
        before = words[place - 1] if place else ""
        after = number_of(words[place + 1]) if place + 1 < len(words) else None
        if hour is None or hour > 24:
            continue
        if before == "halb":
            found.add((hour * 60 - 30) % 720)
        elif before == "past" and place > 1 and words[place - 2] == "half":
            found.add((hour * 60 + 30) % 720)
        elif before in ("nach", "past") and place > 1 and words[place - 2] in ("viertel", "quarter"):
            found.add((hour * 60 + 15) % 720)
        elif before in ("vor", "to") and place > 1 and words[place - 2] in ("viertel", "quarter"):
            found.add((hour * 60 - 15) % 720)
        else:
            minute = after
            if place + 2 < len(words) and words[place + 1] == "uhr":
                minute = number_of(words[place + 2])
            if minute is not None and 0 < minute < 60:
                found.add((hour * 60 + minute) % 720)
            else:
                found.add(hour * 60 % 720)
    return found
