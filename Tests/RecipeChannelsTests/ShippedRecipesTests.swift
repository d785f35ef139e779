import ConnectorKit
import Conversations
import Foundation
import SwitchboardTesting
import Testing

@testable import RecipeChannels
@testable import Recipes

/// What holds for every recipe that comes with the project.
@Suite struct ShippedRecipesTests {
    private static let policies: [String: ChannelPolicy] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("channels").path
        var policies: [String: ChannelPolicy] = [:]
        for kind in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let recipe = try? RecipeFile.read("\(folder)/\(kind)/channel.yaml", kind: kind) else { continue }
            policies[kind] = ChannelPolicy(recipe.policy)
        }
        return policies
    }()

    private func text(_ chance: inout SeededGenerator) -> String {
        let words = ["Straße", "größer", "**fett**", "Grüße", "a", "👩‍👩‍👧", "`code`", "e\u{301}tage", "*schräg*", "x1"]
        let count = Int.random(in: 1...400, using: &chance)
        return (0..<count).map { index in
            (words.randomElement(using: &chance) ?? "") + (index % 37 == 36 ? ".\n\n" : " ")
        }.joined()
    }

    /// Letters and digits alone: what no dialect may lose.
    private func letters(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }

    @Test func noTextExceedsItsLimitNoneLosesWordsAndNoneLeavesWithoutPermission() throws {
        #expect(Self.policies.count >= 20)
        let seed = UInt64.random(in: .min ... .max)
        var chance = SeededGenerator(seed: seed)
        let now = Timestamp(milliseconds: 2_000_000_000_000)
        for (kind, policy) in Self.policies.sorted(by: { $0.key < $1.key }) {
            for _ in 0..<40 {
                let words = text(&chance)
                var state = ReplyState()
                if Bool.random(using: &chance) { state.place = .comment(at: now.advanced(byMilliseconds: -1_000)) }
                state.isOptedOut = Int.random(in: 0..<5, using: &chance) == 0
                if Bool.random(using: &chance) {
                    state.lastDirectMessage = now.advanced(
                        byMilliseconds: -Int64.random(in: 0...900_000_000, using: &chance))
                }
                let request = SendRequest(author: .agent, text: words, mayBePublic: policy.isPublicOnly)
                guard case .send(let sends) = policy.decide(request, in: state, at: now) else { continue }
                #expect(!state.isOptedOut, "\(kind), seed \(seed)")
                var said = ""
                for send in sends {
                    guard case .text(let text, _) = send.content else { continue }
                    let limits = send.way == .publicReply ? policy.publicReply?.limits : policy.text.limits
                    #expect((limits ?? []).allSatisfy { $0.allows(text) }, "\(kind), seed \(seed)")
                    if send.way == .direct, let window = policy.window {
                        let end = state.lastDirectMessage?.advanced(byMilliseconds: window.milliseconds)
                        #expect(end.map { now < $0 } == true, "\(kind), seed \(seed)")
                    }
                    let isPointer = send.way == .publicReply && sends.count > 1
                    if !isPointer { said += text.visible }
                }
                let isMarked = policy.text.dialect == .teams
                if !isMarked { #expect(letters(said) == letters(words), "\(kind), seed \(seed)") }
            }
        }
    }
}
