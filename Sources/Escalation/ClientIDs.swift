import Conversations

extension ConversationEvent.Body {
    /// The same with the id its writer's client gave it, where it is a person's message or note.
    func marked(clientID: String?) -> ConversationEvent.Body {
        guard let clientID else { return self }
        switch self {
        case .messageSent(var sent) where sent.author.kind == .operator:
            sent.clientID = clientID
            return .messageSent(sent)
        case .noteAdded(let note):
            return .noteAdded(NoteAdded(author: note.author, text: note.text, clientID: clientID))
        default:
            return self
        }
    }

    /// Whether this is the message or note the writer's client gave this id.
    func isWritten(as clientID: String, isNote: Bool, by author: Author) -> Bool {
        switch self {
        case .messageSent(let sent): !isNote && sent.clientID == clientID && sent.author == author
        case .noteAdded(let note): isNote && note.clientID == clientID && note.author == author
        default: false
        }
    }
}

extension Desk {
    /// Events of a conversation in which a repeated id or rating is looked for: a client repeats what it sent last.
    static let repeatedWithinMax = 500

    /// What an id stands for in the log: it is still known there after a restart.
    func stored(
        _ messageID: String, in conversation: ConversationID, isNote: Bool, by user: DeskUser
    ) async throws -> ConversationEvent? {
        guard let seq = try await log.state(of: conversation)?.seq else { return nil }
        let first = max(0, seq - Self.repeatedWithinMax)
        let events = try await log.events(of: conversation, after: first, limit: Self.repeatedWithinMax)
        return events.last { $0.body.isWritten(as: messageID, isNote: isNote, by: user.author) }
    }
}
