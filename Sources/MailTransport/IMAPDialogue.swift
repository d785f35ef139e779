import Foundation

/// Why an IMAP session ended or a command failed.
enum IMAPFailure: Error, Equatable {
    case connect(ConnectFailure)
    case wire(WireFailure)
    /// The server answered `NO` or `BAD`; its text.
    case refused(String)
    /// Nothing goes on until a person has decided; for operators.
    case needsOperator(String)

    /// What stops one folder and not the connection.
    var ofOneFolder: String? {
        switch self {
        case .refused(let text), .needsOperator(let text): text
        case .connect, .wire: nil
        }
    }

    var connectFailure: ConnectFailure? { if case .connect(let failure) = self { failure } else { nil } }
}

/// A folder as it was when it was opened.
struct IMAPFolderState: Equatable {
    var uidValidity: UInt32
    var uidNext: UInt32?
    var existsCount = 0
    /// Whether words of our own may be kept with a mail.
    var takesKeywords = false
    /// Whether nothing can be marked or moved.
    var isReadOnly = false
}

/// One mail in a folder, without its content.
struct IMAPEntry: Equatable {
    var uid: UInt32
    var sizeBytes: Int
    /// When the server got it; nil when it does not say so readably.
    var receivedAt: Date?
    /// System flags and keywords, lower-cased.
    var flags: Set<String>
}

/// The talk over one authenticated IMAP connection (RFC 9051, RFC 3501). Belongs to one thread.
struct IMAPDialogue {
    private var reader: WireReader
    private let commandTimeout: Duration
    private var lastTag = 0
    private var existsCount = 0
    private(set) var capabilities: Set<String> = []
    /// Whether mails were announced since the folder was opened.
    private(set) var hasNews = false

    private static let lineBytesMax = 64 * 1024
    private static let piecesMax = 64
    private static let responsesMax = 200_000
    /// Slowest server that is waited for, beyond the time for a command.
    private static let bytesPerSecondMin = 8 * 1024
    /// Literals of responses that carry no mail.
    private static let smallBytesMax = 256 * 1024

    init(_ stream: any WireStream, commandTimeout: Duration) {
        reader = WireReader(stream)
        self.commandTimeout = commandTimeout
    }

    /// Asks what the server can do for us, now that we are known.
    mutating func askCapabilities() throws(IMAPFailure) {
        var found: Set<String> = []
        _ = try run("CAPABILITY") { response in
            let words = response.words
            if words.count > 2, words[1].uppercased() == "CAPABILITY" { found = Set(words.map { $0.uppercased() }) }
        }
        capabilities = found
    }

    /// Opens `folder` for reading and marking.
    mutating func select(_ folder: String) throws(IMAPFailure) -> IMAPFolderState {
        guard let name = IMAPFolderName.quoted(folder) else { throw .refused("the folder's name cannot be sent") }
        var uidValidity: UInt32?
        var state = IMAPFolderState(uidValidity: 0)
        hasNews = false
        existsCount = .max
        let opened = try run("SELECT \(name)") { response in
            let words = response.words
            let code = response.code
            switch code.first?.uppercased() {
            case "UIDVALIDITY": uidValidity = code.dropFirst().first.flatMap { UInt32($0) }
            case "UIDNEXT": state.uidNext = code.dropFirst().first.flatMap { UInt32($0) }
            case "PERMANENTFLAGS": state.takesKeywords = response.line.contains("\\*")
            default: break
            }
            if words.count == 3, words[2].uppercased() == "EXISTS" { state.existsCount = Int(words[1]) ?? 0 }
        }
        guard let uidValidity else { throw .refused("the server numbers no mails in \(folder) (no UIDVALIDITY)") }
        state.uidValidity = uidValidity
        state.isReadOnly = opened.code.first?.uppercased() == "READ-ONLY"
        existsCount = state.existsCount
        return state
    }

    /// Whether there is such a folder, without opening it.
    mutating func hasFolder(_ folder: String) throws(IMAPFailure) -> Bool {
        guard let name = IMAPFolderName.quoted(folder) else { return false }
        do throws(IMAPFailure) {
            _ = try run("STATUS \(name) (UIDNEXT)")
            return true
        } catch .refused {
            return false
        }
    }

