import Conversations
import Testing

@testable import TelephonyChannel

@Suite("What is said in a live call")
struct CallSpeakingTests {
    @Test("A call is opened in the log first and greeted with what the log says")
    func callOpenedLogFirst() {
        var bench = CallBench()
        bench.give(.frame(.setup(CallBench.setup)))
        guard case .openCall(let opening)? = bench.last.first(where: { if case .openCall = $0 { true } else { false } })
        else { Issue.record("not opened"); return }
        #expect(opening.externalID == "CA1")
        #expect(opening.text.isEmpty)
        #expect(opening.handling == Handling(.silent, reason: "call_began"))
        #expect(opening.sender.address == "+4930123456")
        #expect(opening.sender.assurance == .claimed)
        #expect(opening.sender.name == "Ada")
        #expect(bench.last.spoken.isEmpty)
        bench.greet()
        #expect(bench.last.spoken == ["\(CallBench.notice) ", "Was kann ich für Sie tun?"])
        #expect(bench.last.tokens.map(\.isLast) == [false, true])
        #expect(bench.last.tokens.allSatisfy { $0.language == "de-DE" })
    }

    @Test("Withheld numbers are anonymous")
    func withheldNumbersAnonymous() {
        var bench = CallBench()
        var setup = CallBench.setup
        setup.from = "anonymous"
        bench.give(.frame(.setup(setup)))
        for case .openCall(let message) in bench.last {
            #expect(message.sender.address == "anonymous:CA1")
            #expect(message.sender.assurance == .anonymous)
        }
    }

    @Test("Without the greeting nothing is said, and a person gets the call")
    func withoutGreetingNothingSaid() {
        var bench = CallBench { $0.transfer.usual = .number("+4930777777") }
        bench.give(.frame(.setup(CallBench.setup)))
        bench.hear("Hallo?")
        bench.reply("Guten Tag.")
        bench.pass(5_000)
        #expect(bench.all.spoken.isEmpty)
        #expect(bench.all.handoffs.map { $0?.target } == [.number("+4930777777")])
        #expect(bench.session.hasEnded)
        var nobody = CallBench()
        nobody.give(.frame(.setup(CallBench.setup)))
        nobody.pass(5_000)
        #expect(nobody.all.handoffs == [nil])
    }

    @Test("A long reply is sent a little ahead; a newer one waits behind")
    func longReplySentLittle() {
        var bench = CallBench.greeted()
        let long = (1...20).map { "Das ist der Satz Nummer \($0) von vielen Sätzen." }
        bench.reply(long.joined(separator: "|"))
        let first = bench.last.spoken.count
        #expect(first > 1 && first < 8)
        bench.reply("Und noch etwas.")
        #expect(bench.last.spoken.isEmpty)
        bench.pass(80_000)
        let spoken = bench.all.spoken.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
        let texts = spoken.dropFirst(2).filter { $0 != "Sind Sie noch da?" }
        #expect(Array(texts.prefix(21)) == long + ["Und noch etwas."])
        #expect(bench.all.heard.isEmpty)
    }

    @Test("While an answer takes its time there are two lines, and none over the answer", arguments: ["de", "en"])
    func whileAnswerTakesIts(language: String) {
        var bench = CallBench.greeted { $0.language = language }
        bench.hear("Wo ist mein Paket?")
        bench.pass(1_400)
        #expect(bench.last.spoken.isEmpty)
        bench.pass(200)
        #expect(bench.last.tokens.map(\.purpose) == [.holding])
        bench.pass(4_300)
        #expect(bench.last.spoken.isEmpty)
        bench.pass(300)
        #expect(bench.last.tokens.map(\.purpose) == [.holding])
        let lines = bench.all.tokens.filter { $0.purpose == .holding }.map(\.text)
        #expect(Set(lines) == Set(CallLines.builtIn[language]!.holding))
        bench.reply("Es kommt morgen.")
        #expect(bench.last.spoken == ["Es kommt morgen."])
        bench.pass(5_000)
        #expect(bench.last.tokens.isEmpty)
    }

