public import Conversations
public import SpokenLanguage

/// What a phone channel wants understood of its callers: read back, and used only when confirmed.
public struct SpokenDetails: Sendable {
    /// Their names are the keys of facts.
    public var kinds: [EntityKind]
    /// How the company's country dials; nil keeps phone numbers as they were said.
    public var dialling: Dialling?
    /// What calls begin in.
    public var tongue: Tongue
    /// The day callers live in.
    public var today: @Sendable (Timestamp) -> CivilDate

    public init(
        kinds: [EntityKind], dialling: Dialling?, tongue: Tongue, today: @escaping @Sendable (Timestamp) -> CivilDate
    ) {
        self.kinds = kinds
        self.dialling = dialling
        self.tongue = tongue
        self.today = today
    }
}
