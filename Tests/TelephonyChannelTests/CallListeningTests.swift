import Conversations
import Testing

@testable import TelephonyChannel

@Suite("What is heard in a live call")
struct CallListeningTests {
    @Test("Each utterance is a message of the call's conversation")
    func eachUtteranceMessageCall() {
        var bench = CallBench.greeted()
        let first = bench.hear("Wo ist mein Paket?").taken
        #expect(first.map(\.externalID) == ["CA1/1"])
        #expect(first.map(\.text) == ["Wo ist mein Paket?"])
        #expect(first.first?.thread == InboundMessage.Thread(answers: [.received("CA1")]))
        #expect(bench.hear("Und meine Rechnung?").taken.map(\.externalID) == ["CA1/2"])
        #expect(bench.hear(" … ").taken.isEmpty)
    }

    @Test("An interim text is no turn, unless its end never comes")
    func interimTextNoTurn() {
        var bench = CallBench.greeted()
        #expect(bench.hear("Wo ist", isFinal: false).taken.isEmpty)
        bench.pass(2_000)
        #expect(bench.hear("Wo ist mein Paket", isFinal: false).taken.isEmpty)
        bench.pass(2_000)
        #expect(bench.last.taken.isEmpty)
        bench.pass(600)
        #expect(bench.last.taken.map(\.text) == ["Wo ist mein Paket"])
        #expect(bench.hear("Wo ist mein Packet?").taken.isEmpty)
        #expect(bench.hear("Hallo?").taken.map(\.text) == ["Hallo?"])
    }

    @Test("What a late final text adds is taken alone")
    func whatLateFinalText() {
        var bench = CallBench.greeted()
        bench.hear("Wo ist mein Paket", isFinal: false)
        bench.pass(2_500)
        #expect(bench.hear("Wo ist mein Paket, und wann kommt es?").taken.map(\.text) == ["und wann kommt es?"])
    }

    @Test("Nobody talks over a caller who speaks, but not for ever")
    func nobodyTalksOverCaller() {
        var bench = CallBench.greeted()
        bench.hear("Ich habe da mal", isFinal: false)
        bench.reply("Übrigens!")
        #expect(bench.last.spoken.isEmpty)
        for _ in 0..<14 {
            bench.pass(2_000)
            #expect(bench.last.spoken.isEmpty)
            bench.hear("Ich habe da mal und noch", isFinal: false)
        }
        bench.pass(3_000)
        #expect(bench.last.taken.count == 1)
        #expect(bench.last.spoken.contains("Übrigens!"))
    }

