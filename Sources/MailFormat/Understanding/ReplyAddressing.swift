/// To whom an answer goes.
public struct ReplyAddressing: Sendable, Equatable {
    /// Most copies an answer keeps: more is a mass mail, to which only the writer gets an answer.
    public static let copiesMax = 20

    /// `Reply-To`, else `From`. Empty when there is nobody to answer.
    public var to: [MailAddress]
    /// Who else was written to, without us and without ``to``.
    public var cc: [MailAddress]

    /// - Parameters:
    ///   - own: our addresses; none of them is ever answered.
    ///   - automatic: of what kind the mail is; only the writer of a list's mail is answered, never the list, and
    ///     nobody is written to because of an automatic one.
    public init(_ mail: Mail, own: OwnAddresses, automatic: AutomaticMail.Kind? = nil) {
        let isList = automatic == .list
        let named = mail.replyTo.isEmpty || isList ? mail.from : mail.replyTo
        var seen: Set<String> = []
        func fresh(_ addresses: [MailAddress]) -> [MailAddress] {
            addresses.filter { address in
                Self.canReceive(address.address) && !own.contains(address.address)
                    && seen.insert(address.address.lowercased()).inserted
            }
        }
        // Several writers happen and are not to be trusted: the first one gets the answer.
        to = Array(fresh(named).prefix(mail.replyTo.isEmpty || isList ? 1 : Self.copiesMax))
        let others = automatic == nil ? fresh(mail.to + mail.cc) : []
        cc = others.count > Self.copiesMax ? [] : others
        if to.isEmpty { cc = [] }
    }

    private static func canReceive(_ address: String) -> Bool {
        guard let at = address.lastIndex(of: "@"), at != address.startIndex else { return false }
        return address.utf8.count <= 254 && !SenderKind.isMachine(address)
            && address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    }
}
