/// A value that must not be shown: printing it, or anything that holds it, shows a mark in its place.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The value itself, for the one place that needs it.
    public let revealed: String

    public init(_ revealed: String) { self.revealed = revealed }

    public var description: String { "(secret)" }
    public var debugDescription: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
