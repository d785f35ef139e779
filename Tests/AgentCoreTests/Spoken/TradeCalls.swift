import SpokenLanguage

/// What callers of other trades are asked and tell: our own words.
struct TradeCalls {
    struct Told {
        let asked: String
        let said: String
        let kind: String
        let value: String
    }

    let name: String
    let tongue: Tongue
    let kinds: [EntityKind]
    let told: [Told]

    private static func code(
        _ name: String, _ pattern: String, _ cues: [String], _ german: String, _ english: String
    ) -> EntityKind {
        EntityKind(
            name, .code([pattern].compactMap { try? CodePattern($0) }), cues: cues,
            titles: [.german: german, .english: english])
    }

    private static let phone = EntityKind(
        "phone", .phone, cues: ["telefonnummer", "nummer erreichen", "phone number", "number can we reach"],
        titles: [.german: "die Telefonnummer", .english: "the phone number"])
    private static let name = EntityKind(
        "name", .name, cues: ["nachname", "name", "surname"], titles: [.german: "der Name", .english: "the name"])
    private static let birth = EntityKind(
        "birth_date", .date(ofBirth: true), cues: ["geboren", "geburtsdatum", "date of birth"],
        titles: [.german: "das Geburtsdatum", .english: "the date of birth"])
    private static let date = EntityKind(
        "date", .date(ofBirth: false), cues: ["welcher tag", "an welchem tag", "what day", "which day"],
        titles: [.german: "das Datum", .english: "the date"])
    private static let time = EntityKind(
        "time", .time, cues: ["uhrzeit", "wie viel uhr", "what time"],
        titles: [.german: "die Uhrzeit", .english: "the time"])
    private static let email = EntityKind(
        "email", .email, cues: ["e-mail", "email"],
        titles: [.german: "die E-Mail-Adresse", .english: "the e-mail address"])

    private static func told(_ asked: String, _ said: String, _ kind: String, _ value: String) -> Told {
        Told(asked: asked, said: said, kind: kind, value: value)
    }

    static let all: [TradeCalls] = [
        TradeCalls(
            name: "practice", tongue: .german,
            kinds: [
                code(
                    "insured", "[A-Z][0-9]{9}", ["versichertennummer", "karte", "insured number"],
                    "die Versichertennummer", "the insured number"), name, birth, date, time, phone,
            ],
            told: [
                told("Wie ist Ihr Nachname?", "Kowalczyk, K O W A L C Z Y K", "name", "Kowalczyk"),
                told(
                    "Wann sind Sie geboren?", "am siebten märz neunzehnhundertachtundsechzig", "birth_date",
                    "1968-03-07"),
                told(
                    "Wie lautet die Versichertennummer auf Ihrer Karte?",
                    "T wie Theodor, vier null drei, acht eins eins, sieben sechs zwo", "insured", "T403811762"),
                told("An welchem Tag passt es Ihnen?", "am dritten Dezember", "date", "2026-12-03"),
                told("Um welche Uhrzeit?", "um viertel nach neun", "time", "09:15"),
                told(
                    "Unter welcher Nummer erreichen wir Sie?",
                    "null eins sieben sechs, vier vier drei, eins null acht acht neun",
                    "phone", "+4917644310889"),
            ]),
        TradeCalls(
            name: "energy", tongue: .german,
            kinds: [
                code(
                    "meter", "[0-9] [A-Z]{3} [0-9]{8}", ["zählernummer", "meter number"], "die Zählernummer",
                    "the meter number"),
                code("contract", "V[0-9]{7}", ["vertragsnummer"], "die Vertragsnummer", "the contract number"),
                EntityKind(
                    "reading", .code(["[0-9]{5}"].compactMap { try? CodePattern($0) }),
                    cues: ["zählerstand", "reading"], titles: [.german: "der Zählerstand", .english: "the reading"]),
                email,
            ],
            told: [
                told(
                    "Wie lautet Ihre Vertragsnummer?", "V wie Viktor, sieben null acht, drei drei, eins neun",
                    "contract", "V7083319"),
                told(
                    "Wie lautet die Zählernummer?", "eins, E M H, null null acht vier, zwo eins sieben fünf", "meter",
                    "1 EMH 00842175"),
                told("Wie ist der Zählerstand?", "vier sieben null eins zwo", "reading", "47012"),
                told(
                    "An welche E-Mail-Adresse schicken wir die Bestätigung?",
                    "h punkt sommer at wattwerk punkt example", "email", "h.sommer@wattwerk.example"),
            ]),
        TradeCalls(
            name: "hotel", tongue: .english,
            kinds: [
                code("booking", "[A-Z]{3}[0-9]{4}", ["booking number"], "die Buchungsnummer", "the booking number"),
                name, date, time, email, phone,
            ],
            told: [
                told("What is your booking number?", "H, T, R, six oh four two", "booking", "HTR6042"),
                told("What name is it under?", "Lindqvist, L I N D Q V I S T", "name", "Lindqvist"),
                told("Which day do you arrive?", "on the twelfth of december", "date", "2026-12-12"),
                told("And at what time?", "at half past seven in the evening", "time", "19:30"),
                told(
                    "What is your email, please?", "k dot lindqvist at fjellmail dot example", "email",
                    "k.lindqvist@fjellmail.example"),
            ]),
        TradeCalls(
            name: "workshop", tongue: .german,
            kinds: [
                code(
                    "frame", "[A-Z]{2}[0-9]{6}-[A-Z]", ["rahmennummer"], "die Rahmennummer", "the frame number"),
                code("postcode", "[0-9]{5}", ["postleitzahl"], "die Postleitzahl", "the postcode"), date, time, name,
                phone,
            ],
            told: [
                told(
                    "Welche Rahmennummer hat das Rad?",
                    "K T, dann sieben null eins, zwo neun vier, Strich M wie Martha",
                    "frame", "KT701294-M"),
                told("Und die Postleitzahl?", "sieben sechs eins drei sieben", "postcode", "76137"),
                told("An welchem Tag bringen Sie es?", "am besten nächsten Donnerstag", "date", "2026-11-26"),
                told("Um wie viel Uhr?", "so gegen halb elf", "time", "10:30"),
                told("Auf welchen Namen?", "Ziegelmayr, Z I E G E L M A Y R", "name", "Ziegelmayr"),
            ]),
        TradeCalls(
            name: "insurance", tongue: .english,
            kinds: [
                code("policy", "PL-[0-9]{6}-[A-Z]", ["policy number"], "die Policennummer", "the policy number"),
                code("claim", "C[0-9]{8}", ["claim number"], "die Schadennummer", "the claim number"), name, birth,
                date, phone,
            ],
            told: [
                told(
                    "What is your policy number, please?", "P L, four zero nine, one one seven, K as in king", "policy",
                    "PL-409117-K"),
                told("And the claim number?", "C, two zero two six, double four, one three", "claim", "C20264413"),
                told("What is your surname?", "it is Abernethy, A B E R N E T H Y", "name", "Abernethy"),
                told(
                    "What is your date of birth?", "the fourteenth of may nineteen seventy-nine", "birth_date",
                    "1979-05-14"),
                told("Which day would suit our surveyor?", "on december the ninth", "date", "2026-12-09"),
                told(
                    "What number can we reach you at?", "oh one seven six, four four three, one oh double eight nine",
                    "phone", "+4917644310889"),
            ]),
    ]
}

