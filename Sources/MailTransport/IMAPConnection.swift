import Foundation

/// One authenticated IMAP connection and the thread it lives on.
actor IMAPConnection {
    private let configuration: IMAPConfiguration
    private let thread = ThreadExecutor(name: "imap")
    private let interrupt = Interrupt()
    private var dialogue: IMAPDialogue?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ configuration: IMAPConfiguration) { self.configuration = configuration }

    /// Connects and authenticates; blocks its thread, as all that follows.
    func open(as credentials: ConnectionCredentials?) throws(IMAPFailure) {
        let stream: CurlStream
        do throws(ConnectFailure) {
            stream = try CurlStream(
                .imap, server: configuration.server, path: "", credentials: credentials, interrupt: interrupt)
        } catch {
            throw .connect(error)
        }
        var new = IMAPDialogue(stream, commandTimeout: configuration.commandTimeout)
        try new.askCapabilities()
        dialogue = new
    }

    /// Ends a wait for the server, now and for good.
    nonisolated func stop() { interrupt.raise() }

    func close() {
        dialogue?.logout()
        dialogue = nil
    }

    var canIdle: Bool { dialogue?.capabilities.contains("IDLE") ?? false }

    func select(_ folder: String) throws(IMAPFailure) -> IMAPFolderState {
        try use { dialogue throws(IMAPFailure) in try dialogue.select(folder) }
    }

    func hasFolder(_ folder: String) throws(IMAPFailure) -> Bool {
        try use { dialogue throws(IMAPFailure) in try dialogue.hasFolder(folder) }
    }

    /// The highest UID in the open folder; 0 when it is empty.
    func highestUID(_ state: IMAPFolderState) throws(IMAPFailure) -> UInt32 {
        if let next = state.uidNext { return next == 0 ? 0 : next - 1 }
        guard state.existsCount > 0 else { return 0 }
        return try use { dialogue throws(IMAPFailure) in try dialogue.list("*") }.last?.uid ?? 0
    }

    /// Mails above `uid`, the lowest first; at most ``windowUIDs`` numbers are looked at while more are known to exist.
    ///
    /// - Parameter highest: highest UID known.
    /// - Returns: the mails, and the UID through which there are no others.
    func list(above uid: UInt32, highest: UInt32) throws(IMAPFailure) -> (entries: [IMAPEntry], through: UInt32) {
        guard uid < .max else { return ([], uid) }
        let isFar = highest > uid && highest - uid > Self.windowUIDs
        let set = isFar ? "\(uid + 1):\(uid + Self.windowUIDs)" : "\(uid + 1):*"
        // `n:*` names the last mail even when it lies below n (RFC 9051, 9: seq-range).
        let entries = try use { dialogue throws(IMAPFailure) in try dialogue.list(set) }.filter { $0.uid > uid }
        return (entries, isFar ? uid + Self.windowUIDs : entries.last?.uid ?? uid)
    }

    /// The mail's bytes, its beginning when it is above the bound; nil when it is gone.
    func fetch(_ entry: IMAPEntry, isWhole: Bool = true) throws(IMAPFailure) -> Data? {
        let limit = configuration.mailBytesMax
        return try use { dialogue throws(IMAPFailure) in
            try dialogue.fetch(entry.uid, maxBytes: limit, isWhole: isWhole && entry.sizeBytes <= limit)
        }
    }

    func messageID(_ uid: UInt32) throws(IMAPFailure) -> String? {
        try use { dialogue throws(IMAPFailure) in try dialogue.messageID(uid) }
    }

    /// Marks a stored mail as configured.
    func mark(_ uid: UInt32, takesKeywords: Bool) throws(IMAPFailure) {
        let mark = configuration.mark
        try use { dialogue throws(IMAPFailure) in
            switch mark {
            case .keyword(let word): if takesKeywords { try dialogue.store(uid, word) }
            case .seen: try dialogue.store(uid, "\\Seen")
            case .move(let folder): try dialogue.move(uid, to: folder)
            case .nothing: break
            }
        }
    }

    /// Waits in the open folder until the server announces mail or `time` is over.
    func idle(for time: Duration) throws(IMAPFailure) {
        try use { dialogue throws(IMAPFailure) in try dialogue.idle(until: .now + time) }
    }

    func noop() throws(IMAPFailure) { try use { dialogue throws(IMAPFailure) in try dialogue.noop() } }

    private static let windowUIDs: UInt32 = 1000

    private func use<Result>(
        _ body: (inout IMAPDialogue) throws(IMAPFailure) -> Result
    ) throws(IMAPFailure) -> Result {
        guard var dialogue else { throw .wire(.closed) }
        self.dialogue = nil
        defer { self.dialogue = dialogue }
        return try body(&dialogue)
    }
}
