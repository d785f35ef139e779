/// A value that must not be shown: printing it, or anything that holds it, shows a mark in its place.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The value itself, for the one place that needs it.
    public let revealed: String
    /// False where it could not be had and was not needed; ``revealed`` is then empty.
    public let isKnown: Bool

    public init(_ revealed: String) {
        self.revealed = revealed
        isKnown = true
    }

    private init() {
        revealed = ""
        isKnown = false
    }

    /// One that could not be had, for commands that connect to nobody.
    static let unknown = Secret()

    public var description: String { "(secret)" }
    public var debugDescription: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
