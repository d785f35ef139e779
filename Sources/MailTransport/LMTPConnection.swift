import Foundation
import Logging
import NIOCore

/// One client of the listener: reads, lets the session decide, answers.
struct LMTPConnection {
    private let configuration: LMTPConfiguration
    private let directory: any MailboxDirectory
    private let taker: any MailTaker
    private let budget: ByteBudget
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let watch: LMTPGuard
    private var framer: LMTPFramer
    private var session: LMTPSession
    private var budgetTaken = 0
    /// Answers not yet handed over: those to commands that came in one piece leave in one.
    private var answers = ByteBuffer()

    /// Longest command line; longer than RFC 5321 asks, for long addresses and parameters.
    static let lineBytesMax = 2048

    init(
        _ listener: LMTPListener, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, watch: LMTPGuard
    ) {
        configuration = listener.configuration
        directory = listener.directory
        taker = listener.taker
        budget = listener.budget
        logger = listener.logger
        now = listener.now
        self.outbound = outbound
        self.watch = watch
        framer = .init(lineBytesMax: Self.lineBytesMax, mailBytesMax: listener.configuration.mailBytesMax)
        session = .init(listener.configuration)
    }

    /// Talks until either side closes.
    mutating func run(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws {
        defer { budget.give(budgetTaken) }
        put(session.greeting)
        try await flush()
        watch.arm(configuration.commandTimeout)
        for try await buffer in inbound {
            framer.append(buffer.readableBytesView)
            while let event = framer.next() {
                guard try await handle(event) else {
                    try await flush()
                    return
                }
            }
            keepWithinBudget()
            try await flush()
        }
    }

    private mutating func handle(_ event: LMTPFramer.Event) async throws -> Bool {
        switch event {
        case .mail(let raw):
            return try await receive(raw)
        case .mailEndless:
            put(["552 5.3.4 mail too big"])
            return false
        case .line, .lineTooLong, .badLineEnd: break
        }
        var action = session.handle(event)
        if case .askRecipient(let address) = action {
            action = session.recipient(address, answer: await directory.answer(for: address))
        }
        switch action {
        case .reply(let lines): put(lines)
        case .close(let lines):
            put(lines)
            return false
        case .startMail(let lines):
            put(lines)
            framer.expectMail()
            overBudget = false
            watch.arm(configuration.dataTimeout)
            return true
        case .askRecipient: return false
        }
        watch.arm(configuration.commandTimeout)
        return true
    }

    private var overBudget = false

    /// Stores a mail and tells each recipient's fate.
    private mutating func receive(_ raw: Data?) async throws -> Bool {
        guard let raw else {
            let refusal: MailRefusal = overBudget ? .later(seconds: 60, reason: "no room now") : .tooLarge
            return try await answer(.failure(refusal))
        }
        guard watch.beginStoring() else { return false }
        defer { watch.endStoring() }
        let mail = ReceivedMail(raw: raw, envelope: session.envelope, source: .lmtp, receivedAt: now())
        let result: Result<MailTaken, MailRefusal>
        do throws(MailRefusal) {
            result = .success(try await taker.take(mail))
        } catch {
            result = .failure(error)
            logger.info("mail refused", metadata: ["kind": "\(error.label)", "size_bytes": "\(raw.count)"])
        }
        return try await answer(result)
    }

    private mutating func answer(_ result: Result<MailTaken, MailRefusal>) async throws -> Bool {
        budget.give(budgetTaken)
        budgetTaken = 0
        if case .reply(let lines) = session.finish(result) { put(lines) }
        try await flush()
        watch.arm(configuration.commandTimeout)
        return true
    }

    /// Counts the mail being received; gives it up when all mails together are too many bytes.
    private mutating func keepWithinBudget() {
        let held = framer.mailBytesHeld
        if held > budgetTaken {
            if budget.take(held - budgetTaken) {
                budgetTaken = held
                return
            }
            framer.dropMail()
            overBudget = true
        }
        if framer.mailBytesHeld == 0 {
            budget.give(budgetTaken)
            budgetTaken = 0
        }
    }

    private mutating func put(_ lines: [String]) {
        for line in lines { answers.writeString(line + "\r\n") }
    }

    private mutating func flush() async throws {
        guard answers.readableBytes > 0 else { return }
        try await outbound.write(answers)
        answers.clear()
    }
}
