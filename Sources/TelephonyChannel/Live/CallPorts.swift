public import Conversations

/// What live calls need of the rest of the gateway.
public struct CallPorts: Sendable {
    /// A message that is on disk.
    public struct Taken: Sendable, Hashable {
        public let conversation: ConversationID
        /// Whether it was there before.
        public let isDuplicate: Bool

        public init(conversation: ConversationID, isDuplicate: Bool) {
            self.conversation = conversation
            self.isDuplicate = isDuplicate
        }
    }

    /// Ends what it was returned for; more than once does no harm.
    public typealias Ending = @Sendable () -> Void

    /// Stores a message; returns once it is on disk. The same message again is found, not stored.
    public var take: @Sendable (InboundMessage) async throws -> Taken
    public var log: any ConversationLog
    /// Tells of everything that is appended to the conversation from now on, in the order of its log.
    public var listen: @Sendable (ConversationID, @escaping @Sendable ([ConversationEvent]) -> Void) -> Ending
    /// Opens a case because the caller asked for a person; a second request while one is open changes nothing.
    public var requestHuman: @Sendable (ConversationID) async throws -> Void
    public var now: @Sendable () -> Timestamp
    /// Calls back once, after so many milliseconds, unless it is ended before.
    public var after: @Sendable (Int64, @escaping @Sendable () -> Void) -> Ending
    /// For the operator of the machine: what went wrong in which call. Without the caller's words.
    public var report: @Sendable (CallTrouble, _ callSid: String) -> Void

    public init(
        take: @escaping @Sendable (InboundMessage) async throws -> Taken, log: any ConversationLog,
        listen: @escaping @Sendable (ConversationID, @escaping @Sendable ([ConversationEvent]) -> Void) -> Ending,
        requestHuman: @escaping @Sendable (ConversationID) async throws -> Void,
        now: @escaping @Sendable () -> Timestamp,
        after: @escaping @Sendable (Int64, @escaping @Sendable () -> Void) -> Ending,
        report: @escaping @Sendable (CallTrouble, String) -> Void
    ) {
        self.take = take
        self.log = log
        self.listen = listen
        self.requestHuman = requestHuman
        self.now = now
        self.after = after
        self.report = report
    }

    /// Waits so many milliseconds.
    func pause(_ milliseconds: Int64) async {
        await withCheckedContinuation { continuation in
            _ = after(milliseconds) { continuation.resume() }
        }
    }
}

/// What can go wrong while a call is led. Fit for a metric label.
public enum CallTrouble: String, Sendable, Hashable {
    /// The call could not be stored; the caller hears nothing, and is transferred or the call ends.
    case notOpened = "not_opened"
    /// An utterance could not be stored, in several attempts.
    case utteranceLost = "utterance_lost"
    /// Something that is only for the record could not be stored.
    case notNoted = "not_noted"
    /// Nobody could be asked for.
    case nobodyAsked = "nobody_asked"
    /// A frame of the platform could not be read.
    case badFrame = "bad_frame"
    /// A socket named another call than its ticket, or none.
    case wrongCall = "wrong_call"
}

/// What a caller hears first: the AI notice and a greeting in one message.
public struct CallGreeting: Sendable, Hashable {
    public var author: Author
    public var evidence: Disclosed
    /// Holds the notice to the letter.
    public var text: String
    /// The notice in the fewest words, for who cut into the whole one; nil repeats that.
    public var again: String?

    public init(author: Author, evidence: Disclosed, text: String, again: String? = nil) {
        self.author = author
        self.evidence = evidence
        self.text = text
        self.again = again
    }

    /// What the log gets where the notice is owed: all of it, or the notice alone, in few words.
    func events(on state: ConversationState, isNoticeOnly: Bool) -> [ConversationEvent.Body] {
        guard !state.disclosed else { return [] }
        var evidence = evidence
        if isNoticeOnly, let again {
            evidence = Disclosed(
                notice: again, persona: evidence.persona, onBehalfOf: evidence.onBehalfOf, language: evidence.language)
        }
        let said = isNoticeOnly ? evidence.notice : text
        return [.disclosed(evidence), .messageSent(MessageSent(author: author, text: said, epoch: state.epoch))]
    }
}
