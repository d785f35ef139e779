/// Times a mail server is given (RFC 5321, 4.5.3.2).
public struct SMTPTimeouts: Sendable, Equatable {
    /// For the answer to a command, and for the server to take the next piece of a mail.
    public var command: Duration
    /// For the answer after the final dot: the server may scan the mail before it takes it over.
    public var final: Duration

    public init(command: Duration = .seconds(120), final: Duration = .seconds(600)) {
        self.command = command
        self.final = final
    }
}

/// The talk over one connection to a submission server, after authentication. Belongs to one thread.
struct SMTPDialogue {
    private var reader: WireReader
    private let timeouts: SMTPTimeouts
    private(set) var extensions = SMTPExtensions()
    /// Whether another mail may go over this connection.
    private(set) var isReusable = true
    /// Whether the server answered anything to the mail at hand.
    private(set) var hasAnswered = false

    /// Longest answer line taken; RFC 5321 allows 512.
    private static let lineBytesMax = 4096
    /// Most lines of one answer.
    private static let linesMax = 128
    /// How long a server is listened to after it closed on us in the middle of a mail, for its reason.
    private static let lastWords: Duration = .seconds(2)
    /// How long the answer after the final dot is still awaited when we are told to stop.
    private static let graceOnInterrupt: Duration = .seconds(5)

    init(_ stream: any WireStream, timeouts: SMTPTimeouts) {
        reader = WireReader(stream)
        self.timeouts = timeouts
    }

    /// Asks what the server can do for us now.
    mutating func hello(_ name: String) throws(WireFailure) {
        let reply = try ask("EHLO \(name)")
        guard reply.isPositive else { throw .malformed("EHLO was answered \(reply.description)") }
        extensions = SMTPExtensions(reply)
    }

    /// Hands one mail over.
    mutating func submit(_ mail: OutgoingMail) -> SubmissionOutcome {
        hasAnswered = false
        let needs = MailNeeds(mail)
        if let failure = unfit(mail, needs) { return .failed(failure) }
        do throws(WireFailure) {
            if let outcome = try openEnvelope(mail, needs) { return outcome }
        } catch {
            return .failed(lost(error, "before the mail"))
        }
        return sendBody(mail)
    }

    /// Takes leave, without waiting for the answer.
    mutating func quit() {
        isReusable = false
        try? reader.stream.send(Array("QUIT\r\n".utf8), until: .now + .seconds(1))
    }

    private var refusedRecipients: [RecipientRefusal] = []

    private func unfit(_ mail: OutgoingMail, _ needs: MailNeeds) -> SubmissionFailure? {
        let addresses = [mail.sender].compactMap { $0 } + mail.recipients + mail.copies
        guard !mail.recipients.isEmpty, mail.recipients.count + mail.copies.count <= OutgoingMail.recipientsMax,
            addresses.allSatisfy(Self.isSafe)
        else {
            return .init(kind: .envelope, isPermanent: true, detail: "an address of the envelope cannot be sent")
        }
        if let limit = extensions.sizeBytesMax, mail.raw.count > limit {
            return .init(
                kind: .tooLarge, isPermanent: true,
                detail: "the mail has \(mail.raw.count) bytes and the server takes \(limit)")
        }
        if needs.utf8, !extensions.hasUTF8 {
            return .init(
                kind: .unsupported, isPermanent: true, detail: "the mail needs SMTPUTF8, which the server lacks")
        }
        if needs.eightBit, !extensions.hasEightBit {
            return .init(
                kind: .unsupported, isPermanent: true, detail: "the mail needs 8BITMIME, which the server lacks")
        }
        return nil
    }

    /// An address that cannot become a second command or parameter.
    private static func isSafe(_ address: String) -> Bool {
        let bytes = address.utf8
        return !bytes.isEmpty && bytes.count <= 320 && bytes.allSatisfy { $0 > 32 && $0 != 127 && $0 != 60 && $0 != 62 }
    }

    /// `MAIL` and `RCPT`; an outcome when it ends there.
    private mutating func openEnvelope(
        _ mail: OutgoingMail, _ needs: MailNeeds
    ) throws(WireFailure) -> SubmissionOutcome? {
        var from = "MAIL FROM:<\(mail.sender ?? "")>"
        if extensions.hasSize { from += " SIZE=\(mail.raw.count)" }
        if extensions.hasEightBit { from += needs.eightBit ? " BODY=8BITMIME" : "" }
        if needs.utf8 { from += " SMTPUTF8" }
        let receivers = mail.recipients + mail.copies
        let commands = [from] + receivers.map { "RCPT TO:<\($0)>" }
        var replies: [SMTPReply] = []
        if extensions.hasPipelining {
            try write(commands.map { $0 + "\r\n" }.joined())
            for _ in commands { replies.append(try reply(within: timeouts.command)) }
        } else {
            for command in commands {
                replies.append(try ask(command))
                if replies.count == 1, !replies[0].isPositive { break }
            }
        }
        if replies.contains(where: { $0.code == 421 }) { isReusable = false }
        guard replies[0].isPositive else {
            reset()
            let kind: SubmissionFailure.Kind =
                switch replies[0].code {
                case 530, 535, 538, 534: .authentication
                case 552: .tooLarge
                default: .sender
                }
            return .failed(.init(refusedBy: replies[0], kind: kind))
        }
        refusedRecipients = zip(receivers, replies.dropFirst()).compactMap { recipient, reply in
            reply.isPositive ? nil : .init(recipient: recipient, reply: reply)
        }
        return refusal(of: mail)
    }

