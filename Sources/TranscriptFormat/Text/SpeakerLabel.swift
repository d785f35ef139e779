/// What a label says of who speaks.
enum SpeakerLabel {
    /// The role a word names, in the languages of contact centres we know: `Agent`, `caller 1`, `END_USER`, `Kundin`.
    ///
    /// In the sources `agent` is whoever answers for the company, and may be a person: only words that say so
    /// (`human agent`, `Mitarbeiterin`) make an operator.
    static func role(_ label: String?) -> Transcript.Role? {
        guard let label, label.utf8.count <= 64 else { return nil }
        let known = role(exactly: key(label))
        if known != nil { return known }
        // "Agent Mara", "Customer (Erika)": the first word alone, when it is no name by itself.
        let words = key(label).split(separator: " ")
        guard words.count > 1, words.count <= 4 else { return nil }
        return role(exactly: String(words[0]))
    }

    /// Whether a label is a recogniser's number or a role rather than a name.
    static func isGeneric(_ label: String) -> Bool {
        let key = key(label)
        if role(exactly: key) != nil || key.isEmpty || key.utf8.count == 1 { return true }
        return [
            "speaker", "spk", "ch", "channel", "participant", "sprecher", "track", "inbound track", "outbound track",
        ]
        .contains(key)
    }

    /// Lower case, words apart by one space, digits and signs gone.
    static func key(_ label: String) -> String {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in label.unicodeScalars {
            if scalar.isLetter {
                word.append(scalar)
            } else if !word.isEmpty {
                words.append(String(word).lowercased())
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append(String(word).lowercased()) }
        return words.joined(separator: " ")
    }

    private static func role(exactly key: String) -> Transcript.Role? {
        if agents.contains(key) { return .agent }
        if customers.contains(key) { return .customer }
        if operators.contains(key) { return .operator }
        return nil
    }

    private static let agents: Set<String> = [
        "agent", "ai", "ai agent", "assistant", "automated agent", "automated", "bot", "chatbot", "custom bot", "ivr",
        "virtual agent", "virtual assistant", "voicebot", "voice bot", "ki", "assistent", "assistentin", "agente",
    ]
    private static let customers: Set<String> = [
        "customer", "caller", "client", "user", "end user", "enduser", "consumer", "kunde", "kundin", "anrufer",
        "anruferin", "anrufende", "cliente", "klant", "visitor", "patient", "guest",
    ]
    private static let operators: Set<String> = [
        "operator", "human agent", "human", "representative", "rep", "supervisor", "advisor", "adviser", "csr",
        "employee", "staff", "support", "mitarbeiter", "mitarbeiterin", "berater", "beraterin", "service",
        "conseiller", "conseillère", "medewerker",
    ]
}

extension [Transcript.Party] {
    /// Of two parties, one of them the company's, the other is the customer.
    mutating func completeRoles() {
        guard count == 2 else { return }
        for (one, other) in [(0, 1), (1, 0)] where self[other].role == .unknown {
            if self[one].role == .agent || self[one].role == .operator { self[other].role = .customer }
        }
    }
}
