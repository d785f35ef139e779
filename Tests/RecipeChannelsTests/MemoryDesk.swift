import ConnectorKit
import Conversations
import Foundation
import Synchronization

@testable import RecipeChannels
@testable import Recipes

/// A store in memory whose circumstances are set by the test.
final class MemoryDesk: RecipeDesk {
    struct State {
        var circumstances = ReplyCircumstances(recipient: "anna")
        var steps: [MessageKey: SendingStep] = [:]
        var privatelyAnswered: Set<String> = []
        var files: [SentFile: [UInt8]] = [:]
        /// Keeps that are still taken; nil for all.
        var keepsLeft: Int?
    }

    struct Full: Error {}

    let state = Mutex(State())

    func circumstances(of message: OutboundMessage) async throws -> ReplyCircumstances {
        state.withLock { state in
            var found = state.circumstances
            if let comment = found.answered, state.privatelyAnswered.contains(comment) {
                found.state.privateReplyUsed = true
            }
            return found
        }
    }

    func progress(of message: MessageKey) async throws -> [UInt8]? { state.withLock { $0.steps[message]?.progress } }

    func keep(_ step: SendingStep, of message: MessageKey) async throws {
        try state.withLock { state in
            if let left = state.keepsLeft {
                guard left > 0 else { throw Full() }
                state.keepsLeft = left - 1
            }
            state.steps[message] = step
            if let comment = step.answersPrivately { state.privatelyAnswered.insert(comment) }
            if let comment = step.stillUnanswered { state.privatelyAnswered.remove(comment) }
        }
    }

    func bytes(of file: SentFile, in conversation: ConversationID) async throws -> [UInt8]? {
        state.withLock { $0.files[file] }
    }
}

/// A recipe of a platform on this machine.
func acme(_ url: String, policy: String = "", endpoint: String = "") throws -> RecipeChannel {
    let text = """
        name: acme
        kind: chat
        settings:
          url: { type: string, required: true, describes: Where it is. }
        webhook: { body: [json] }
        verification:
          - { scheme: bearer, secrets: url }
        inbound:
          event: '{kind: "ignored", name: "x"}'
        answers:
          sent: 'if .body.ok == false then {failure: {kind: "rejected", detail: "no"}} else {id: .body.id} end'
        endpoints:
          post:
            url: "{+setting.url}"
            timeout_s: 20
            answer: sent
            \(endpoint)
          upload: { url: "{+setting.url}", timeout_s: 20, delivers: false }
        outbound:
          message:
            - '.files[] | {endpoint: "upload", multipart: [{name: "file", file: .part}]}'
            - '. as $m | (if .text then {endpoint: "post", json: {text, key, late, visibility, reply_to, recipient}} else empty end),
               (.files[] | select($m.text == null) | {endpoint: "post", json: {file: .name, key: $m.key}})'
        policy:
          text: { max: 60, unit: characters, dialect: plain, parts_max: 5 }
          files: { max: 2 }
        \(policy.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
        """
    let folder = NSTemporaryDirectory() + "acme-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try text.write(toFile: folder + "/channel.yaml", atomically: true, encoding: .utf8)
    let recipe = try RecipeFile.read(folder + "/channel.yaml", kind: "acme")
    return try RecipeChannel(recipe: recipe, settings: ["url": .string(url)])
}

struct NoRefreshTokens: RefreshTokens {
    func refreshToken(of credential: String) async -> String? { nil }
    func keep(_ token: String, of credential: String) async throws {}
}
