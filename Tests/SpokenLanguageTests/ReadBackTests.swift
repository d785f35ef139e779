import SpokenLanguage
import Testing

@Suite struct ReadBackTests {
    private let context = ReadingContext(today: Yard.today)

    private func opened(_ text: String, _ tongue: Tongue = .german) -> ReadBack {
        var readBack = ReadBack(reader: Yard.reader(tongue))
        _ = readBack.hear(text, context)
        return readBack
    }

    private func values(_ readBack: ReadBack) -> [String] { readBack.confirmed.map(\.value) }

    @Test func whatIsConfirmedIsFinal() {
        var readBack = ReadBack(reader: Yard.reader(.german))
        #expect(
            readBack.hear("liegeplatz l p vier null zwo sieben c", context)
                == .ask("Ich wiederhole: Liegeplatz L P, vier null, zwei sieben, C. Stimmt das?"))
        #expect(readBack.confirmed.isEmpty)
        #expect(readBack.hear("ja genau", context) == .settled)
        #expect(values(readBack) == ["LP-4027C"])
        #expect(readBack.hear("also liegeplatz l p vier null zwo sieben c", context) == .settled)
    }

    @Test(arguments: [
        ("nein, am Ende d wie dora", "LP-4027D"),
        ("nein nicht zwo, drei", "LP-4037C"),
        ("die dritte ziffer nein das dritte zeichen ist eine fünf", "LP-5027C"),
        ("nein, l p vier eins zwo sieben c", "LP-4127C"),
        ("falsch, drei statt zwo", "LP-4037C"),
    ])
    func correctionsChangeWhatIsOpen(answer: String, value: String) {
        var readBack = opened("liegeplatz l p vier null zwo sieben c")
        _ = readBack.hear(answer, context)
        #expect(readBack.open.first?.entity.value == value)
        _ = readBack.hear("ja", context)
        #expect(values(readBack) == [value])
    }

    @Test func aCorrectionThatWasMisheardIsMadeOfWhatWasBefore() {
        var readBack = opened("liegeplatz l p vier null zwo sieben c")
        _ = readBack.hear("nein, am ende drei vier dora", context)
        #expect(readBack.open.first?.entity.value == "LP-4034D")
    }

    @Test func theEndOfAPhoneNumberIsCorrected() {
        var readBack = opened("my phone number is oh one seven six four four three one oh double eight nine", .english)
        _ = readBack.hear("no, it ends in seven nine", context)
        _ = readBack.hear("yes", context)
        #expect(values(readBack) == ["+4917644310879"])
    }

    @Test func severalAreReadBackTogetherAndOneIsCorrected() {
        var readBack = opened("am dritten dezember um zehn uhr dreißig")
        #expect(readBack.open.count == 2)
        _ = readBack.hear("nein um elf uhr dreißig", context)
        _ = readBack.hear("ja", context)
        #expect(Set(values(readBack)) == ["2026-12-03", "11:30"])
    }

    @Test func aBareNoToSeveralAsksForEach() {
        var readBack = opened("am dritten dezember um zehn uhr dreißig")
        #expect(
            readBack.hear("nein", context) == .ask("Ich wiederhole: Datum Donnerstag, der dritte Dezember. Stimmt das?")
        )
        #expect(readBack.hear("ja", context) == .ask("Ich wiederhole: Uhrzeit zehn Uhr dreißig. Stimmt das?"))
        #expect(readBack.hear("ja", context) == .settled)
    }

    @Test func afterThreeRoundsItIsSpelledAndThenAHumanComes() {
        var readBack = opened("liegeplatz l p vier null zwo sieben c")
        var reactions: [ReadBack.Reaction] = []
        for _ in 0..<5 { reactions.append(readBack.hear("nein", context)) }
        #expect(
            reactions[2]
                == .ask("Bitte buchstabieren Sie langsam, zum Beispiel B wie Berta. Wie lautet der Liegeplatz?"))
        #expect(reactions.last == .human(kind: "berth"))
    }

    @Test func digitsAreKeyed() {
        var readBack = opened("meine telefonnummer ist null eins sieben")
        _ = readBack.miss(["phone"])
        #expect(
            readBack.key("017644310889#")
                == .ask(
                    "Ich wiederhole: Telefonnummer null eins sieben sechs, vier vier drei, eins null acht, acht neun. Stimmt das?"
                ))
        #expect(readBack.key("1") == .settled)
        #expect(values(readBack) == ["+4917644310889"])
    }

    @Test func silenceAsksAgainAndThenAHumanComes() {
        var readBack = opened("liegeplatz l p vier null zwo sieben c")
        guard case .ask = readBack.silence(), case .ask = readBack.silence() else {
            Issue.record("silence must ask again")
            return
        }
        #expect(readBack.silence() == .human(kind: "berth"))
    }

    @Test func anotherQuestionLeavesItOpen() {
        var readBack = opened("liegeplatz l p vier null zwo sieben c")
        #expect(
            readBack.hear("was kostet das eigentlich", context)
                == .elsewhere(reminder: "Ich wiederhole: Liegeplatz L P, vier null, zwei sieben, C. Stimmt das?"))
    }

    @Test func aLaterCorrectionReplacesWhatWasConfirmed() {
        var readBack = opened("um zehn uhr dreißig")
        _ = readBack.hear("ja", context)
        _ = readBack.hear("doch lieber halb zwölf", context)
        _ = readBack.hear("ja", context)
        #expect(values(readBack) == ["11:30"])
    }

    @Test func theSameMishearingTwiceOffersTheNeighbour() {
        var readBack = opened("liegeplatz l p vier null zwo sieben d")
        _ = readBack.hear("nein l p vier null zwo sieben d", context)
        #expect(readBack.open.first?.entity.value != "LP-4027D")
    }
}
