/// Why a message was not taken. Nothing was stored, and the sender may be told so.
public enum IntakeRefusal: Error, Sendable, Hashable {
    /// As many turns are in flight as the configuration allows.
    case overloaded(retryAfterSeconds: Int)
    /// The gateway is stopping.
    case closing
    /// No such channel is configured.
    case unknownChannel
    /// The text is longer than ``Intake/textBytesMax``.
    case tooLarge
}
