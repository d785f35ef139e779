import LosslessJSON

/// What Retell tells a custom model on its socket (docs.retellai.com, "LLM WebSocket"; read 2026-11).
public enum RetellInbound: Sendable, Hashable {
    /// Who said what so far, as far as it was spoken; all of it, every time.
    public struct Utterance: Sendable, Hashable {
        public let isAgent: Bool
        public let text: String

        public init(isAgent: Bool, text: String) {
            self.isAgent = isAgent
            self.text = text
        }
    }

    case callDetails(RelaySetup)
    case ping(timestamp: Int)
    case update([Utterance], isCallersTurn: Bool)
    /// An answer is wanted; it makes every earlier id obsolete.
    case responseRequired(id: Int, [Utterance])
    /// Nobody says anything.
    case reminderRequired(id: Int, [Utterance])
    /// To be left alone.
    case unknown(type: String)

    /// Largest frame, in bytes: an hour's transcript fits.
    public static let bytesMax = 512 * 1024

    /// Reads a text frame.
    public init(_ frame: some Collection<UInt8>) throws(RelayFault) {
        guard frame.count <= Self.bytesMax else { throw .tooLarge }
        guard let tree = JSONValue(frame, bytesMax: Self.bytesMax), tree.object != nil else { throw .notJSON }
        guard let type = tree["interaction_type"]?.string else { throw .noType }
        switch (type, tree["response_id"]?.whole) {
        case ("call_details", _):
            let call = tree["call"]
            guard let id = RelayInbound.field(call?["call_id"]), !id.isEmpty else { throw .noCall }
            self = .callDetails(
                RelaySetup(
                    callSid: id, from: RelayInbound.field(call?["from_number"]) ?? "",
                    to: RelayInbound.field(call?["to_number"]) ?? "",
                    isOutbound: call?["direction"]?.string == "outbound"))
        case ("ping_pong", _): self = .ping(timestamp: tree["timestamp"]?.whole ?? 0)
        case ("update_only", _):
            self = .update(Self.transcript(tree), isCallersTurn: tree["turntaking"]?.string == "user_turn")
        case ("response_required", let id?): self = .responseRequired(id: id, Self.transcript(tree))
        case ("reminder_required", let id?): self = .reminderRequired(id: id, Self.transcript(tree))
        default: self = .unknown(type: String(type.prefix(32)))
        }
    }

    private static func transcript(_ tree: JSONValue) -> [Utterance] {
        (tree["transcript"]?.array ?? []).compactMap { item in
            guard let text = item["content"]?.string, let role = item["role"]?.string else { return nil }
            return Utterance(isAgent: role == "agent", text: text)
        }
    }
}

/// What we tell Retell.
public enum RetellOutbound: Sendable, Hashable {
    /// To what a piece of speech belongs.
    public enum Place: Sendable, Hashable {
        /// An answer that was asked for; 0 is the opening.
        case response(Int)
        /// Something said unasked.
        case interrupt(Int)
    }

    /// What follows a piece of speech.
    public enum Sequel: Sendable, Hashable {
        case endCall
        /// E.164.
        case transfer(String)
    }

    case config
    case pong(timestamp: Int)
    case speech(Place, String, isComplete: Bool, isInterruptible: Bool, sequel: Sequel?)

    /// The frame as JSON text.
    public var json: String {
        switch self {
        case .config: return #"{"response_type":"config","config":{"auto_reconnect":true,"call_details":true}}"#
        case .pong(let timestamp): return #"{"response_type":"ping_pong","timestamp":\#(timestamp)}"#
        case .speech(let place, let text, let isComplete, let isInterruptible, let sequel):
            var members: [(name: String, json: String?)]
            switch place {
            case .response(let id): members = [("response_type", "\"response\""), ("response_id", String(id))]
            case .interrupt(let id): members = [("response_type", "\"agent_interrupt\""), ("interrupt_id", String(id))]
            }
            members += [
                ("content", JSONText.quoted(text)), ("content_complete", String(isComplete)),
                ("no_interruption_allowed", isInterruptible ? nil : "true"),
            ]
            switch sequel {
            case nil: members.append(("end_call", "false"))
            case .endCall: members.append(("end_call", "true"))
            case .transfer(let number): members.append(("transfer_number", JSONText.quoted(number)))
            }
            return JSONText.object(members)
        }
    }
}
