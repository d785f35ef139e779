public import ConnectorKit
public import Conversations
public import WebChatChannel

/// A channel customers or their applications reach over HTTP, with all the public side must know of it.
public struct PublicChannel: Sendable {
    public let definition: ChannelDefinition
    /// Who speaks on it.
    public let persona: Persona
    /// The persona's picture, served to chats; nil for none.
    public let avatar: StaticFile?
    /// How visitors are proved to be customers; nil where the channel has no key.
    public let identity: IdentityTokens?

    public init(
        definition: ChannelDefinition, persona: Persona, avatar: StaticFile? = nil, identity: IdentityTokens? = nil
    ) {
        self.definition = definition
        self.persona = persona
        self.avatar = avatar
        self.identity = identity
    }

    /// The persona's language that fits a BCP 47 tag best; its default where none does.
    func language(for locale: String?) -> String {
        guard let primary = locale?.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased() else {
            return persona.defaultLanguage
        }
        return persona.languages.contains(primary) ? primary : persona.defaultLanguage
    }
}