    /// Nobody gets a copy of a mail that does not reach those it is for; nil when it does.
    private mutating func refusal(of mail: OutgoingMail) -> SubmissionOutcome? {
        let refused = refusedRecipients.filter { mail.recipients.contains($0.recipient) }
        guard let first = refused.first(where: { !$0.isTransient }) ?? refused.first else { return nil }
        reset()
        // A final refusal of one is not mended by asking again for another.
        var failure = SubmissionFailure(refusedBy: first.reply, kind: .recipients)
        failure.refused = refusedRecipients
        failure.detail = refused.map { "\($0.recipient): \($0.reply.description)" }.joined(separator: "; ")
            .prefix(bytes: SMTPReply.textBytesMax)
        return .failed(failure)
    }

    private mutating func sendBody(_ mail: OutgoingMail) -> SubmissionOutcome {
        var body = OutgoingBody(mail.raw)
        do throws(WireFailure) {
            let go = try ask("DATA")
            guard go.code == 354 else {
                if go.code == 421 { isReusable = false }
                guard !go.isPositive else { throw .malformed("DATA was answered \(go.description)") }
                reset()
                return .failed(.init(refusedBy: go, kind: .content))
            }
        } catch {
            return .failed(lost(error, "at DATA"))
        }
        do throws(WireFailure) {
            while let piece = body.next() { try reader.stream.send(piece, until: .now + timeouts.command) }
            // What the server says now, it says to half a mail.
            if try reader.hasPending() { throw .malformed("the server spoke in the middle of the mail") }
            try reader.stream.send(body.terminator, until: .now + timeouts.command)
        } catch {
            return .failed(cutShort(error))
        }
        return finalAnswer()
    }

    /// Reads what became of a mail that is handed over whole: from here on, silence means unknown.
    private mutating func finalAnswer() -> SubmissionOutcome {
        do throws(WireFailure) {
            let answer: SMTPReply
            do throws(WireFailure) {
                answer = try reply(within: timeouts.final)
            } catch .interrupted {
                answer = try reply(within: Self.graceOnInterrupt, isInterruptible: false)
            }
            if answer.code == 421 { isReusable = false }
            if answer.isPositive {
                let last = answer.text.split(separator: "\n").last.map(String.init) ?? ""
                return .sent(
                    .init(text: last.prefix(bytes: 512), queueID: answer.queueID, refused: refusedRecipients))
            }
            guard answer.isTransient || answer.isPermanent else {
                throw .malformed("the mail was answered \(answer.description)")
            }
            return .failed(.init(refusedBy: answer, kind: answer.code == 552 ? .tooLarge : .content))
        } catch {
            isReusable = false
            return .unknown(detail: "after the whole mail was handed over: \(error.text)")
        }
    }

    /// The connection failed inside the mail: the server cannot take what it has not got.
    private mutating func cutShort(_ error: WireFailure) -> SubmissionFailure {
        isReusable = false
        guard error != .interrupted, let reason = try? reply(within: Self.lastWords, isInterruptible: false),
            reason.isTransient || reason.isPermanent
        else { return lost(error, "inside the mail") }
        return .init(refusedBy: reason, kind: reason.code == 552 ? .tooLarge : .content)
    }

    private mutating func lost(_ error: WireFailure, _ place: String) -> SubmissionFailure {
        isReusable = false
        return .init(kind: .interrupted, isPermanent: false, detail: "\(place): \(error.text)")
    }

    /// Makes ready for another mail; a server that does not answer that has still answered this one.
    private mutating func reset() {
        guard isReusable else { return }
        if (try? ask("RSET"))?.isPositive != true { isReusable = false }
    }

    private mutating func ask(_ command: String) throws(WireFailure) -> SMTPReply {
        try write(command + "\r\n")
        return try reply(within: timeouts.command)
    }

    private func write(_ text: String) throws(WireFailure) {
        try reader.stream.send(Array(text.utf8), until: .now + timeouts.command)
    }

    private mutating func reply(within time: Duration, isInterruptible: Bool = true) throws(WireFailure) -> SMTPReply {
        let deadline = ContinuousClock.now + time
        var lines: [SMTPReply.Line] = []
        while lines.last?.isLast != true {
            guard lines.count < Self.linesMax else { throw .malformed("an answer above \(Self.linesMax) lines") }
            let bytes = try reader.line(
                maxBytes: Self.lineBytesMax, until: deadline, isInterruptible: isInterruptible)
            guard let line = SMTPReply.Line(bytes) else { throw .malformed("no reply code") }
            lines.append(line)
        }
        guard let reply = SMTPReply(lines: lines) else { throw .malformed("an answer with several codes") }
        hasAnswered = true
        return reply
    }
}

extension SubmissionFailure {
    /// A refusal the server put in words: 5yz is final, everything else may be tried again.
    init(refusedBy reply: SMTPReply, kind: Kind) {
        self.init(kind: kind, isPermanent: reply.isPermanent, reply: reply, detail: reply.description)
    }

    init(_ failure: ConnectFailure) {
        let kind: Kind =
            switch failure.kind {
            case .unreachable, .refused: .unreachable
            case .tls: .tls
            case .authentication: .authentication
            case .interrupted: .interrupted
            case .local: .local
            }
        self.init(
            kind: kind,
            isPermanent: kind == .local || (kind == .authentication && failure.reply?.isTransient != true),
            reply: failure.reply, detail: "\(failure.text); \(failure.mend)")
    }
}
