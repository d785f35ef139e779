public import Conversations
import Crypto
import LosslessJSON

/// Writes a handoff into `handoffData` and knows it again when it comes back: what follows a call is decided by what we
/// said, not by who posts.
public struct HandoffSeal: Sendable {
    /// Longest sealed text that is read, in bytes.
    public static let bytesMax = 8 * 1024

    private let channel: ChannelName
    private let key: SymmetricKey

    /// - Parameter key: At least 32 random bytes, the same on every node.
    public init(channel: ChannelName, key: [UInt8]) {
        self.channel = channel
        self.key = SymmetricKey(data: key)
    }

    /// The handoff as JSON text. `reasonCode` and `reason` are the platform's own examples; the rest is ours.
    public func seal(_ handoff: Handoff) -> String {
        JSONText.object([
            ("reasonCode", "\"live-agent-handoff\""), ("reason", JSONText.quoted(handoff.reason)),
            ("call", JSONText.quoted(handoff.callSid)),
            ("conversation", handoff.conversation.map { JSONText.quoted($0.description) }),
            ("case", handoff.caseID.map { JSONText.quoted($0.description) }),
            ("summary", JSONText.quoted(handoff.summary)), ("to", JSONText.quoted(handoff.target.written)),
            (
                "seal",
                JSONText.quoted(ByteText.base64URL(HMAC<SHA256>.authenticationCode(for: text(handoff), using: key)))
            ),
        ])
    }

    /// The handoff of this call; nil for anything we did not seal for it.
    public func open(_ sealed: String, callSid: String) -> Handoff? {
        guard let tree = JSONValue(Array(sealed.utf8), bytesMax: Self.bytesMax),
            let call = tree["call"]?.string, call == callSid, let reason = tree["reason"]?.string,
            let target = (tree["to"]?.string).flatMap(TransferTarget.init),
            let code = (tree["seal"]?.string).flatMap({ ByteText.bytes(base64: $0.utf8) })
        else { return nil }
        let handoff = Handoff(
            callSid: call, conversation: (tree["conversation"]?.string).flatMap { ConversationID($0) },
            caseID: (tree["case"]?.string).flatMap { CaseID($0) }, reason: reason,
            summary: tree["summary"]?.string ?? "",
            target: target)
        guard handoff.caseID == nil || handoff.caseID?.conversation == handoff.conversation,
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: text(handoff), using: key)
        else { return nil }
        return handoff
    }

    /// Each part behind its length, so that none can reach into the next.
    private func text(_ handoff: Handoff) -> [UInt8] {
        let parts = [
            "handoff", channel.rawValue, handoff.callSid, handoff.conversation?.description ?? "",
            handoff.caseID?.description ?? "", handoff.reason, handoff.summary, handoff.target.written,
        ]
        return parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    }
}
