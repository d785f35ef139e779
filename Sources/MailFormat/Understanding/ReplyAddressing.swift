/// Whose mail a mail is, and to whom an answer goes: one decision, so that an answer leads nobody but its reader into a
/// conversation.
///
/// `From` is a claim. A forged one with a `Reply-To` of one's own must not lead into the conversations of the one named,
/// and the form of a web site writes for others in just that way: who wants the answers is then the writer, and gets
/// them alone.
public struct ReplyAddressing: Sendable, Equatable {
    /// Most copies an answer keeps: more is a mass mail, to which only the writer gets an answer.
    public static let copiesMax = 20

    /// Who wrote, as far as it may be said; nil where nobody is named.
    public let writer: MailAddress?
    /// Whether the writer's address is proved.
    public let isVerified: Bool
    /// Whom a person's answer goes to; a program's goes to the first alone. Empty when there is nobody to answer. More
    /// than one only when the writer is proved.
    public let to: [MailAddress]
    /// Who else was written to, without us and without ``to``.
    public let cc: [MailAddress]
    /// Somebody of ours wrote it: from one of our addresses, and not for anybody else.
    public let isFromUs: Bool

    /// - Parameters:
    ///   - own: our addresses; none of them is ever answered, and none in `Reply-To` says anything.
    ///   - isVerified: whether `From` is proved (``SenderAuthentication``).
    ///   - automatic: of what kind the mail is; only the writer of a list's mail is answered, never the list, and
    ///     nobody is written to because of an automatic one.
    public init(_ mail: Mail, own: OwnAddresses, isVerified: Bool = false, automatic: AutomaticMail.Kind? = nil) {
        let from = mail.from.first
        let isList = automatic == .list
        let wanted =
            isList ? [] : mail.replyTo.filter { Self.canReceive($0.address) && !own.contains($0.address) }
        let writers = OwnAddresses([from?.address].compactMap(\.self))
        let other = wanted.first { !writers.contains($0.address) }
        let isOwn = from.map { own.contains($0.address) } ?? false
        // A form proves its own address, not the one of whom it writes for.
        let isProved = isVerified && !isOwn && from.map { !SenderKind.isMachine($0.address) } == true
        let named: [MailAddress]
        if let other, !isProved {
            writer = other
            self.isVerified = false
            named = [other]
        } else {
            writer = from
            self.isVerified = isVerified
            named = wanted.isEmpty ? [from].compactMap(\.self) : isProved ? wanted : Array(wanted.prefix(1))
        }
        isFromUs = isOwn && other == nil
        var seen: Set<String> = []
        func fresh(_ addresses: [MailAddress]) -> [MailAddress] {
            addresses.filter { address in
                Self.canReceive(address.address) && !own.contains(address.address)
                    && seen.insert(address.address.lowercased()).inserted
            }
        }
        to = Array(fresh(named).prefix(Self.copiesMax))
        let others = automatic == nil && !to.isEmpty ? fresh(mail.to + mail.cc) : []
        cc = others.count > Self.copiesMax ? [] : others
    }

    private static func canReceive(_ address: String) -> Bool {
        guard let at = address.lastIndex(of: "@"), at != address.startIndex else { return false }
        return address.utf8.count <= 254 && !SenderKind.isMachine(address)
            && address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "<" && $0 != ">" }
    }
}
