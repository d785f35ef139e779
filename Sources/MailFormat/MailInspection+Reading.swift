extension MailInspection {
    /// Everything the gateway makes of a mail by itself, for printing.
    ///
    /// - Parameters:
    ///   - own: our addresses.
    ///   - trustedServers: see ``SenderAuthentication/judge(_:trustedServers:)``.
    ///   - language: recognises the language of the words that are new, where the caller can.
    public init(
        reading mail: Mail, own: OwnAddresses = OwnAddresses(), trustedServers: Set<String> = [],
        language: (_ text: String) -> String? = { _ in nil }
    ) {
        let split = ReplySplit(text: mail.text)
        let judgement = MailJudgement(mail, own: own, reply: split)
        self.init(
            mail: mail, language: language(split.reply), replyText: split.reply, quotedText: split.quoted,
            signature: split.signature,
            automatic: judgement.automatic.map { Automatic(kind: $0.kind.rawValue, evidence: $0.evidence) },
            bounce: judgement.bounce.map(Bounce.init),
            authentication: .judge(mail, trustedServers: trustedServers))
    }
}

extension MailInspection.Bounce {
    /// The first recipient stands for all.
    fileprivate init(_ bounce: Bounce) {
        let first = bounce.recipients.first
        self.init(
            recipient: first?.address, status: first?.status, action: first?.action.rawValue,
            diagnostic: first?.diagnostic)
    }
}