    @Test(
        "What was not heard does not count as said",
        arguments: [
            ("Montag bis Freitag", "Montag bis Freitag"),
            ("montag, bis freitag von neun", "Montag bis Freitag von neun"),
            ("Montag bis Freitag von 9", "Montag bis Freitag von"),
            ("bis Freitag von", "Montag bis Freitag von"),
            ("", ""),
            ("ganz andere Worte als gesagt", ""),
        ])
    func whatWasNotHeard(reported: String, heard: String) {
        var bench = CallBench.greeted()
        bench.hear("Wann haben Sie auf?")
        bench.reply("Montag bis Freitag von neun bis achtzehn Uhr.|Am Samstag bis vierzehn Uhr.")
        let seq = bench.seq - 1
        bench.pass(500)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: reported, heardMilliseconds: 460))))
        #expect(bench.last.heard == [seq: heard])
        bench.pass(60)
        #expect(bench.hear("Und am Samstag?").taken.count == 1)
        bench.reply("Bis vierzehn Uhr.")
        #expect(bench.last.spoken == ["Bis vierzehn Uhr."])
    }

    @Test("A report with words of before finds its place")
    func reportWithWordsBefore() {
        var bench = CallBench.greeted()
        bench.reply("Erstens ist es rot.|Zweitens ist es rund.")
        let first = bench.seq - 1
        bench.reply("Drittens ist es klein.")
        let second = bench.seq - 1
        bench.pass(100)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "Was kann ich für Sie tun? Erstens ist es rot. Zweitens"))))
        #expect(bench.last.heard == [first: "Erstens ist es rot. Zweitens", second: ""])
    }

    @Test("What waits is dropped at an interruption, but not what an operator wrote")
    func whatWaitsDroppedAt() {
        var bench = CallBench.greeted()
        bench.reply((1...12).map { "Das ist der lange Satz mit der Nummer \($0)." }.joined(separator: "|"))
        let first = bench.seq - 1
        bench.reply("Noch eins.")
        let second = bench.seq - 1
        bench.owner(.operator(OperatorID(number: 1)))
        bench.reply("Hier ist Jana.", by: .operator)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "Das ist der lange"))))
        #expect(bench.all.heard[first]?.hasPrefix("Das ist der lange") == true)
        #expect(bench.all.heard[second] == "")
        bench.hear("Ja?")
        #expect(bench.last.spoken == ["Hier ist Jana."])
    }

    @Test("A notice that was cut off is disclosed again before anything else")
    func noticeThatWasCut() {
        var bench = CallBench()
        bench.give(.frame(.setup(CallBench.setup)))
        bench.greet()
        bench.pass(400)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "Ich bin Mara"))))
        #expect(bench.last.heard == [3: "Ich bin Mara,"])
        #expect(bench.last.contains(.discloseAgain))
        bench.hear("Wo ist mein Paket?")
        bench.reply("Es kommt morgen.")
        #expect(bench.last.spoken == ["Sie sprechen mit einer KI.", "Es kommt morgen."])
    }

    @Test(
        "Who heard that an AI speaks has heard the notice",
        arguments: [
            ("Ich bin Mara, eine KI", true), ("ich bin mara eine ki von rad", true), ("Ich bin Mara, eine", false),
        ])
    func whoHeardThatAI(heard: String, isEnough: Bool) {
        var bench = CallBench()
        bench.give(.frame(.setup(CallBench.setup)))
        bench.greet()
        bench.pass(700)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: heard))))
        #expect(bench.last.contains(.discloseAgain) == !isEnough)
    }

    @Test("A notice that was cut off twice is not said a third time")
    func noticeCutOffTwice() {
        var bench = CallBench()
        bench.give(.frame(.setup(CallBench.setup)))
        bench.greet()
        bench.give(.frame(.interrupt(RelayInterrupt(heard: ""))))
        #expect(bench.last.contains(.discloseAgain))
        bench.greet("Sie sprechen mit einer KI.")
        bench.hear("Wo ist mein Paket?")
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "Sie"))))
        #expect(!bench.last.contains(.discloseAgain))
        bench.hear("Wo ist mein Paket?")
        bench.reply("Es kommt morgen.")
        #expect(bench.last.spoken == ["Es kommt morgen."])
    }

    @Test("A notice that was heard is not said again")
    func noticeThatWasHeard() {
        var bench = CallBench()
        bench.give(.frame(.setup(CallBench.setup)))
        bench.greet()
        bench.pass(3_000)
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "\(CallBench.notice) Was kann"))))
        #expect(!bench.last.contains(.discloseAgain))
        bench.hear("Hallo")
        bench.reply("Guten Tag.")
        #expect(bench.last.spoken == ["Guten Tag."])
    }

    @Test("The log's new notice is the one that is said")
    func logSNewNotice() {
        var bench = CallBench()
        bench.give(.frame(.setup(CallBench.setup)))
        bench.greet()
        bench.give(.frame(.interrupt(RelayInterrupt(heard: ""))))
        bench.greet(CallBench.notice)
        bench.hear("Hallo")
        #expect(bench.last.spoken == [CallBench.notice])
        bench.reply("Guten Tag.")
        #expect(bench.last.spoken == ["Guten Tag."])
    }

    @Test("A noise interrupts, and then the call goes on")
    func noiseInterruptsThenCall() {
        var bench = CallBench.greeted()
        bench.hear("Hallo")
        bench.reply("Guten Tag.")
        bench.give(.frame(.interrupt(RelayInterrupt(heard: "Guten"))))
        bench.pass(11_000)
        #expect(bench.last.spoken == ["Sind Sie noch da?"])
    }

    @Test("A flood of prompts is bounded")
    func floodPromptsBounded() {
        var bench = CallBench.greeted { $0.silenceAfter = 200_000 }
        for number in 0..<500 { bench.hear("Frage \(number)") }
        #expect(bench.all.taken.count == 60)
        #expect(bench.all.filter { $0 == .note(.flood) }.count == 1)
        bench.pass(61_000)
        #expect(bench.hear("Noch da").taken.count == 1)
    }

    @Test("A call has no more utterances than configured")
    func callHasNoMore() {
        var bench = CallBench.greeted { $0.utterancesMax = 3 }
        for number in 0..<5 { bench.hear("Frage \(number)") }
        #expect(bench.all.taken.count == 3)
        bench.pass(20_000)
        #expect(bench.session.hasEnded)
    }

    @Test("What was taken at a pause is not taken again with what follows")
    func pausesWithinAnUtterance() {
        var bench = CallBench.greeted()
        bench.hear("Meine Nummer ist 0171", isFinal: false)
        bench.pass(3_000)
        bench.hear("Meine Nummer ist 0171 555", isFinal: false)
        bench.pass(3_000)
        bench.hear("Meine Nummer ist 0171 555 4711")
        #expect(bench.all.taken.map(\.text) == ["Meine Nummer ist 0171", "555", "4711"])
    }

    @Test(
        "Of an utterance that was taken before its end only the rest is taken",
        arguments: [
            ("ja", "nein", nil), ("ja bitte", "nein bitte nicht", nil),
            ("bitte stornieren sie das", "bitte stornieren sie das nicht", nil),
            ("meine nummer ist 0171", "Meine Nummer ist 0171 555", "555"),
            ("meine nummer ist 0171", "Meine Nummer ist 0172", nil),
            ("wann haben sie auf", "Wann haben Sie auf?", ""), ("wann haben sie auf", "Wann haben Sie auf, bitte?", ""),
            ("wann haben sie am samstag auf", "Wann haben Sie samstags auf? Und sonntags?", nil),
            ("wann haben sie dann immer offen", "Wann haben sie denn immer offen und wo", "und wo"),
        ] as [(String, String, String?)])
    func beyond(before: String, now: String, rest: String?) {
        #expect(SpokenWords.beyond(SpokenWords.keys(before), in: now) == rest)
    }
}
