import SpokenLanguage
import Testing

/// A boat yard's kinds.
enum Yard {
    static func pattern(_ text: String) -> CodePattern { try! CodePattern(text) }
    static let today = CivilDate("2026-11-23")!
    static let germany = Dialling(countryCode: "49", trunkPrefix: "0")
    static let kinds: [EntityKind] = [
        EntityKind(
            "berth", .code([pattern("LP-[0-9]{4}[A-Z]")]), cues: ["liegeplatz", "berth"],
            titles: [.german: "der Liegeplatz", .english: "the berth"]),
        EntityKind(
            "pin", .code([pattern("[0-9]{4}")]), cues: ["pin"], titles: [.german: "die PIN", .english: "the PIN"]),
        EntityKind(
            "phone", .phone, cues: ["telefonnummer", "phone number"],
            titles: [.german: "die Telefonnummer", .english: "the phone number"]),
        EntityKind(
            "email", .email, cues: ["e-mail", "email"],
            titles: [.german: "die E-Mail-Adresse", .english: "the e-mail address"]),
        EntityKind(
            "date", .date(ofBirth: false), cues: ["welchen tag", "what day"],
            titles: [.german: "das Datum", .english: "the date"]),
        EntityKind(
            "time", .time, cues: ["uhrzeit", "what time"], titles: [.german: "die Uhrzeit", .english: "the time"]),
        EntityKind("amount", .amount(currency: "EUR"), titles: [.german: "der Betrag", .english: "the amount"]),
        EntityKind("name", .name, cues: ["namen", "name"], titles: [.german: "der Name", .english: "the name"]),
        EntityKind("street", .street, cues: ["adresse"]),
        EntityKind("postcode", .code([pattern("[0-9]{5}")]), cues: ["adresse", "postleitzahl"]),
        EntityKind("city", .city), EntityKind("boat", .words(["Lotse 2", "Lotse 4", "Möwe"])),
    ]

    static func reader(_ tongue: Tongue) -> SpokenReader {
        SpokenReader(kinds: kinds, tongue: tongue, dialling: germany)
    }

    static func read(_ text: String, _ tongue: Tongue = .german, asked: Set<String> = []) -> [String] {
        reader(tongue).read(text, ReadingContext(today: today, asked: asked)).map { "\($0.kind) \($0.value)" }
    }
}

@Suite struct ReadingTests {
    @Test(arguments: [
        ("liegeplatz l p vier null zwo sieben c wie cäsar", ["berth LP-4027C"]),
        ("L wie Ludwig, P wie Paula, vierzig siebenundzwanzig, C", ["berth LP-4027C"]),
        ("mein Liegeplatz ist LP-4027C.", ["berth LP-4027C"]),
        ("liegeplatz l p vier null zwo sieben, nein, neun, d wie dora", ["berth LP-4029D"]),
        ("null eins sieben sechs, doppel vier, drei eins null, acht acht neun", ["phone +4917644310889"]),
        ("plus neunundvierzig eins sieben sechs vier vier drei eins null acht acht neun", ["phone +4917644310889"]),
        ("k Punkt Ahlers at hafen Bindestrich nord Punkt example", ["email k.ahlers@hafen-nord.example"]),
        ("schreiben sie an anna unterstrich b at werft punkt de", ["email anna_b@werft.de"]),
        ("nächsten Dienstag um halb neun", ["date 2026-11-24", "time 08:30"]),
        ("übermorgen gegen Viertel vor drei", ["date 2026-11-25", "time 14:45"]),
        ("dreiviertel vier passt", ["time 15:45"]),
        ("am dritten zwölften", ["date 2026-12-03"]),
        ("vom achtundzwanzigsten bis dritten Dezember", ["date 2026-11-28", "date 2026-12-03"]),
        ("das macht tausendzweihundert Euro fünfzig", ["amount 1200.50 EUR"]),
        ("Kaiweg siebzehn b, zwei drei fünf fünf acht Lübeck", ["street Kaiweg 17b", "postcode 23558", "city Lübeck"]),
        ("mein Name ist Petersen mit zwei s", ["name Peterssen"]),
        ("eine lotse vier bitte", ["boat Lotse 4"]),
        ("ich will am Freitag, nein, am Samstag kommen", ["date 2026-11-28"]),
    ])
    func german(said: String, understood: [String]) {
        #expect(Yard.read(said) == understood)
    }

