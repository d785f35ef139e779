public import Conversations
import Synchronization

/// What the platform asks over HTTP about calls of one channel: who may ask, and what it is told.
public final class CallDoor: Sendable {
    /// A request; path and query as they came, for they are signed so.
    public struct Request: Sendable {
        public let path: String
        /// Without `?`; nil for none.
        public let query: String?
        /// The value of `X-Twilio-Signature`.
        public let signature: String?
        public let body: [UInt8]

        public init(path: String, query: String?, signature: String?, body: [UInt8] = []) {
            self.path = path
            self.query = query
            self.signature = signature
            self.body = body
        }
    }

    /// Why a request is refused, with nothing stored. Fit for a metric label.
    public enum Refusal: String, Error, Sendable {
        case unreadable, signature, ticket
    }

    /// How calls of the channel are connected.
    public struct Options: Sendable {
        /// How customers' platforms reach the gateway, without a closing slash.
        public var publicURL: String
        /// Without the socket's address, which every call gets its own of.
        public var relay: RelayOptions
        /// How long a person's phone rings, in seconds.
        public var ringSeconds: Int
        /// What is said when the person did not answer, and in which language.
        public var notReached: String
        public var language: String?

        public init(publicURL: String, relay: RelayOptions, ringSeconds: Int, notReached: String, language: String?) {
            self.publicURL = publicURL
            self.relay = relay
            self.ringSeconds = ringSeconds
            self.notReached = notReached
            self.language = language
        }
    }

    private let channel: ChannelName
    private let desk: CallDesk
    private let signatures: TwilioSignature
    private let tickets: RelayTickets
    private let options: Options
    private let used = Mutex(UsedTickets())

    public init(
        channel: ChannelName, desk: CallDesk, signatures: TwilioSignature, tickets: RelayTickets, options: Options
    ) {
        self.channel = channel
        self.desk = desk
        self.signatures = signatures
        self.tickets = tickets
        self.options = options
    }

    /// Answers an incoming call: connects it to our socket, or says that the line is busy.
    ///
    /// - Returns: TwiML.
    public func voice(_ request: Request) throws(Refusal) -> String {
        let form = try form(request)
        guard let callSid = form["CallSid"], !callSid.isEmpty else { throw .unreadable }
        guard desk.hasRoom else { return TwiML.document([.rejectBusy]) }
        return TwiML.document([.relay(relay(callSid, from: form["From"] ?? "", reconnects: 0))])
    }

    /// Says what follows the end of our part of a call, or of the call to a person.
    ///
    /// - Returns: TwiML.
    public func after(_ request: Request) async throws(Refusal) -> String {
        let form = try form(request)
        guard let callSid = form["CallSid"], !callSid.isEmpty else { throw .unreadable }
        let query = FormFields((request.query ?? "").utf8)
        let reconnects = query?["reconnects"].flatMap { Int($0) } ?? 0
        let next = AfterCall(form, seal: desk.seal, reconnects: max(0, reconnects))
        if form["CallStatus"] == "completed" { desk.hungUp(callSid) }
        var dial = DialOptions(timeoutSeconds: options.ringSeconds)
        dial.action = action(nil)
        var attempt = 0
        switch next {
        case .transfer(let handoff, _):
            if let conversation = handoff.conversation { dial.action = action("conversation=\(conversation)") }
        case .reconnect(let number): attempt = number
        case .dialed(false):
            await desk.promiseCallBack(
                RelaySetup(callSid: callSid, from: form["From"] ?? "", to: form["To"] ?? ""),
                in: query?["conversation"].flatMap { ConversationID($0) })
        case .dialed(true), .hangup: break
        }
        return TwiML.document(
            next.verbs(
                relay: relay(callSid, from: form["From"] ?? "", reconnects: attempt), dial: dial,
                notReached: .say(options.notReached, language: options.language)))
    }

    /// Lets the platform open a socket, once for each ticket.
    public func admit(_ request: Request) throws(Refusal) -> CallSocket {
        guard let url = url(of: request), signatures.isValid(request.signature, url: url, content: .socket) else {
            throw .signature
        }
        let now = desk.ports.now()
        do {
            let written = FormFields((request.query ?? "").utf8)?["ticket"] ?? ""
            let ticket = try tickets.verify(written, at: now)
            try used.withLock { used throws(RelayTicketFault) in try used.use(ticket, at: now) }
            return CallSocket(desk: desk, callSid: ticket.callSid)
        } catch {
            throw .ticket
        }
    }

    private func form(_ request: Request) throws(Refusal) -> FormFields {
        guard let fields = FormFields(request.body) else { throw .unreadable }
        guard let url = url(of: request), signatures.isValid(request.signature, url: url, content: .form(fields)) else {
            throw .signature
        }
        return fields
    }

    private func url(of request: Request) -> TwilioRequestURL? {
        TwilioRequestURL(publicURL: options.publicURL, path: request.path, rawQuery: request.query)
    }

    private func relay(_ callSid: String, from: String, reconnects: Int) -> RelayOptions {
        var chance = SystemRandomNumberGenerator()
        let ticket = tickets.issue(callSid: callSid, from: from, at: desk.ports.now(), using: &chance)
        var relay = options.relay
        let base = options.publicURL.hasPrefix("https://") ? "wss://" : "ws://"
        let rest = options.publicURL.drop { $0 != ":" }.dropFirst(3)
        relay.url = "\(base)\(rest)/channels/\(channel.rawValue)/relay?ticket=\(ticket)"
        relay.action = action(reconnects > 0 ? "reconnects=\(reconnects)" : nil)
        return relay
    }

    private func action(_ query: String?) -> String {
        "\(options.publicURL)/channels/\(channel.rawValue)/after" + (query.map { "?" + $0 } ?? "")
    }
}
