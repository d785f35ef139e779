import Conversations
import LosslessJSON

/// What follows the end of a relay session, or of a call to a person: the post to `/channels/{name}/after`.
///
/// The request's signature is verified before.
public enum AfterCall: Sendable, Hashable {
    /// The caller is put through.
    case transfer(Handoff, TransferTarget)
    /// The socket was lost while the call goes on: connect again, with a new ticket.
    case reconnect(attempt: Int)
    /// The person was called: whether they spoke with the caller. If not, the case is to be called back.
    case dialed(isReached: Bool)
    /// Nothing follows. `isForged` where handoff data was not ours.
    case hangup(isForged: Bool)

    /// How often a call is connected again.
    public static let reconnectsMax = 3

    /// The platform's code for a socket that was closed without `end` (twilio.com, error 64105; read 2026-11).
    private static let socketLost = "64105"

    /// What the platform says of a queue that somebody answered (twilio.com, "TwiML Voice: Enqueue"; read 2026-11).
    private static let reached: Set<String> = [
        "bridged", "bridging-in-process", "redirected", "redirected-from-bridged",
    ]

    /// - Parameters:
    ///   - form: The post's fields.
    ///   - seal: Of this channel.
    ///   - reconnects: How often this call was connected again before.
    public init(_ form: FormFields, seal: HandoffSeal, reconnects: Int) {
        if let status = form["DialCallStatus"] {
            self = .dialed(isReached: status == "completed" || status == "answered")
        } else if let result = form["QueueResult"] {
            self = .dialed(isReached: Self.reached.contains(result))
        } else if let data = form["HandoffData"], !data.isEmpty {
            guard let handoff = seal.open(data, callSid: form["CallSid"] ?? "") else {
                self = .hangup(isForged: true)
                return
            }
            self = form["CallStatus"] == "completed" ? .hangup(isForged: false) : .transfer(handoff, handoff.target)
        } else if form["ErrorCode"] == Self.socketLost, form["CallStatus"] == "in-progress",
            reconnects < Self.reconnectsMax
        {
            self = .reconnect(attempt: reconnects + 1)
        } else {
            self = .hangup(isForged: false)
        }
    }

    /// What the platform is told.
    ///
    /// - Parameters:
    ///   - relay: For a new connection.
    ///   - dial: How a person is called; a workflow's task is filled in where it is nil.
    ///   - notReached: What is said when the person did not answer: that they will call back.
    public func verbs(relay: RelayOptions, dial: DialOptions, notReached: TwiMLVerb?) -> [TwiMLVerb] {
        switch self {
        case .transfer(let handoff, let target):
            var options = dial
            options.task = dial.task ?? Self.task(handoff)
            return [.dial(target, options)]
        case .reconnect: return [.relay(relay)]
        case .dialed(true), .hangup: return [.hangup]
        case .dialed(false): return (notReached.map { [$0] } ?? []) + [.hangup]
        }
    }

    private static func task(_ handoff: Handoff) -> String {
        JSONText.object([
            ("reason", JSONText.quoted(handoff.reason)), ("call", JSONText.quoted(handoff.callSid)),
            ("conversation", handoff.conversation.map { JSONText.quoted($0.description) }),
            ("case", handoff.caseID.map { JSONText.quoted($0.description) }),
            ("summary", JSONText.quoted(handoff.summary)),
        ])
    }
}
