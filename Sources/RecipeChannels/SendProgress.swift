import ConnectorKit
import Conversations
import Recipes

/// How far a message got: its parts as they were planned first, so that a later attempt divides it the same way, and
/// which of them are out.
struct SendProgress: Sendable, Hashable {
    /// One send of the plan.
    struct Part: Sendable, Hashable {
        let way: PlannedSend.Way
        /// Nil for a file.
        let text: RenderedText?
        /// Number of the message's file; nil for a text.
        let file: Int?
    }

    var parts: [Part]
    /// Parts that are out.
    var done = 0
    /// How far the part under way got, as its run tells.
    var run: JSON = .null
    /// The endpoint of a request whose outcome is not known; nil when all of them are.
    var underway: String?
    /// The platform's ids of all that is out.
    var ids: [String] = []

    init(parts: [Part]) { self.parts = parts }

    init(_ sends: [PlannedSend], files: [SentFile]) {
        parts = sends.map { send in
            switch send.content {
            case .text(let text, _): Part(way: send.way, text: text, file: nil)
            case .file(let file): Part(way: send.way, text: nil, file: files.firstIndex(of: file))
            case .template: Part(way: send.way, text: nil, file: nil)
            }
        }
    }

    /// Whether nothing of the message has reached the customer or may have; files may lie with the platform.
    var isNothingOut: Bool { done == 0 && underway == nil && run["has_delivered"]?.flag != true }

    /// A failure with what of the message is out, for operators.
    func told(_ failure: SendFailure) -> SendFailure {
        guard done > 0 else { return failure }
        return SendFailure(
            kind: failure.kind, retry: failure.retry, certainty: failure.certainty,
            detail: "\(done) of \(parts.count) parts are out; then: \(failure.detail)")
    }

    var bytes: [UInt8] {
        let list = parts.map { part -> JSON in
            var members: [String: JSON] = ["way": .string(part.way.rawValue)]
            members["text"] = part.text.map { .string($0.text) }
            members["visible"] = part.text.map { .string($0.visible) }
            members["file"] = part.file.map { .number(Double($0)) }
            return .object(members)
        }
        var members: [String: JSON] = [
            "parts": .array(list), "done": .number(Double(done)), "run": run, "ids": .array(ids.map(JSON.string)),
        ]
        members["underway"] = underway.map(JSON.string)
        return JSON.object(members).bytes
    }

    /// Nil for what is no progress of this kind.
    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), let list = json["parts"]?.items,
            let done = json["done"]?.integer.flatMap(Int.init(exactly:)), (0...list.count).contains(done)
        else { return nil }
        var parts: [Part] = []
        for item in list {
            guard let way = item["way"]?.text.flatMap(PlannedSend.Way.init(rawValue:)) else { return nil }
            parts.append(
                Part(
                    way: way, text: item["text"]?.text.map { RenderedText(text: $0, visible: item["visible"]?.text) },
                    file: item["file"]?.integer.flatMap(Int.init(exactly:))))
        }
        self.parts = parts
        self.done = done
        run = json["run"] ?? .null
        underway = json["underway"]?.text
        ids = (json["ids"]?.items ?? []).compactMap(\.text)
    }
}
