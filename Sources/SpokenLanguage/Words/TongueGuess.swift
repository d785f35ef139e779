extension Tongue {
    /// The language of an utterance by its small words; `other` while it is undecided, as with a row of digits.
    public static func spoken(in text: String, unless other: Tongue) -> Tongue {
        let words = Utterance(text).words.prefix(60)
        let german = words.count { germanWords.contains($0.key) }
        let english = words.count { englishWords.contains($0.key) }
        if german == english { return other }
        let (leading, less, more) = german > english ? (Tongue.german, english, german) : (.english, german, english)
        return leading == other || more >= less + 2 ? leading : other
    }

    private static let germanWords: Set<String> = [
        "ich", "und", "der", "die", "das", "ist", "nicht", "den", "ein", "eine", "wir", "sie", "auf", "mit", "von",
        "zu",
        "ja", "nein", "haben", "habe", "wie", "auch", "noch", "bitte", "danke", "fuer", "mein", "meine", "kann",
        "koennen",
        "null", "eins", "zwei", "zwo", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "dann", "lautet",
        "legen",
    ]
    private static let englishWords: Set<String> = [
        "i", "and", "the", "is", "not", "you", "we", "it", "my", "to", "of", "with", "for", "yes", "have", "i'd", "i'm",
        "it's", "please", "thanks", "can", "do", "how", "what", "that", "this", "zero", "one", "two", "three", "four",
        "five",
        "six", "seven", "eight", "nine", "like", "know", "if", "your", "order", "great",
    ]
}