/// What a recogniser makes of words: one in ten is misheard, lost, or has a sound of thinking beside it.
struct Recogniser {
    private var chance: SeededGenerator
    private let tongue: Tongue

    init(seed: UInt64, _ tongue: Tongue) {
        chance = SeededGenerator(seed: seed)
        self.tongue = tongue
    }

    private static let german: [String: [String]] = [
        "null": ["nul", "nun"], "eins": ["ein", "meins"], "zwei": ["drei", "zwo"], "zwo": ["so", "wo"],
        "drei": ["zwei", "frei"], "vier": ["wir", "für"], "fünf": ["fünft", "fünfzig"], "sechs": ["sechzig", "sechst"],
        "sieben": ["siebzehn", "schieben"], "acht": ["macht", "achtzig"], "neun": ["neunzig", "nein"],
        "wie": ["die", "wir"], "punkt": ["und", "punk"], "at": ["hat", "ab"], "dritten": ["dritte", "vierten"],
    ]
    private static let english: [String: [String]] = [
        "zero": ["hero", "oh"], "oh": ["o"], "one": ["won", "on"], "two": ["to", "three"], "three": ["free", "tree"],
        "four": ["for", "forty"], "five": ["nine", "hive"], "six": ["sick", "sixty"], "seven": ["eleven", "heaven"],
        "eight": ["ate", "eighty"], "nine": ["five", "mine"], "double": ["dull", "trouble"], "as": ["has"],
    ]
    private static let letters: [Character: String] = [
        "B": "PDW", "P": "BT", "D": "TB", "T": "DP", "M": "N", "N": "M", "F": "S", "S": "F", "K": "G", "H": "A",
        "E": "I", "A": "H", "C": "Z", "Z": "C", "R": "L", "L": "R", "O": "U", "Y": "I", "W": "V", "V": "F",
    ]

    mutating func hears(_ said: String) -> String {
        var heard: [String] = []
        for word in said.split(separator: " ").map(String.init) {
            guard Double.random(in: 0..<1, using: &chance) < 0.1 else {
                heard.append(word)
                continue
            }
            switch Int.random(in: 0..<20, using: &chance) {
            case 0..<14: heard.append(misheard(word))
            case 14..<17:
                heard += [
                    (tongue == .german ? ["äh", "ähm", "also"] : ["uh", "um", "well"]).randomElement(using: &chance)
                        ?? "", word,
                ]
            default: break
            }
        }
        return heard.joined(separator: " ")
    }

    private mutating func misheard(_ word: String) -> String {
        let core = word.filter { $0.isLetter }
        let tail = word.hasSuffix(",") ? "," : ""
        if core.count == 1, let letter = core.uppercased().first, let others = Self.letters[letter] {
            return (others.randomElement(using: &chance).map(String.init) ?? core) + tail
        }
        let table = tongue == .german ? Self.german : Self.english
        if let others = table[core.lowercased()] { return (others.randomElement(using: &chance) ?? core) + tail }
        guard core.count >= 4 else { return word }
        var letters = Array(core)
        letters.remove(at: Int.random(in: 1..<letters.count, using: &chance))
        return String(letters) + tail
    }
}
