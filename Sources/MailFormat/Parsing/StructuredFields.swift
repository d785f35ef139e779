/// Fields whose values programs read by a grammar in which no encoded word may stand (RFC 2047, 5).
///
/// To decode one there is to let its writer bring in the signs that divide the values: our own server repeats a
/// sender's address in `Authentication-Results`, and an address may look like an encoded word.
enum StructuredFields {
    /// - Parameter name: A field's name; ASCII, compared without case.
    static func holds(_ name: String) -> Bool { names.contains(name.lowercased()) }

    private static let names: Set<String> = [
        "authentication-results", "arc-authentication-results", "arc-message-signature", "arc-seal", "dkim-signature",
        "received", "received-spf", "return-path", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to",
        "message-id", "in-reply-to", "references", "date", "mime-version", "content-type", "content-disposition",
        "content-transfer-encoding", "content-id", "auto-submitted", "precedence", "x-precedence",
        "x-auto-response-suppress", "x-loop", "x-failed-recipients", "list-id", "list-post", "list-help", "list-owner",
        "list-archive", "list-subscribe", "list-unsubscribe", "list-unsubscribe-post", "mailing-list",
    ]
}
