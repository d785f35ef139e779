public import ConnectorKit
public import Conversations
public import Recipes

/// Brings messages to a platform as its recipe says, as far as its policy lets them.
///
/// A message is divided once. What each part came to is kept before the next one leaves, so that whatever ends an attempt,
/// the next one goes on behind what is known to be out.
public struct RecipeOutboundChannel: OutboundChannel {
    public let dropsRepeatedKeys: Bool
    public let dividesTexts = true

    let channel: RecipeChannel
    let policy: ChannelPolicy
    let desk: any RecipeDesk
    private let calls: RecipeCalls
    private let threads: JQThreads
    private let pace: SendPace
    private let now: @Sendable () -> Timestamp

    /// - Parameter threads: The process's; mappings run on them.
    public init(
        _ channel: RecipeChannel, desk: any RecipeDesk, calls: RecipeCalls, threads: JQThreads,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.channel = channel
        self.desk = desk
        self.calls = calls
        self.threads = threads
        self.now = now
        policy = ChannelPolicy(channel.recipe.policy)
        pace = SendPace(policy.rates)
        dropsRepeatedKeys = channel.recipe.dropsRepeatedKeys
    }

    public func send(_ message: OutboundMessage) async -> SendOutcome {
        do {
            return try await attempt(message)
        } catch let stop as Stop {
            return .failed(stop.failure)
        } catch is JQThreads.Refusal {
            return Self.notNow("the mappings' threads are busy")
        } catch {
            // Before anything of this attempt left, or after what had left was kept.
            return Self.notNow("the store failed: \(error)")
        }
    }

    /// A message of which nothing may be out in secret is sent again; its parts that are out are not.
    public func mayRepeat(_ key: MessageKey) async -> Bool {
        guard let bytes = try? await desk.progress(of: key), let progress = SendProgress(bytes) else {
            return dropsRepeatedKeys
        }
        return progress.underway.map(channel.recipe.dropsRepeats) ?? true
    }

    private static func notNow(_ detail: String) -> SendOutcome {
        .failed(SendFailure(kind: .other, retry: .later, certainty: .didNotHappen, detail: detail))
    }

    /// Ends an attempt with what it came to.
    struct Stop: Error { let failure: SendFailure }

    // MARK: One attempt

    private func attempt(_ message: OutboundMessage) async throws -> SendOutcome {
        var sending = Sending(message: message, progress: try await progress(of: message))
        while sending.progress.done < sending.progress.parts.count { try await sendPart(&sending) }
        if !sending.isKept { try await keep(&sending) }
        return .sent
    }

    /// What is planned: as before where something is out already, else as things are now.
    private func progress(of message: OutboundMessage) async throws -> SendProgress {
        if let bytes = try await desk.progress(of: message.id), var known = SendProgress(bytes), !known.isNothingOut {
            // Whoever has it sent again knows that the outcome was open.
            known.underway = nil
            return known
        }
        let circumstances = try await circumstances(of: message)
        switch policy.decide(request(message, circumstances), in: circumstances.state, at: now()) {
        case .send(let sends): return SendProgress(sends, files: message.attachments)
        case .refuse(let refusal): throw Stop(failure: SendFailure(refusal))
        }
    }

    private func sendPart(_ sending: inout Sending) async throws {
        let index = sending.progress.done
        let part = sending.progress.parts[index]
        let begun = try await allowed(part, sending)
        let files = try await files(of: part, sending.message)
        let view = view(of: part, index: index, sending, begun, files)
        var endpoint: String?
        guard var run = channel.begin("message", view) else {
            throw Stop(failure: SendFailure(Self.cannot("the recipe brings nothing out")))
        }
        run.resume(sending.progress.run)
        var isFirst = true
        while true {
            let (advanced, next) = try await threads.perform { [run] in
                var run = run
                let next = run.next(now: now().milliseconds)
                return (run, next)
            }
            run = advanced
            switch next {
            case .finished(let outcome):
                return try await finish(part, outcome, run, Leaving(endpoint, begun), &sending)
            case .request(let request):
                let delivers = channel.recipe.delivers(request.endpoint)
                endpoint = request.endpoint
                // Windows close and customers say stop while the parts before are on their way.
                if !isFirst { _ = try await allowed(part, sending) }
                isFirst = false
                if delivers { try await note(part, request, begun, &sending) }
                let exchange = await calls.exchange(request, files: files)
                if delivers { await pace.note(now(), for: begun.recipient) }
                run = await received(exchange, by: run)
                sending.progress.run = run.progress
                sending.progress.underway = nil
                sending.isKept = false
            }
        }
    }

    /// What a request came to must not be lost because the mappings' threads have enough to do.
    private func received(_ exchange: Exchange, by run: ActionRun) async -> ActionRun {
        let moment = now().milliseconds
        let take = { @Sendable () -> ActionRun in
            var run = run
            run.receive(exchange, now: moment)
            return run
        }
        return (try? await threads.perform(take)) ?? take()
    }

    /// What left last, for what is to be kept of it.
    private struct Leaving {
        let endpoint: String?
        let comment: String?

