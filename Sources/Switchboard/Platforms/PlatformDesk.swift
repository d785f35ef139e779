import ConnectorKit
import Conversations
import RecipeChannels
import Recipes
import Storage

/// What bringing messages to platforms that are data needs of the store.
struct PlatformDesk: RecipeDesk {
    let store: SQLiteStore

    func circumstances(of message: OutboundMessage) async throws -> ReplyCircumstances {
        guard let place = try await store.sendingPlace(of: message.conversation, answering: message.answers) else {
            // A conversation begun before the channel had its present kind: its address is all that is known.
            return ReplyCircumstances(recipient: message.address)
        }
        return ReplyCircumstances(
            recipient: place.recipient,
            place: InboundEvent.Place((try? JSON(parsing: Array(place.place.utf8))) ?? [:]), answered: place.answered,
            state: ReplyState(
                place: place.isPublic ? .comment(at: place.answeredAt) : .direct,
                lastDirectMessage: place.lastDirectAt, privateReplyUsed: place.privateReplyUsed,
                isOptedOut: place.isOptedOut),
            language: place.language)
    }

    func progress(of message: MessageKey) async throws -> [UInt8]? {
        try await store.sendingProgress(of: message.seq, in: message.conversation)
    }

    func keep(_ step: SendingStep, of message: MessageKey) async throws {
        try await store.keepSending(
            step.progress, ids: step.platformIDs, spent: step.answersPrivately, unspent: step.stillUnanswered,
            of: message.seq, in: message.conversation)
    }

    func bytes(of file: SentFile, in conversation: ConversationID) async throws -> [UInt8]? {
        try await store.bytes(ofFile: file.digest, in: conversation)
    }
}

/// Keeps in the store the refresh tokens a platform renews.
struct PlatformRefreshTokens: RefreshTokens {
    let store: SQLiteStore
    let channel: ChannelName

    func refreshToken(of credential: String) async -> String? {
        guard let bytes = try? await store.keptSecret(named: name(credential)) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    func keep(_ token: String, of credential: String) async throws {
        try await store.keepSecret(Array(token.utf8), named: name(credential))
    }

    private func name(_ credential: String) -> String { "refresh token of \(channel)/\(credential)" }
}