    /// The mails with these UIDs, `set` as the protocol writes it (`4:*`), in their order.
    mutating func list(_ set: String) throws(IMAPFailure) -> [IMAPEntry] {
        var entries: [UInt32: IMAPEntry] = [:]
        var unreadable: IMAPResponse?
        _ = try run("UID FETCH \(set) (UID RFC822.SIZE INTERNALDATE FLAGS)") { response in
            guard let fetched = response.fetched else {
                if response.isFetch { unreadable = response }
                return
            }
            // Without a UID it is news of a flag, which was not asked for.
            guard let uid = fetched["UID"]?.number.flatMap(UInt32.init(exactly:)) else { return }
            var entry = entries[uid] ?? IMAPEntry(uid: uid, sizeBytes: 0, flags: [])
            if let size = fetched["RFC822.SIZE"]?.number { entry.sizeBytes = size }
            if let date = fetched["INTERNALDATE"]?.text { entry.receivedAt = IMAPDate.parse(date) }
            if let flags = fetched["FLAGS"]?.items {
                entry.flags = Set(flags.compactMap { $0.text?.lowercased() })
            }
            entries[uid] = entry
        }
        // What cannot be read might be a mail that nobody would ever see.
        if let unreadable { throw .wire(.malformed("a mail's entry: \(unreadable.line.prefix(200))")) }
        return entries.values.sorted { $0.uid < $1.uid }
    }

    /// The mail's bytes, at most `maxBytes` from its beginning; nil when it is gone.
    mutating func fetch(_ uid: UInt32, maxBytes: Int, isWhole: Bool) throws(IMAPFailure) -> Data? {
        let section = isWhole ? "BODY.PEEK[]" : "BODY.PEEK[]<0.\(maxBytes)>"
        switch try fetchSection(uid, section, literalBytesMax: maxBytes + Self.smallBytesMax) {
        case .content(let raw): return raw
        case .empty: throw .refused("the server has nothing of this mail (NIL)")
        case .missing:
            guard try list("\(uid)").contains(where: { $0.uid == uid }) else { return nil }
            throw .refused("the server names this mail and does not give it")
        }
    }

    /// The mail's `Message-ID` field as it stands there; nil when it has none.
    mutating func messageID(_ uid: UInt32) throws(IMAPFailure) -> String? {
        let header = try fetchSection(
            uid, "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]", literalBytesMax: Self.smallBytesMax)
        guard case .content(let fields) = header else { return nil }
        return HeaderPeek(fields).first("message-id")
    }

    /// Sets flags or keywords on a mail.
    mutating func store(_ uid: UInt32, _ flag: String) throws(IMAPFailure) {
        _ = try run("UID STORE \(uid) +FLAGS.SILENT (\(flag))")
    }

    /// Moves a mail, creating the folder when the server asks for that.
    mutating func move(_ uid: UInt32, to folder: String) throws(IMAPFailure) {
        guard let name = IMAPFolderName.quoted(folder) else { throw .refused("the folder's name cannot be sent") }
        let verb = capabilities.contains("MOVE") ? "MOVE" : "COPY"
        do throws(IMAPFailure) {
            _ = try run("UID \(verb) \(uid) \(name)")
        } catch .refused(let text) where text.uppercased().contains("[TRYCREATE]") {
            _ = try run("CREATE \(name)")
            _ = try run("UID \(verb) \(uid) \(name)")
        }
        guard verb == "COPY" else { return }
        try store(uid, "\\Deleted")
        // Without UIDPLUS an EXPUNGE would also remove what people marked as deleted: left to the server's clean-up.
        if capabilities.contains("UIDPLUS") { _ = try run("UID EXPUNGE \(uid)") }
    }

    /// Waits until the server announces mail (RFC 2177), at most until `deadline`.
    mutating func idle(until deadline: ContinuousClock.Instant) throws(IMAPFailure) {
        if hasNews { return }
        let tag = try send("IDLE")
        var isIdling = false
        do throws(WireFailure) {
            while !hasNews || !isIdling {
                let limit = isIdling ? deadline : .now + commandTimeout
                let response = try response(until: limit, literalBytesMax: Self.smallBytesMax)
                if response.tag == tag { throw .malformed("IDLE was answered \(response.line.prefix(200))") }
                if response.tag == "+" { isIdling = true } else { try note(response) }
            }
        } catch .timedOut where isIdling {
        } catch {
            throw .wire(error)
        }
        try write("DONE\r\n")
        _ = try finish(tag, literalBytesMax: Self.smallBytesMax) { _ in }
    }

    /// Takes leave, without waiting for the answer.
    mutating func logout() {
        lastTag += 1
        try? reader.stream.send(Array("S\(lastTag) LOGOUT\r\n".utf8), until: .now + .seconds(1))
    }

    /// Keeps the session alive and hears what is new.
    mutating func noop() throws(IMAPFailure) { _ = try run("NOOP") }

    /// What a server gives of a mail.
    private enum Section {
        case content(Data)
        /// It says that there is nothing.
        case empty
        /// It does not name the mail.
        case missing
    }

