public import ConnectorKit
import Conversations

/// Sends no mail of programs to whoever complained about one, or whose address does not exist. What a person writes goes
/// out.
public struct ConsiderateSender: OutboundChannel {
    private let sender: any OutboundChannel
    private let desk: any EmailDesk
    private let tries: Patience

    public var dropsRepeatedKeys: Bool { sender.dropsRepeatedKeys }
    public var patience: Patience? { tries }

    /// - Parameters:
    ///   - sender: Brings mails out.
    ///   - hours: How long a mail is tried that cannot be handed over, 1 to 1000.
    public init(_ sender: any OutboundChannel, desk: any EmailDesk, hours: Int) {
        self.sender = sender
        self.desk = desk
        tries = Self.patience(hours: hours)
    }

    public func send(_ message: OutboundMessage) async -> SendOutcome {
        guard message.author.kind != .operator else { return await sender.send(message) }
        do {
            switch try await desk.refusal(of: message.address, on: message.channel) {
            case .complained:
                return Self.notSent("the customer complained about a mail of ours: only a person may write to them now")
            case .badAddress:
                return Self.notSent("a mail to this address came back, there is no such address")
            case nil: return await sender.send(message)
            }
        } catch {
            return .failed(
                SendFailure(kind: .other, retry: .later, certainty: .didNotHappen, detail: "the store failed: \(error)")
            )
        }
    }

    private static func notSent(_ detail: String) -> SendOutcome {
        .failed(SendFailure(kind: .rejected, retry: .never, certainty: .didNotHappen, detail: detail))
    }

    /// Greylisting wants minutes, an outage days (RFC 5321, 4.5.4.1: four to five): from half a minute up to two hours
    /// between attempts.
    static func patience(hours: Int) -> Patience {
        let (first, longest) = (30, 7200)
        var waited = 0
        var wait = first
        var attempts = 1
        while waited < min(max(hours, 1), 1000) * 3600 {
            waited += wait
            wait = min(wait * 2, longest)
            attempts += 1
        }
        return Patience(attemptsMax: attempts, backoffFirst: .seconds(first), backoffMax: .seconds(longest))
    }
}
