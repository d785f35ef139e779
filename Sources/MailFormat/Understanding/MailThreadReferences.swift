/// The ids by which a mail names the thread it belongs to, in the order they are to be matched with ours.
///
/// Never the subject: two customers may write the same one.
public struct MailThreadReferences: Sendable, Equatable {
    /// Longest list that is looked at; senders of broken mail repeat thousands.
    public static let idsMax = 100
    /// Ids our answers name (RFC 5322, section 3.6.4, sets no bound): the first and the youngest are kept.
    public static let answerIDsMax = 20
    /// Longest id (RFC 5322, section 2.1.1: the line).
    public static let idOctetsMax = 998

    /// `In-Reply-To` first, then `References` from the youngest to the oldest; each once, at most ``idsMax``.
    public let candidates: [String]

    public init(inReplyTo: [String], references: [String]) {
        var seen: Set<String> = []
        var candidates: [String] = []
        for id in inReplyTo.prefix(Self.idsMax) + references.suffix(Self.idsMax).reversed() {
            guard candidates.count < Self.idsMax, Self.isFit(id), seen.insert(id).inserted else { continue }
            candidates.append(id)
        }
        self.candidates = candidates
    }

    public init(_ mail: Mail) { self.init(inReplyTo: mail.inReplyTo, references: mail.references) }

    /// What the answer to a mail says in `References`: the mail's own, or what it answered, and the mail itself.
    ///
    /// - Returns: oldest first, without repetition, at most ``answerIDsMax``.
    public static func forAnswer(to mail: Mail) -> [String] {
        var ids = mail.references.isEmpty ? Array(mail.inReplyTo.prefix(1)) : mail.references
        if let id = mail.messageID { ids.append(id) }
        var seen: Set<String> = []
        // Of an id that is repeated the youngest place counts.
        let unique = Array(ids.suffix(1000).reversed().filter { isFit($0) && seen.insert($0).inserted }.reversed())
        guard unique.count > answerIDsMax, let first = ids.first(where: isFit) else { return unique }
        let youngest = unique.suffix(answerIDsMax - 1)
        return youngest.contains(first) ? Array(unique.suffix(answerIDsMax)) : [first] + youngest
    }

    private static func isFit(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= idOctetsMax
            && id.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "<" && $0 != ">" }
    }
}
