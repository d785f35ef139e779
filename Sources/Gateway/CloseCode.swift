/// Why a WebSocket closes (RFC 6455, section 7.4, and the IANA registry of close codes).
struct CloseCode: Sendable, Hashable {
    let number: UInt16

    static let normal = CloseCode(number: 1000)
    static let goingAway = CloseCode(number: 1001)
    static let protocolError = CloseCode(number: 1002)
    static let unsupportedData = CloseCode(number: 1003)
    static let invalidPayload = CloseCode(number: 1007)
    static let policyViolation = CloseCode(number: 1008)
    static let messageTooBig = CloseCode(number: 1009)
    static let tryAgainLater = CloseCode(number: 1013)
    /// Of ours: the session is not known any more.
    static let unauthorized = CloseCode(number: 4401)

    /// Whether a peer may send it: registered for the wire, or left to libraries and applications.
    var mayBeSent: Bool {
        switch number {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
