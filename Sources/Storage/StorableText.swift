import Conversations

extension String {
    /// The text with U+FFFD where it had U+0000: SQLite ends a text there, so that two different addresses or ids
    /// would become one.
    var storable: String {
        guard utf8.contains(0) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}

extension InboundMessage {
    /// The message with everything that becomes a column made storable. Its text is stored as it came.
    var storable: InboundMessage {
        var stored = InboundMessage(
            channel: channel, externalID: externalID.storable,
            sender: Sender(
                address: sender.address.storable, assurance: sender.assurance, account: sender.account?.storable,
                name: sender.name?.storable, phone: sender.phone),
            text: text, locale: locale?.storable, receivedAt: receivedAt)
        stored.thread = thread
        stored.subject = subject
        stored.attachments = attachments
        stored.handling = handling
        stored.answerLimit = answerLimit
        stored.original = original
        stored.fingerprint = fingerprint
        return stored
    }
}
