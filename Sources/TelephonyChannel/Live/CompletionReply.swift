import Conversations

/// What answers one request; to be asked once, for the whole or in pieces.
public struct CompletionReply: Sendable {
    /// Whether the client wants pieces.
    public let isStreaming: Bool
    private let run: CompletionRun
    private let response: ChatCompletionResponse
    private let includesUsage: Bool

    /// - Parameter answer: Nil for an empty one.
    init(
        _ desk: CompletionDesk, to request: ChatCompletionRequest, _ answer: ChatAnswer?, id: String,
        seat: CompletionDesk.Seat?
    ) {
        run = CompletionRun(desk, answer, id: id, seat: seat)
        isStreaming = request.isStreaming
        includesUsage = request.includesUsage
        let number = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        response = ChatCompletionResponse(
            to: request, id: "chatcmpl-" + number, created: desk.ports.now().milliseconds / 1000)
    }

    /// The whole answer, `application/json`.
    ///
    /// - Throws: ``ChatCompletionFault/late``, or what the log throws.
    public func whole() async throws -> String {
        var said: [String] = []
        while true {
            let step = try await run.step()
            said += step.sentences
            if step.isLate { throw ChatCompletionFault.late }
            if step.isOver { return response.whole(said.joined(separator: " "), calling: step.tool) }
        }
    }

    /// The answer in pieces, ``ChatCompletionResponse/streamMediaType``, each as soon as it is known. A slow one gives
    /// signs of life.
    public func pieces() -> CompletionPieces { CompletionPieces(run, response, includesUsage: includesUsage) }
}

/// The pieces of one answer, for one reader. Whoever lets go of them before the end did not hear the answer.
public actor CompletionPieces {
    private let run: CompletionRun
    private let response: ChatCompletionResponse
    private let includesUsage: Bool
    private var said = ""
    private var hasBegun = false
    private var isOver = false

    init(_ run: CompletionRun, _ response: ChatCompletionResponse, includesUsage: Bool) {
        self.run = run
        self.response = response
        self.includesUsage = includesUsage
    }

    /// The next piece, as it is sent; nil after the last one.
    public func next() async throws -> String? {
        guard !isOver else { return nil }
        guard hasBegun else {
            hasBegun = true
            return response.start()
        }
        let step: ChatAnswer.Step
        do {
            step = try await run.step()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            isOver = true
            return ChatCompletionResponse.event(.failed)
        }
        var piece = ""
        for sentence in step.sentences {
            let words = said.isEmpty ? sentence : " " + sentence
            said += words
            piece += response.piece(words)
        }
        if step.isOver {
            isOver = true
            if let tool = step.tool { piece += response.piece(calling: tool) }
            piece += response.finish(calling: step.tool, usageOf: includesUsage ? said : nil)
        }
        return piece.isEmpty ? ":\n\n" : piece
    }
}

/// Follows the log until one answer is whole.
actor CompletionRun {
    private let desk: CompletionDesk
    private let id: String
    private let seat: CompletionDesk.Seat?
    private let signals: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let stop: CallPorts.Ending
    private var answer: ChatAnswer?
    private var timer: CallPorts.Ending?
    private var isWhole: Bool

    init(_ desk: CompletionDesk, _ answer: ChatAnswer?, id: String, seat: CompletionDesk.Seat?) {
        self.desk = desk
        self.id = id
        self.seat = seat
        self.answer = answer
        isWhole = answer == nil
        let (signals, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.signals = signals
        self.continuation = continuation
        if let answer {
            stop = desk.ports.listen(answer.conversation) { _ in continuation.yield() }
        } else {
            stop = {}
        }
        continuation.yield()
    }

    deinit {
        timer?()
        stop()
        if !isWhole { desk.cut(id) }
    }

    /// Waits for news or a sign of life; says what is to be done.
    func step() async throws -> ChatAnswer.Step {
        guard let followed = answer else { return ChatAnswer.Step(isOver: true) }
        for await _ in signals { break }
        try Task.checkCancellation()
        let events = try await desk.events(of: followed.conversation, after: followed.lastSeq)
        answer?.learn(events)
        guard let step = answer?.next(at: desk.ports.now()) else { return ChatAnswer.Step(isOver: true) }
        timer?()
        timer = nil
        if step.isOver {
            isWhole = !step.isLate
        } else {
            let continuation = continuation
            timer = desk.ports.after(CompletionDesk.signOfLifeEvery) { continuation.yield() }
        }
        return step
    }
}
