import LosslessJSON
import Synchronization

/// What Retell's platform asks about calls of one channel: who may open a socket, and what its webhooks tell.
public final class RetellDoor: Sendable {
    /// Why a request is refused, with nothing stored. Fit for a metric label.
    public enum Refusal: String, Error, Sendable {
        case unreadable, signature, secret, busy
    }

    /// Largest webhook, in bytes: the transcript of a call comes with it.
    public static let webhookBytesMax = 1024 * 1024
    /// Longest id of a call, in bytes.
    private static let callBytesMax = 128

    private let desk: CallDesk
    private let secret: [UInt8]
    private let signature: RetellSignature

    /// - Parameters:
    ///   - desk: Of calls over Retell's socket.
    ///   - pathSecret: Stands in the socket's address, since the platform signs no upgrade.
    ///   - apiKeys: They sign the webhooks; one or, during a rotation, two.
    public init(desk: CallDesk, pathSecret: String, apiKeys: [String]) {
        self.desk = desk
        secret = Array(pathSecret.utf8)
        signature = RetellSignature(keys: apiKeys)
    }

    /// Lets the platform open a socket at `…/retell/{secret}/{call}`.
    public func admit(path: String) throws(Refusal) -> RetellSocket {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 2, Self.isEqual(Array(parts[parts.count - 2].utf8), secret) else { throw .secret }
        let call = parts[parts.count - 1]
        guard !call.isEmpty, call.utf8.count <= Self.callBytesMax, call.utf8.allSatisfy(Self.isPlain) else {
            throw .unreadable
        }
        guard desk.mayTake(String(call)) else { throw .busy }
        return RetellSocket(desk: desk, callID: String(call))
    }

    /// Takes a webhook: the end of a call hangs up, anything else is left alone.
    ///
    /// - Parameter header: The value of `x-retell-signature`.
    public func webhook(_ body: [UInt8], signature header: String?) throws(Refusal) {
        guard signature.isValid(header, body: body, at: desk.ports.now()) else { throw .signature }
        guard let tree = JSONValue(body, bytesMax: Self.webhookBytesMax), let event = tree["event"]?.string,
            let call = tree["call"]?["call_id"]?.string
        else { throw .unreadable }
        if event == "call_ended" { desk.hungUp(call) }
    }

    /// Without telling by its time where two texts part.
    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}

/// The far side of one socket of Retell's, whose address named the call.
public final class RetellSocket: Sendable {
    private let desk: CallDesk
    private let callID: String
    private let joined = Mutex<(call: LiveCall, number: Int)?>(nil)

    init(desk: CallDesk, callID: String) {
        self.desk = desk
        self.callID = callID
    }

    /// The socket is open; `send` and `close` may be called from anywhere, and keep their order.
    public func opened(send: @escaping @Sendable (String) -> Void, close: @escaping @Sendable () -> Void) {
        guard let call = desk.call(callID) else { return close() }
        let number = call.join(nil, send: send, close: close)
        joined.withLock { $0 = (call, number) }
    }

    /// A text message of the platform.
    public func received(_ bytes: [UInt8]) {
        guard let (call, number) = joined.withLock({ $0 }) else { return }
        do {
            call.receive(try RetellInbound(bytes), on: number)
        } catch {
            desk.ports.report(.badFrame, callID)
        }
    }

    /// The socket is gone.
    public func closed() {
        guard let (call, number) = joined.withLock({ $0 }) else { return }
        call.closed(number)
    }
}