    @Test(arguments: [
        ("my berth is l p four oh two seven c as in charlie", ["berth LP-4027C"]),
        ("berth L P double four two seven C", ["berth LP-4427C"]),
        ("k dot ahlers at harbour dash north dot com", ["email k.ahlers@harbour-north.com"]),
        ("next tuesday at four thirty p.m.", ["date 2026-11-24", "time 16:30"]),
        ("half past nine on december third", ["time 09:30", "date 2026-12-03"]),
        ("that's forty-nine euros and ninety cents", ["amount 49.90 EUR"]),
        ("my name is Hannah Sloane", ["name Hannah Sloane"]),
    ])
    func english(said: String, understood: [String]) {
        #expect(Yard.read(said, .english) == understood)
    }

    @Test func whereItWasSaidAndHowSure() throws {
        let text = "äh liegeplatz l p vier null zwo sieben c wie cäsar"
        let entity = try #require(Yard.reader(.german).read(text, ReadingContext(today: Yard.today)).first)
        #expect(entity.said == "l p vier null zwo sieben c wie cäsar")
        #expect(entity.range == 14..<text.count)
        #expect(entity.confidence >= SpokenEntity.certain)
        #expect(!entity.alternatives.isEmpty)
    }

    @Test func aMisheardDigitIsAGuessAndAMissingOneAGap() throws {
        let context = ReadingContext(today: Yard.today, asked: ["berth"])
        let guess = try #require(Yard.reader(.german).read("l p vier voll zwo sieben c", context).first)
        #expect(guess.value == "LP-4027C")
        #expect(guess.confidence < SpokenEntity.certain)
        let gap = try #require(Yard.reader(.german).read("l p vier zwo sieben c", context).first)
        #expect(!gap.isComplete)
        #expect(gap.value.contains("?"))
    }

    @Test func patternsOutsideTheSubsetAreRefused() {
        #expect(throws: CodePattern.Fault.unsupported("(", at: 0)) { try CodePattern("(A|B)") }
        #expect(throws: CodePattern.Fault.unfinished) { try CodePattern("[0-9") }
        #expect(throws: CodePattern.Fault.size) { try CodePattern("[0-9]{99}") }
        #expect(throws: CodePattern.Fault.size) { try CodePattern("") }
    }

    @Test func theLanguageIsHeard() {
        #expect(Tongue.spoken(in: "sorry, can you do that in English please", unless: .german) == .english)
        #expect(Tongue.spoken(in: "vier zwei null", unless: .german) == .german)
        #expect(Tongue.spoken(in: "Möwe", unless: .english) == .english)
    }

    @Test(arguments: [
        "vier ", "a b ", "H9ZU1C ", "x@y ", "nein nein ", "hundertneunundneunzigtausend", "at dot ", "viertel vor ",
        "dreizehntausendneunhundertelf ", "🦊 ", "_", "l p vier null nein ",
    ])
    func hostileInputIsReadInBoundedTime(piece: String) {
        let text = String(repeating: piece, count: 20_000 / piece.count)
        let start = ContinuousClock.now
        for tongue in Tongue.allCases {
            _ = Yard.reader(tongue).read(
                text, ReadingContext(today: Yard.today, asked: Set(Yard.kinds.map(\.name)), agentText: text))
            _ = SpokenText(tongue: tongue).reply(text)
            var readBack = ReadBack(reader: Yard.reader(tongue))
            _ = readBack.hear(text, ReadingContext(today: Yard.today))
        }
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
