import AgentCore
import Conversations
import Foundation
import SwitchboardConfiguration
import Testing

@testable import Switchboard

/// Everyday conversations with the demo company, as its customers have them; see `Fixtures/demo-conversations.txt`.
@Suite struct DemoConversationTests {
    private static let project = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    /// Known misses, each a limit named in docs/agent.md; more are a step back.
    private static let missesMax = 5
    /// 2026-11-23, 10:20 in Karlsruhe, a Monday.
    private static let moment = Timestamp(milliseconds: 1_795_425_600_000)

    @Test func `customers of the demo company get what they ask for`() async throws {
        let loaded = try LoadedConfiguration.load(
            Self.project + "/config/demo/switchboard.yaml",
            options: ConfigurationOptions(channelFolders: [Self.project + "/channels"]))
        let agent = AgentAssembly(loaded).agent
        let path = URL(filePath: #filePath).deletingLastPathComponent().path + "/Fixtures/demo-conversations.txt"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var misses: [String] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            misses += try await run(String(line), agent)
        }
        for miss in misses { print("miss: \(miss)") }
        #expect(misses.count <= Self.missesMax)
        #expect(!misses.contains { $0.contains("!self_harm") || $0.contains("!safety") })
    }

    private func run(_ line: String, _ agent: Agent) async throws -> [String] {
        var talk = TerminalTalk(agent: agent)
        var summary: String?
        var misses: [String] = []
        for turn in line.components(separatedBy: " => ") {
            if turn.hasPrefix("@summary ") {
                summary = String(turn.dropFirst(9))
            } else if turn.hasPrefix("@lang ") {
                talk = TerminalTalk(agent: agent, answeringIn: String(turn.dropFirst(6)))
            } else {
                let expected = ExpectedTurn(turn)
                let outcome = try await talk.say(expected.text, at: Self.moment, handBack: summary)
                summary = nil
                misses += expected.unmet(by: outcome).map { "\(expected.text) [\($0)]" }
            }
        }
        return misses
    }
}

/// A customer's words and what must come of them.
private struct ExpectedTurn {
    var text: String
    var parts: [String] = []

    init(_ written: String) {
        guard written.hasSuffix("]"), let open = written.lastIndex(of: "[") else {
            text = written
            return
        }
        text = written[..<open].trimmingCharacters(in: .whitespaces)
        parts = written[written.index(after: open)...].dropLast().components(separatedBy: ";")
    }

    func unmet(by outcome: TurnOutcome) -> [String] { parts.filter { !isMet($0, by: outcome) } }

    private func isMet(_ part: String, by outcome: TurnOutcome) -> Bool {
        let reply = outcome.replies.map(\.text).joined(separator: "\n")
        let cited = outcome.replies.flatMap(\.citations).map(\.id)
        let rest = part.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        if part.hasPrefix("has:") { return reply.contains(rest) }
        if part.hasPrefix("not:") { return !reply.contains(rest) }
        if part.hasPrefix("cites:") { return cited.contains(rest) }
        if part.hasPrefix("intent:") { return rest.split(separator: " ").contains { $0 == outcome.trace.intent } }
        if part.hasPrefix("lang:") { return outcome.language == rest }
        if part.hasPrefix("!") { return outcome.escalation?.reason.rawValue == String(part.dropFirst()) }
        if part == "social" { return outcome.result == .social }
        let words = part.split(separator: " ").map(String.init)
        if let first = cited.first { return words.contains(first) }
        return words.contains("?") && outcome.escalation == nil
    }
}