        init(_ endpoint: String?, _ circumstances: ReplyCircumstances) {
            self.endpoint = endpoint
            comment = circumstances.answered
        }
    }

    /// Keeps that a request is leaving, unless Delivery's own record says as much: the only one of a first attempt.
    private func note(
        _ part: SendProgress.Part, _ request: RecipeRequest, _ circumstances: ReplyCircumstances,
        _ sending: inout Sending
    ) async throws {
        let isPrivate = part.way == .privateReply
        guard sending.progress.parts.count > 1 || sending.progress.run != .null || isPrivate else { return }
        sending.progress.underway = request.endpoint
        try await keep(&sending, answersPrivately: isPrivate ? circumstances.answered : nil)
    }

    private func keep(_ sending: inout Sending, answersPrivately comment: String? = nil) async throws {
        try await desk.keep(
            SendingStep(
                progress: sending.progress.bytes, platformIDs: sending.progress.ids, answersPrivately: comment),
            of: sending.message.id)
        sending.isKept = true
    }

    private func finish(
        _ part: SendProgress.Part, _ outcome: ActionOutcome, _ run: ActionRun, _ leaving: Leaving,
        _ sending: inout Sending
    ) async throws {
        switch outcome {
        case .done(let ids):
            guard run.isPartlyDelivered else {
                // A mapping that makes no request of it, for instance of a file the platform would have to fetch.
                throw Stop(failure: SendFailure(Self.cannot("the channel's recipe makes nothing of this part")))
            }
            sending.progress.done += 1
            sending.progress.run = .null
            sending.progress.ids += ids
            let isLast = sending.progress.done == sending.progress.parts.count
            do { try await keep(&sending) } catch  where isLast {
                // Delivery's own record follows; only the platform's ids are lost.
                sending.isKept = true
            } catch {
                throw Stop(
                    failure: SendFailure(
                        kind: .other, retry: .later, certainty: .unknown, detail: "the store failed: \(error)"))
            }
        case .file: throw Stop(failure: SendFailure(Self.cannot("the recipe fetches where it should send")))
        case .failed(let failure, let delivered):
            let isOpen = failure.certainty == .unknown
            if isOpen { sending.progress.underway = leaving.endpoint }
            var kept = sending
            kept.progress.ids += delivered
            var step = SendingStep(progress: kept.progress.bytes, platformIDs: kept.progress.ids)
            if part.way == .privateReply, !isOpen, !run.isPartlyDelivered { step.stillUnanswered = leaving.comment }
            if !sending.progress.isNothingOut || step.stillUnanswered != nil {
                // A record that fails now leaves the one before, which says that the request was leaving.
                try? await desk.keep(step, of: sending.message.id)
            }
            throw Stop(failure: sending.progress.told(failure))
        }
    }

    private static func cannot(_ detail: String) -> SendRefusal {
        SendRefusal(code: .attachmentsNotTaken, detail: detail, remedies: [.removeAttachment, .useOtherChannel])
    }

    // MARK: What is known

    private func circumstances(of message: OutboundMessage) async throws -> ReplyCircumstances {
        var circumstances = try await desk.circumstances(of: message)
        circumstances.state = await pace.filled(circumstances.state, for: circumstances.recipient)
        return circumstances
    }

    /// How things are for a part that is to leave now.
    ///
    /// - Throws: ``Stop`` when it may not, or not yet.
    private func allowed(_ part: SendProgress.Part, _ sending: Sending) async throws -> ReplyCircumstances {
        let circumstances = try await circumstances(of: sending.message)
        let moment = now()
        // What is left of a plan keeps its way; the window is the one of now: the customer may have written since.
        var state = circumstances.state
        if sending.progress.run != .null || !sending.progress.isNothingOut { state.privateReplyUsed = false }
        let decision = policy.decide(request(sending.message, circumstances), in: state, at: moment)
        if case .refuse(let refusal) = decision, part.way != .publicReply || refusal.code == .optedOut {
            throw Stop(failure: SendFailure(refusal))
        }
        guard sending.progress.run == .null else { return circumstances }
        let wait = policy.earliest(in: circumstances.state, at: moment).milliseconds - moment.milliseconds
        guard wait <= 0 else {
            throw Stop(
                failure: SendFailure(
                    kind: .rateLimited, retry: .paced(milliseconds: wait), certainty: .didNotHappen,
                    detail: "waits for the pace the platform asks for"))
        }
        return circumstances
    }

    private func files(of part: SendProgress.Part, _ message: OutboundMessage) async throws -> [CarriedFile] {
        guard let number = part.file, message.attachments.indices.contains(number) else { return [] }
        let file = message.attachments[number]
        guard let bytes = try await desk.bytes(of: file, in: message.conversation) else {
            throw Stop(
                failure: SendFailure(
                    kind: .rejected, retry: .never, certainty: .didNotHappen, detail: "a file of the message is gone"))
        }
        return [CarriedFile(name: file.name, type: file.type, bytes: bytes)]
    }
}

/// A message on its way.
struct Sending: Sendable {
    let message: OutboundMessage
    var progress: SendProgress
    /// Whether the store has the progress as it is.
    var isKept = false
}
