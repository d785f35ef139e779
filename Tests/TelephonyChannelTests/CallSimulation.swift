import Conversations
import SwitchboardTesting
import Testing

@testable import TelephonyChannel

/// Calls in which anything happens at any time, the promises looked at after every step.
@Suite("Random calls keep the promises")
struct CallSimulation {
    @Test("Whatever happens in whatever order", arguments: UInt64(1)...60)
    func whateverHappensWhateverOrder(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var bench = CallBench {
            $0.transfer.byQueue = seed % 3 == 0 ? ["support": .queue("q")] : [:]
            $0.silenceEnd = seed % 2 == 0 ? .human : .goodbye
            $0.durationMax = 600_000
        }
        var prompts = 0
        var humanLeads = false
        var operatorLeads = false
        let hint: Comment = "seed \(seed)"
        bench.give(.frame(.setup(CallBench.setup)))
        if seed % 7 != 0 { bench.greet() }
        for _ in 0..<200 where !bench.session.hasEnded {
            let before = bench.all.count
            step(&bench, &chance, &prompts)
            if bench.last.contains(.discloseAgain), chance.below(3) > 0 { bench.greet(CallBench.notice) }
            let news = Array(bench.all[before...])
            // Bounded, each turn from its own prompt, in order.
            #expect(news.count < 120, hint)
            #expect(bench.all.taken.count <= prompts, hint)
            let numbers = bench.all.taken.compactMap { Int($0.externalID.dropFirst(4)) }
            #expect(numbers == Array(1..<numbers.count + 1), hint)
            // Nothing of the agent's once a person leads, but the word of handing over.
            if humanLeads {
                let own = news.tokens.filter { $0.purpose != .message && $0.text != CallLines.german.handingOver }
                #expect(own.isEmpty || bench.session.owner == .agent, hint)
            }
            if operatorLeads, bench.session.owner.operatorID != nil {
                for token in news.tokens where token.purpose == .message {
                    let isOperators = bench.operators.contains { token.text.contains("Nachricht \($0) ") }
                    #expect(isOperators, "seed \(seed): \(token.text)")
                }
            }
            operatorLeads = bench.session.owner.operatorID != nil
            humanLeads = bench.session.owner != .agent
            #expect(bench.timerFaults == 0, hint)
            if let first = bench.all.tokens.first { #expect(first.text.hasPrefix(CallBench.notice), hint) }
        }
        bench.give(.hungUp)
        #expect(bench.session.hasEnded, hint)
        #expect(bench.timerFaults == 0, hint)
        #expect(bench.all.filter { $0 == .close }.count == 1, hint)
        // What is said to have been heard is a beginning of what was written.
        for (seq, heard) in bench.all.heard {
            #expect(bench.texts[seq]?.hasPrefix(heard) == true, "seed \(seed): \(heard)")
        }
        #expect(Set(bench.all.taken.map(\.text)).count == bench.all.taken.count, hint)
    }

    private static func text(_ seq: Int) -> String {
        (1...(seq % 5 + 1)).map { "Satz \($0) von Nachricht \(seq) sagt etwas." }.joined(separator: " ")
    }

    private func step(_ bench: inout CallBench, _ chance: inout SeededGenerator, _ prompts: inout Int) {
        bench.pass(Int64(chance.below(3_000)))
        switch chance.below(16) {
        case 0, 1, 2:
            prompts += 1
            bench.hear("Frage \(prompts) nach allerlei Dingen Nummer \(prompts * 7)")
        case 3:
            prompts += 1
            bench.hear("Halbe Sache \(prompts * 11) und", isFinal: false)
        case 4:
            bench.give(.frame(.interrupt(RelayInterrupt(heard: chance.below(2) == 0 ? "" : "Satz 1 von Nachricht"))))
        case 5: bench.give(.frame(.dtmf(digit: "0")))
        case 6:
            prompts += 1
            bench.give(.frame(.info(.callerSpeaking(chance.below(2) == 0))))
        case 7: bench.give(.frame(.info(.agentSpeaking(chance.below(2) == 0))))
        case 8:
            bench.give(.closed)
            bench.pass(Int64(chance.below(30_000)))
            bench.give(.frame(.setup(CallBench.setup)))
        case 9: bench.give(.frame(.info(.tokensPlayed("Satz 1 von Nachricht 4 sagt etwas."))))
        case 10 where chance.below(4) == 0: bench.escalate()
        case 11 where chance.below(3) == 0: bench.owner(.operator(OperatorID(number: 1)))
        case 12 where chance.below(2) == 0: bench.owner(.agent)
        case 13: bench.give(.frame(.unknown(type: "x")))
        default:
            let text = Self.text(bench.seq + 1).replacing(". ", with: ".|")
            bench.reply(text, by: chance.below(4) == 0 ? .operator : .agent)
        }
    }
}