    private mutating func fetchSection(
        _ uid: UInt32, _ section: String, literalBytesMax: Int
    ) throws(IMAPFailure) -> Section {
        var found = Section.missing
        var isUnreadable = false
        _ = try run("UID FETCH \(uid) (UID \(section))", literalBytesMax: literalBytesMax) { response in
            guard let fetched = response.fetched else {
                if response.isFetch { isUnreadable = true }
                return
            }
            guard fetched["UID"]?.number == Int(uid) else { return }
            for (name, value) in fetched where name.hasPrefix("BODY[") {
                if case .string(let bytes) = value { found = .content(bytes) } else { found = .empty }
            }
        }
        if case .missing = found, isUnreadable { throw .wire(.malformed("a mail's content")) }
        return found
    }

    /// Sends a command and reads all that belongs to it.
    ///
    /// - Parameter each: sees every untagged response.
    private mutating func run(
        _ command: String, literalBytesMax: Int = smallBytesMax, each: (IMAPResponse) -> Void = { _ in }
    ) throws(IMAPFailure) -> IMAPResponse {
        let tag = try send(command)
        return try finish(tag, literalBytesMax: literalBytesMax, each: each)
    }

    private mutating func send(_ command: String) throws(IMAPFailure) -> String {
        lastTag += 1
        try write("S\(lastTag) \(command)\r\n")
        return "S\(lastTag)"
    }

    private func write(_ text: String) throws(IMAPFailure) {
        do throws(WireFailure) {
            try reader.stream.send(Array(text.utf8), until: .now + commandTimeout)
        } catch {
            throw .wire(error)
        }
    }

    private mutating func finish(
        _ tag: String, literalBytesMax: Int, each: (IMAPResponse) -> Void
    ) throws(IMAPFailure) -> IMAPResponse {
        for _ in 0..<Self.responsesMax {
            let response = try next(literalBytesMax: literalBytesMax)
            guard response.tag == tag else {
                each(response)
                continue
            }
            if response.words.dropFirst().first?.uppercased() == "OK" { return response }
            throw .refused(String(response.line.prefix(300)))
        }
        throw .wire(.malformed("more than \(Self.responsesMax) responses to one command"))
    }

    private mutating func next(literalBytesMax: Int) throws(IMAPFailure) -> IMAPResponse {
        do throws(WireFailure) {
            let response = try response(until: .now + commandTimeout, literalBytesMax: literalBytesMax)
            try note(response)
            return response
        } catch {
            throw .wire(error)
        }
    }

    /// Keeps what the server says without being asked.
    private mutating func note(_ response: IMAPResponse) throws(WireFailure) {
        let words = response.words
        guard words.count >= 2, words[0] == "*" else { return }
        if words[1].uppercased() == "BYE" { throw .closed }
        guard words.count >= 3, let number = Int(words[1]) else { return }
        switch words[2].uppercased() {
        case "EXISTS":
            if number > existsCount { hasNews = true }
            if existsCount != .max { existsCount = number }
        case "EXPUNGE": if existsCount != .max { existsCount = max(0, existsCount - 1) }
        default: break
        }
    }

    private mutating func response(
        until deadline: ContinuousClock.Instant, literalBytesMax: Int
    ) throws(WireFailure) -> IMAPResponse {
        var pieces: [IMAPResponse.Piece] = []
        var left = literalBytesMax
        while pieces.count < Self.piecesMax {
            let line = try reader.line(maxBytes: Self.lineBytesMax, until: deadline)
            guard let (count, text) = Self.literal(endOf: line) else {
                pieces.append(.text(line))
                return .init(pieces: pieces)
            }
            guard count <= left else { throw .malformed("a literal of \(count) bytes") }
            left -= count
            pieces.append(.text(text))
            let time = Duration.seconds(count / Self.bytesPerSecondMin)
            pieces.append(.literal(Data(try reader.bytes(count, until: deadline + time))))
        }
        throw .malformed("a response of more than \(Self.piecesMax) pieces")
    }

    /// The size of the literal a line announces at its end (`{12}`, `{12+}`), and the line before it.
    static func literal(endOf line: [UInt8]) -> (count: Int, text: [UInt8])? {
        guard line.last == UInt8(ascii: "}"), let open = line.lastIndex(of: UInt8(ascii: "{")) else { return nil }
        var digits = line[(open + 1)..<(line.count - 1)]
        if digits.last == UInt8(ascii: "+") { digits.removeLast() }
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        guard digits.count <= 10 else { return (.max, []) }
        return (digits.reduce(0) { $0 * 10 + Int($1) - 48 }, Array(line[..<open]))
    }
}
