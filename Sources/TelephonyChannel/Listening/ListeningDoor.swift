import Synchronization

/// Where the words of calls that people lead come in: callbacks of Twilio's real-time transcription, and sockets over
/// which the company's media server forwards what Deepgram or AssemblyAI send it.
public final class ListeningDoor: Sendable {
    /// Why a request is refused, with nothing stored. Fit for a metric label.
    public enum Refusal: String, Error, Sendable {
        case unreadable, signature, busy
        case notStored = "not_stored"
    }

    /// Largest frame of a socket, in bytes.
    public static let frameBytesMax = DeepgramListener.bytesMax
    /// How long an earlier callback is waited for, in milliseconds.
    static let orderWithin: Int64 = 2_000

    private let desk: ListeningDesk
    private let inbound: HeardUtterance.Party
    private let signatures: TwilioSignature
    private let publicURL: String
    /// Held while callbacks are put in order, so that they go on in it.
    private let row = Mutex(())

    /// - Parameters:
    ///   - inbound: Who is on the inbound track, and on a stream's first channel.
    ///   - signatures: Of the account that posts callbacks.
    ///   - publicURL: How platforms reach the gateway: callbacks are signed with it.
    public init(
        desk: ListeningDesk, inbound: HeardUtterance.Party, signatures: TwilioSignature, publicURL: String
    ) {
        self.desk = desk
        self.inbound = inbound
        self.signatures = signatures
        self.publicURL = publicURL
    }

    /// Takes a callback of a transcription; returns once what it said is on disk.
    public func transcription(_ request: CallDoor.Request) async throws(Refusal) {
        guard let fields = FormFields(request.body) else { throw .unreadable }
        guard let url = TwilioRequestURL(publicURL: publicURL, path: request.path, rawQuery: request.query),
            signatures.isValid(request.signature, url: url, content: .form(fields))
        else { throw .signature }
        let query = FormFields((request.query ?? "").utf8)
        guard let callback = TwilioTranscription(fields, inbound: inbound),
            let named = ListeningDesk.Call(id: callback.callSid, query: query)
        else { throw .unreadable }
        guard let call = desk.call(named) else { throw .busy }
        let isStored = await withCheckedContinuation { continuation in
            take(callback, in: call) { continuation.resume(returning: $0) }
        }
        guard isStored else { throw .notStored }
    }

    /// Lets whoever holds an API token forward a call's words: `?call=…`, and `from`, `operator`, `format_turns` where
    /// they are known.
    public func admit(query: String?) throws(Refusal) -> ListeningSocket {
        let fields = FormFields((query ?? "").utf8)
        guard let named = ListeningDesk.Call(id: fields?["call"], query: fields) else { throw .unreadable }
        guard desk.mayTake(named.id) else { throw .busy }
        return ListeningSocket(desk, named, inbound: inbound, formatsTurns: fields?["format_turns"] == "true")
    }

    /// - Parameter done: Told when the callback's own words are on disk, or it has none.
    private func take(
        _ callback: TwilioTranscription, in call: ListenedCall, _ done: @escaping @Sendable (Bool) -> Void
    ) {
        let isHeld = row.withLock { _ in
            let (ready, isHeld) = call.order(callback, done)
            deliver(ready, to: call)
            if !isHeld { call.takeWaiters(of: callback).forEach { $0(true) } }
            return isHeld
        }
        // An earlier one is missing: it is given up after a while.
        guard isHeld else { return }
        _ = desk.ports.calls.after(Self.orderWithin) { [weak self] in
            guard let self else { return }
            row.withLock { _ in deliver(call.flush(callback.transcriptionSid), to: call) }
        }
    }

    private func deliver(_ callbacks: [TwilioTranscription], to call: ListenedCall) {
        for callback in callbacks {
            let waiters = call.takeWaiters(of: callback)
            switch callback.event {
            case .content(let heard):
                let id = "\(callback.transcriptionSid)-\(callback.sequence)"
                call.take(ListenedCall.Utterance(id: id, heard: heard)) { isStored in
                    waiters.forEach { $0(isStored) }
                }
            case .stopped, .failed:
                call.leave(callback.transcriptionSid)
                waiters.forEach { $0(true) }
            case .started, .unknown: waiters.forEach { $0(true) }
            }
        }
    }
}

/// The far side of one forwarded stream.
public final class ListeningSocket: Sendable {
    private struct State {
        var deepgram: DeepgramListener
        var assemblyAI: AssemblyAIListener
        var count = 0
        var call: ListenedCall?
    }

    private let desk: ListeningDesk
    private let named: ListeningDesk.Call
    /// Tells streams of one call apart.
    private let stream = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    private let state: Mutex<State>

    init(_ desk: ListeningDesk, _ named: ListeningDesk.Call, inbound: HeardUtterance.Party, formatsTurns: Bool) {
        self.desk = desk
        self.named = named
        let other: HeardUtterance.Party = inbound == .customer ? .operator : .customer
        state = Mutex(
            State(
                deepgram: DeepgramListener(parties: [inbound, other]),
                assemblyAI: AssemblyAIListener(
                    formatsTurns: formatsTurns, speakers: ["A": inbound, "B": other], usual: inbound)))
    }

    /// The socket is open.
    public func opened(close: @escaping @Sendable () -> Void) {
        guard let call = desk.call(named) else { return close() }
        call.join(stream)
        state.withLock { $0.call = call }
    }

    /// A frame of either service, as it was sent.
    public func received(_ bytes: [UInt8]) {
        let (call, utterances) = state.withLock { state in
            let heard = state.deepgram.take(bytes) + state.assemblyAI.take(bytes)
            let first = state.count
            state.count += heard.count
            return (
                state.call,
                heard.enumerated().map { index, utterance in
                    ListenedCall.Utterance(id: "\(stream)-\(first + index)", heard: utterance)
                }
            )
        }
        for utterance in utterances { call?.take(utterance) }
    }

    /// The socket is gone.
    public func closed() {
        state.withLock { $0.call }?.leave(stream)
    }
}
