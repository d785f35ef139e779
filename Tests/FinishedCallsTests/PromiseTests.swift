import Conversations
import FoundationEssentials
import SpokenLanguage
import Testing

@testable import FinishedCalls

/// Sunday, 23 November 2025 would be no working day; this is Wednesday, 26 November 2025, 10:00 in Berlin.
let spokenAt = Timestamp(milliseconds: 1_764_147_600_000)
let berlin = CallCalendar(TimeZone(identifier: "Europe/Berlin") ?? .gmt)

func promises(_ turns: [(Author.Kind, String)], _ tongue: Tongue) -> [Promise] {
    let entries = turns.enumerated().map { index, turn in
        CallRecord.Entry(
            at: spokenAt.advanced(byMilliseconds: Int64(index) * 1000), author: Author(kind: turn.0), text: turn.1)
    }
    return PromiseReader(calendar: berlin).read(entries, tongue, end: spokenAt)
}

struct PromiseTests {
    @Test(arguments: PromiseSentences.germanPromises)
    func germanPromiseIsFound(_ sentence: String) { #expect(promises([(.agent, sentence)], .german).count == 1) }

    @Test(arguments: PromiseSentences.germanOthers)
    func germanSentenceIsNone(_ sentence: String) { #expect(promises([(.operator, sentence)], .german).isEmpty) }

    @Test(arguments: PromiseSentences.englishPromises)
    func englishPromiseIsFound(_ sentence: String) { #expect(promises([(.operator, sentence)], .english).count == 1) }

    @Test(arguments: PromiseSentences.englishOthers)
    func englishSentenceIsNone(_ sentence: String) { #expect(promises([(.agent, sentence)], .english).isEmpty) }

    @Test func whatTheCustomerSaysIsNoPromiseOfOurs() {
        #expect(promises([(.customer, "I'll call you back tomorrow.")], .english).isEmpty)
        #expect(promises([(.customer, "Ich rufe Sie morgen zurück.")], .german).isEmpty)
    }

    @Test(arguments: [
        ("Wir rufen Sie morgen zurück.", "2025-11-27 18:00"), ("Ich rufe Sie bis Freitag an.", "2025-11-28 18:00"),
        ("Ein Kollege ruft Sie morgen um halb neun an.", "2025-11-27 08:30"),
        ("Ich melde mich morgen früh bei Ihnen.", "2025-11-27 12:00"),
        ("Wir melden uns innerhalb von zwei Stunden.", "2025-11-26 12:00"),
        ("Wir melden uns Anfang nächster Woche bei Ihnen.", "2025-12-02 18:00"),
        ("Ich gebe Ihnen bis Ende der Woche Bescheid.", "2025-11-28 18:00"),
        ("Sie hören in drei Tagen von uns.", "2025-11-29 18:00"),
        ("Ich rufe Sie am dritten Dezember an.", "2025-12-03 18:00"),
        ("Das schicke ich Ihnen zu. Spätestens übermorgen.", "2025-11-28 18:00"),
    ])
    func germanDue(_ sentence: String, _ due: String) { expect(sentence, .german, due) }

    @Test(arguments: [
        ("We will call you next Tuesday morning.", "2025-12-02 12:00"),
        ("I'll call you tomorrow at three.", "2025-11-27 15:00"),
        ("We'll get back to you within 24 hours.", "2025-11-27 10:00"),
        ("Our team will reach out within two business days.", "2025-11-28 18:00"),
        ("We'll call you back in half an hour.", "2025-11-26 10:30"),
        ("You'll hear from us by the end of the day.", "2025-11-26 18:00"),
        ("I'll email you this evening.", "2025-11-26 20:00"),
        ("We'll call you tomorrow about your visit last Monday.", "2025-11-27 18:00"),
        ("We will send you an update next week.", "2025-12-05 18:00"),
    ])
    func englishDue(_ sentence: String, _ due: String) { expect(sentence, .english, due) }

    private func expect(_ sentence: String, _ tongue: Tongue, _ due: String) {
        let found = promises([(.agent, sentence)], tongue)
        let at = found.first?.due?.at
        let written = at.map { moment in
            let minute = berlin.minute(of: moment)
            let clock = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
            return "\(berlin.day(of: moment)) \(clock)"
        }
        #expect(written == due, "\(sentence)")
    }

    @Test func whatIsDoneInTheCallIsSettled() {
        let english: [(Author.Kind, String)] = [
            (.agent, "I'll send you the invoice."), (.customer, "Great."), (.agent, "I've just emailed it to you."),
        ]
        #expect(promises(english, .english).isEmpty)
        #expect(promises(Array(english.prefix(2)), .english).count == 1)
        let arrived: [(Author.Kind, String)] = [
            (.agent, "Ich schicke Ihnen das Formular."), (.customer, "Ja, ist gerade angekommen."),
        ]
        #expect(promises(arrived, .german).isEmpty)
        let missing: [(Author.Kind, String)] = [
            (.agent, "Ich schicke Ihnen das Formular."), (.customer, "Das ist noch nicht angekommen."),
        ]
        #expect(promises(missing, .german).count == 1)
    }

    @Test func whatTheCustomerDeclinesIsNotOwed() {
        #expect(
            promises([(.agent, "We'll call you back tomorrow."), (.customer, "No need to call me.")], .english).isEmpty)
        #expect(
            promises([(.agent, "We'll call you tomorrow. Anything else?"), (.customer, "No thanks.")], .english).count
                == 1)
    }

    @Test func theSameTwiceIsOnePromise() {
        let turns: [(Author.Kind, String)] = [
            (.agent, "We'll call you back."), (.customer, "When?"), (.agent, "We'll call you tomorrow."),
            (.agent, "And I'll send you the invoice."),
        ]
        let found = promises(turns, .english)
        #expect(found.map(\.kind) == [.call, .send])
        #expect(found.first?.due?.isNamed == true)
    }

    @Test func timeGrowsWithTheLengthAlone() {
        let clock = ContinuousClock()
        func cost(_ words: Int) -> Duration {
            let text = String(repeating: "we will if wenn wir rufen sie und ", count: words / 8)
            return clock.measure { _ = promises([(.agent, text)], .english) }
        }
        _ = cost(200)
        let small = cost(20_000)
        let large = cost(200_000)
        #expect(large < small * 40 + .milliseconds(200))
    }
}