    @Test("A quick answer needs no filler")
    func quickAnswerNeedsNo() {
        var bench = CallBench.greeted()
        bench.hear("Wo ist mein Paket?")
        bench.pass(1_000)
        bench.reply("Es kommt morgen.")
        bench.pass(7_000)
        #expect(!bench.all.tokens.contains { $0.purpose == .holding })
    }

    @Test("The language changes before the words in it")
    func languageChangesBeforeWords() {
        var bench = CallBench.greeted()
        bench.hear("Do you speak English?")
        bench.reply("Sure, I do.", language: "en")
        let sent = bench.last.compactMap { if case .send(let frame) = $0 { frame } else { nil } }
        #expect(sent.first == .language(speech: "en-US", transcription: "en-US"))
        #expect(bench.last.tokens.map(\.language) == ["en-US"])
        bench.hear("Thanks. And on Saturday?")
        bench.reply("Till four.", language: "en")
        #expect(!bench.last.contains(.send(.language(speech: "en-US", transcription: "en-US"))))
    }

    @Test("Who says nothing is asked, then told goodbye", arguments: ["de", "en"])
    func whoSaysNothingAsked(language: String) {
        let lines = CallLines.builtIn[language]!
        var bench = CallBench.greeted { $0.language = language }
        bench.pass(12_000)
        #expect(bench.last.spoken == [lines.silence])
        bench.pass(9_500)
        #expect(bench.last.spoken == [lines.goodbye])
        bench.pass(10_000)
        #expect(bench.all.handoffs == [nil])
        #expect(bench.session.hasEnded)
        #expect(bench.timerFaults == 0)
    }

    @Test("Whoever speaks again is not said goodbye to")
    func whoeverSpeaksAgainNot() {
        var bench = CallBench.greeted()
        bench.pass(12_000)
        bench.hear("Ja, ich bin noch da.")
        bench.reply("Schön.")
        bench.pass(9_500)
        #expect(bench.last.spoken == ["Sind Sie noch da?"])
        bench.pass(11_000)
        bench.hear("Halt, warten Sie!")
        bench.pass(1_000)
        bench.reply("Gern.")
        bench.pass(5_000)
        #expect(!bench.session.hasEnded)
    }

    @Test("A second silence may call for a person")
    func secondSilenceMayCall() {
        var bench = CallBench.greeted { $0.silenceEnd = .human }
        bench.pass(21_500)
        #expect(bench.all.filter { $0 == .requestHuman }.count == 1)
        #expect(!bench.session.hasEnded)
    }

    @Test("The clock of silence starts when the platform stops speaking")
    func clockSilenceStartsWhen() {
        var bench = CallBench.greeted()
        bench.hear("Wann haben Sie auf?")
        bench.reply("Montag bis Freitag von neun bis achtzehn Uhr, am Samstag bis vierzehn Uhr.")
        bench.give(.frame(.info(.agentSpeaking(true))))
        bench.pass(14_000)
        #expect(!bench.last.spoken.contains("Sind Sie noch da?"))
        bench.give(.frame(.info(.agentSpeaking(false))))
        bench.pass(9_000)
        #expect(bench.last.spoken == ["Sind Sie noch da?"])
    }

    @Test("A call has an end")
    func callHasEnd() {
        var bench = CallBench.greeted {
            $0.durationMax = 30_000
            $0.silenceAfter = 100_000
        }
        bench.pass(28_000)
        #expect(
            bench.last.contains {
                if case .send(.text(let token)) = $0 { token.text.hasPrefix("Die Zeit") } else { false }
            })
        bench.hear("Eins noch")
        #expect(bench.last.taken.isEmpty)
        bench.pass(20_000)
        #expect(bench.all.contains(.note(.ended(.tooLong, seconds: 36, utterances: 0))) || bench.session.hasEnded)
        #expect(bench.timerFaults == 0)
    }
}
