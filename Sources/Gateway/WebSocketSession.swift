import NIOCore
import NIOWebSocket

/// One side of a WebSocket connection as RFC 6455 wants it: frames in, decisions out, no effects.
///
/// Text messages only; a message in pieces is put together up to a limit. Between messages it holds no memory.
struct WebSocketSession: Sendable {
    /// What the connection has to do about a frame.
    enum Action: Sendable, Hashable {
        case nothing
        /// A whole message, checked to be UTF-8.
        case text(ByteBuffer)
        case pong(ByteBuffer)
        /// Send a close frame, discard what still comes, and end when the peer has answered or time is up.
        case close(CloseCode, String)
        /// Send this close frame as the answer to the peer's, then end. nil is an empty one.
        case answerClose(CloseCode?)
        /// The peer answered our close frame: end.
        case end
    }

    private enum State: Sendable {
        case open
        /// Our close frame was sent.
        case closing
        case closed
    }

    /// Largest message, in bytes, after putting the pieces together.
    let messageBytesMax: Int
    private var state = State.open
    private var pieces: ByteBuffer?
    private var check = UTF8Check()

    init(messageBytesMax: Int) { self.messageBytesMax = messageBytesMax }

    /// Whether messages may still be sent.
    var isOpen: Bool { if case .open = state { true } else { false } }

    /// We want to close; nil when that is under way or done.
    mutating func close(_ code: CloseCode, _ reason: String) -> Action? {
        guard case .open = state else { return nil }
        return fail(code, reason)
    }

    /// A frame came whole.
    mutating func receive(_ frame: WebSocketFrame) -> Action {
        switch state {
        case .closed: return .nothing
        case .closing:
            guard frame.opcode == .connectionClose else { return .nothing }
            state = .closed
            return .end
        case .open: break
        }
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            return fail(.protocolError, "reserved bits without an extension")
        }
        guard frame.maskKey != nil else { return fail(.protocolError, "a client's frame must be masked") }
        switch frame.opcode {
        case .text:
            guard pieces == nil else { return fail(.protocolError, "a new message inside another") }
            check = UTF8Check()
            return take(frame, after: nil)
        case .continuation:
            guard let begun = pieces else { return fail(.protocolError, "a continuation of nothing") }
            pieces = nil
            return take(frame, after: begun)
        case .binary:
            guard pieces == nil else { return fail(.protocolError, "a new message inside another") }
            return fail(.unsupportedData, "text messages only")
        case .ping, .pong, .connectionClose: return receiveControl(frame)
        default: return fail(.protocolError, "an unknown kind of frame")
        }
    }

    /// The stream of frames itself is broken.
    mutating func receive(_ error: NIOWebSocketError) -> Action {
        guard case .open = state else { return .nothing }
        return switch error {
        case .invalidFrameLength: fail(.messageTooBig, "the message is larger than \(messageBytesMax) bytes")
        case .fragmentedControlFrame: fail(.protocolError, "a control frame in pieces")
        case .multiByteControlFrameLength: fail(.protocolError, "a control frame of more than 125 bytes")
        }
    }

    private mutating func take(_ frame: WebSocketFrame, after begun: ByteBuffer?) -> Action {
        var data = frame.unmaskedData
        guard (begun?.readableBytes ?? 0) + data.readableBytes <= messageBytesMax else {
            return fail(.messageTooBig, "the message is larger than \(messageBytesMax) bytes")
        }
        guard check.take(data.readableBytesView), !frame.fin || check.isComplete else {
            return fail(.invalidPayload, "text must be UTF-8")
        }
        if var begun {
            begun.writeBuffer(&data)
            data = begun
        }
        if frame.fin { return .text(data) }
        // A copy of its own, so that a piece does not keep a whole network buffer alive.
        pieces = begun == nil ? ByteBuffer(bytes: data.readableBytesView) : data
        return .nothing
    }

    private mutating func receiveControl(_ frame: WebSocketFrame) -> Action {
        guard frame.fin else { return fail(.protocolError, "a control frame in pieces") }
        let data = frame.unmaskedData
        guard data.readableBytes <= 125 else {
            return fail(.protocolError, "a control frame of more than 125 bytes")
        }
        if frame.opcode == .pong { return .nothing }
        if frame.opcode == .ping { return .pong(data) }
        return receiveClose(data)
    }

    /// RFC 6455, section 5.5.1: empty, or a code and a reason in UTF-8.
    private mutating func receiveClose(_ data: ByteBuffer) -> Action {
        var data = data
        guard data.readableBytes > 0 else {
            state = .closed
            return .answerClose(nil)
        }
        guard let number = data.readInteger(as: UInt16.self), CloseCode(number: number).mayBeSent else {
            return fail(.protocolError, "a close code that may not be sent")
        }
        var reason = UTF8Check()
        guard reason.take(data.readableBytesView), reason.isComplete else {
            return fail(.invalidPayload, "a close reason must be UTF-8")
        }
        state = .closed
        return .answerClose(CloseCode(number: number))
    }

    private mutating func fail(_ code: CloseCode, _ reason: String) -> Action {
        state = .closing
        pieces = nil
        return .close(code, reason)
    }
}
