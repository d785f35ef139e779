import Conversations
import Gateway
import Logging
import TelephonyChannel

/// The doors of one phone channel, as the gateway opens them: what is refused is logged and told.
struct CallDoors {
    let channel: ChannelName
    let logger: Logger
    private var posts: [CallLine.Post: @Sendable (CallLine.Call) async throws -> CallLine.Reply] = [:]
    private var sockets: [CallLine.Door: @Sendable (CallLine.Call) async throws -> CallLine.Listener] = [:]
    private var bodyBytesMax = FormFields.bytesMax

    init(channel: ChannelName, logger: Logger) {
        self.channel = channel
        self.logger = logger
    }

    /// Nil where nothing was added.
    var line: CallLine? {
        posts.isEmpty && sockets.isEmpty
            ? nil : CallLine(bodyBytesMax: bodyBytesMax, posts: posts, sockets: sockets)
    }

    /// Calls over a relay.
    mutating func add(_ door: CallDoor) {
        let refused = refused
        @Sendable func checked<Answer>(
            _ ask: (CallDoor.Request) async throws(CallDoor.Refusal) -> Answer, _ call: CallLine.Call
        ) async throws -> Answer {
            do throws(CallDoor.Refusal) {
                return try await ask(
                    CallDoor.Request(
                        path: call.path, query: call.query, signature: call.header("x-twilio-signature"),
                        body: call.body))
            } catch {
                throw refused(error.rawValue, Self.problem(error))
            }
        }
        @Sendable func answer(_ twiML: String) -> CallLine.Reply {
            CallLine.Reply(mediaType: TwiML.mediaType, text: twiML)
        }
        posts[.voice] = { answer(try await checked(door.voice, $0)) }
        posts[.after] = { answer(try await checked(door.after, $0)) }
        sockets[.relay] = { call in
            let socket = try await checked(door.admit, call)
            return CallLine.Listener(
                opened: { socket.opened(send: $0.send, close: $0.close) }, received: socket.received,
                closed: socket.closed)
        }
    }

    /// Calls over Retell's socket.
    mutating func add(_ door: RetellDoor) {
        let refused = refused
        bodyBytesMax = max(bodyBytesMax, RetellDoor.webhookBytesMax)
        posts[.retell] = { call in
            do throws(RetellDoor.Refusal) {
                try door.webhook(call.body, signature: call.header("x-retell-signature"))
                return CallLine.Reply(mediaType: "text/plain", text: "")
            } catch {
                throw refused(error.rawValue, Self.problem(error))
            }
        }
        sockets[.retell] = { call in
            do throws(RetellDoor.Refusal) {
                let socket = try door.admit(path: call.path)
                return CallLine.Listener(
                    messageBytesMax: RetellInbound.bytesMax,
                    opened: { socket.opened(send: $0.send, close: $0.close) }, received: socket.received,
                    closed: socket.closed)
            } catch {
                throw refused(error.rawValue, Self.problem(error))
            }
        }
    }

    /// Calls that people lead.
    mutating func add(_ door: ListeningDoor) {
        let refused = refused
        posts[.transcription] = { call in
            do throws(ListeningDoor.Refusal) {
                try await door.transcription(
                    CallDoor.Request(
                        path: call.path, query: call.query, signature: call.header("x-twilio-signature"),
                        body: call.body))
                return CallLine.Reply(mediaType: "text/plain", text: "")
            } catch {
                throw refused(error.rawValue, Self.problem(error))
            }
        }
        sockets[.listen] = { call in
            do throws(ListeningDoor.Refusal) {
                let socket = try door.admit(query: call.query)
                return CallLine.Listener(
                    messageBytesMax: ListeningDoor.frameBytesMax, opened: { socket.opened(close: $0.close) },
                    received: socket.received, closed: socket.closed)
            } catch {
                throw refused(error.rawValue, Self.problem(error))
            }
        }
    }

    /// Logs a refusal and hands on what is told of it.
    private var refused: @Sendable (_ reason: String, Problem) -> Problem {
        let (channel, logger) = (channel, logger)
        return { reason, problem in
            logger.warning("call refused", metadata: ["channel.id": "\(channel)", "reason": "\(reason)"])
            return problem
        }
    }

    private static func problem(_ refusal: CallDoor.Refusal) -> Problem {
        switch refusal {
        case .unreadable:
            Problem(status: 400, title: "Bad request", detail: "The form is no call of the platform. Nothing was done.")
        case .signature:
            Problem(
                status: 403, title: "Signature refused",
                detail: "X-Twilio-Signature is missing or does not fit. Check auth_tokens and gateway.public_url.")
        case .ticket:
            Problem(
                status: 403, title: "Ticket refused",
                detail: "The ticket is missing, used or too old. Connect the call again with what /voice answers.")
        }
    }

    private static func problem(_ refusal: ListeningDoor.Refusal) -> Problem {
        switch refusal {
        case .unreadable:
            Problem(status: 400, title: "Bad request", detail: "This names no call. Nothing was done.")
        case .signature:
            Problem(
                status: 403, title: "Signature refused",
                detail: "X-Twilio-Signature is missing or does not fit. Check auth_tokens and gateway.public_url.")
        case .busy: busy
        case .notStored:
            Problem(
                status: 503, title: "Cannot store", detail: "What was said could not be stored. Send it again.",
                retryAfterSeconds: 5)
        }
    }

    private static var busy: Problem {
        Problem(
            status: 503, title: "Busy", detail: "As many calls are led as may be. Try again soon.",
            retryAfterSeconds: 10)
    }

    private static func problem(_ refusal: RetellDoor.Refusal) -> Problem {
        switch refusal {
        case .unreadable:
            Problem(status: 400, title: "Bad request", detail: "This is no call of the platform. Nothing was done.")
        case .signature:
            Problem(
                status: 403, title: "Signature refused",
                detail: "x-retell-signature is missing, too old or does not fit. Check retell.api_keys and the clock.")
        case .secret:
            Problem(
                status: 403, title: "Secret refused",
                detail: "The address does not hold the secret. Check retell.path_secret and the platform's address.")
        case .busy: busy
        }
    }
}
