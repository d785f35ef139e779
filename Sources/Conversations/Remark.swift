/// What a note of the system or the agent says, as a code with values: whoever shows it has words of their own for it.
///
/// ``NoteAdded/text`` says the same in English, for those who have none.
public struct Remark: Sendable, Hashable, Codable {
    /// What happened.
    public enum Code: String, Sendable, CaseIterable, Codable {
        /// A live call is over: `reason`, `seconds`, `utterances`, and `last_sign` where nobody saw its end.
        case callEnded = "call_ended"
        /// The platform's connection broke.
        case callLost = "call_lost"
        case callResumed = "call_resumed"
        case callFlood = "call_flood"
        case callCrowded = "call_crowded"
        /// `message`: its sequence.
        case callWithheld = "call_withheld"
        case platformError = "platform_error"
        case wrongCall = "wrong_call"
        /// The person a call was put through to did not answer.
        case transferUnanswered = "transfer_unanswered"
        /// Nobody listens any more to a call that people lead: `utterances`, and `last_sign` where nobody saw its end.
        case listeningEnded = "listening_ended"
        /// An answer the agent would give; the note's text is the answer, and nobody was told it.
        case suggestion
        /// What the agent would have called a person for, had none been there: `reason` as in ``EscalationReason``,
        /// `detail`.
        case attention
        /// What was wrong with a transcript: `problems`, a line each of its kind and place, parted by a blank; `more`,
        /// how many were left out.
        case transcriptProblems = "transcript_problems"
        /// A mail came back and is being sent again: `detail`, as in ``DeliveryChanged/detail``.
        case mailReturned = "mail_returned"
        /// A mail did not reach one of several: `address`, `detail`.
        case copyReturned = "copy_returned"
    }

    public let code: Code
    /// By the names that stand at the code.
    public let values: [String: String]

    public init(_ code: Code, _ values: [String: String] = [:]) {
        self.code = code
        self.values = values
    }
}
