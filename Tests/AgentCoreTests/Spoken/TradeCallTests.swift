import Conversations
import Foundation
import SpokenLanguage
import Testing

@testable import AgentCore

/// Whole calls through the agent's turns, with one word in ten misheard.
///
/// `SWITCHBOARD_CALL_SEEDS=50 swift test --filter TradeCallTests` measures: it prints how much was right in the end.
@Suite struct TradeCallTests {
    private static let exchangesMax = 10
    private static let rounds = ProcessInfo.processInfo.environment["SWITCHBOARD_CALL_SEEDS"].flatMap { UInt64($0) }
    private static let seeds: Range<UInt64> = 1..<(rounds ?? 5) + 1

    @Test(arguments: TradeCalls.all.map(\.name)) func detailsAreRightInTheEnd(trade: String) async throws {
        let calls = try #require(TradeCalls.all.first { $0.name == trade })
        var missed: [String] = []
        var all = 0
        for seed in Self.seeds {
            let facts = try await play(calls, seed: seed)
            for told in calls.told {
                all += 1
                if facts[told.kind] != told.value {
                    missed.append("seed \(seed): \(told.kind) \(facts[told.kind] ?? "none"), not \(told.value)")
                }
            }
        }
        if Self.rounds != nil {
            print("\(trade) (\(calls.tongue.rawValue)): \(all - missed.count) of \(all) right")
            for miss in missed { print("  " + miss) }
        }
        #expect(missed.count * 100 <= all, "\(missed.joined(separator: "\n"))")
    }

    /// The caller answers each question, says yes to what is right, and no and the words again to what is not.
    private func play(_ calls: TradeCalls, seed: UInt64) async throws -> [String: String] {
        let call = PhoneCall(calls.kinds, tongue: calls.tongue)
        var recogniser = Recogniser(seed: seed, calls.tongue)
        let (yes, no) = calls.tongue == .german ? ("ja, genau", "nein, ") : ("yes, that's right", "no, ")
        for told in calls.told {
            call.hears(told.asked)
            _ = try await call.says(recogniser.hears(told.said))
            for _ in 0..<Self.exchangesMax {
                let open = call.open
                guard !open.isEmpty else { break }
                let isRight = open.allSatisfy { !$0.isWanted && $0.entity.isComplete && Self.isTrue($0, calls) }
                let isAsked = open.allSatisfy(\.isWanted)
                _ = try await call.says(isRight ? yes : (isAsked ? "" : no) + told.said)
            }
        }
        return Dictionary(call.facts.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }

    private static func isTrue(_ open: ReadBack.Open, _ calls: TradeCalls) -> Bool {
        calls.told.contains { $0.kind == open.entity.kind && $0.value == open.entity.value }
    }
}
