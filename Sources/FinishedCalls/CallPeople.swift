import Conversations
import TranscriptFormat

/// Who is who in a call.
struct CallPeople {
    private let authors: [String: Author]
    /// Whose words are the customer's.
    private let caller: String?
    private let isTold: Bool
    let callerNumber: String?
    let callerName: String?

    init(_ transcript: Transcript, _ speech: CallSpeech) {
        var parties = transcript.parties
        Self.guess(&parties, speech)
        let words = Dictionary(speech.turns.compactMap { $0.party }.map { ($0, 1) }, uniquingKeysWith: +)
        let customers = parties.filter { $0.role == .customer }
        // Of several, the one with a number; then who says most.
        let caller =
            customers.first { $0.tel != nil } ?? customers.max { words[$0.id, default: 0] < words[$1.id, default: 0] }
        self.caller = caller?.id
        callerNumber = caller?.tel
        callerName = Self.name(caller)
        authors = Dictionary(
            parties.map { party in
                let kind: Author.Kind =
                    switch party.role {
                    case .agent: .agent
                    case .operator: .operator
                    case .customer, .unknown: .customer
                    }
                return (party.id, Author(kind: kind, name: Self.name(party)))
            }, uniquingKeysWith: { first, _ in first })
        isTold = caller != nil
    }

    /// Who said it, and what a speaker is called who is neither the caller nor of the company.
    func author(of turn: Transcript.Segment) -> (Author, stranger: String?) {
        let author = turn.party.flatMap { authors[$0] } ?? Author(kind: .customer)
        guard author.kind == .customer else { return (author, nil) }
        if let caller, turn.party == caller { return (author, nil) }
        let label = author.name ?? turn.party ?? turn.speaker ?? "?"
        return (author, String(label.prefix(FinishedCallReader.nameCharactersMax)))
    }

    private static func name(_ party: Transcript.Party?) -> String? {
        guard let name = party?.name, !name.isEmpty, name.lowercased() != "anonymous" else { return nil }
        return String(name.prefix(FinishedCallReader.nameCharactersMax))
    }

    /// Beside a known caller the only other speaker is the company's; of two who are not told apart, the one who answers
    /// the phone as a company does.
    private static func guess(_ parties: inout [Transcript.Party], _ speech: CallSpeech) {
        let speakers = Set(speech.turns.compactMap(\.party))
        let places = parties.indices.filter { speakers.contains(parties[$0].id) }
        let unknown = places.filter { parties[$0].role == .unknown }
        guard places.count == 2, !unknown.isEmpty else { return }
        let greetings = Dictionary(
            uniqueKeysWithValues: unknown.map { place in
                let turns = speech.turns.filter { $0.party == parties[place].id }.prefix(2)
                return (place, Greeting(turns.map(\.text).joined(separator: " ")))
            })
        func company(_ place: Int) -> Transcript.Role { greetings[place]?.isMachine == true ? .agent : .operator }
        if unknown.count == 1 {
            guard places.contains(where: { parties[$0].role == .customer }) else { return }
            parties[unknown[0]].role = company(unknown[0])
        } else {
            let answering = unknown.filter { greetings[$0]?.isCompany == true }
            guard answering.count == 1 else { return }
            for place in unknown { parties[place].role = place == answering[0] ? company(place) : .customer }
        }
    }
}

/// How a call is answered.
private struct Greeting {
    let isCompany: Bool
    let isMachine: Bool

    init(_ text: String) {
        let folded = Words.fold(text.prefix(600))
        isCompany = Self.company.contains { folded.contains($0) }
        isMachine = Self.machine.contains { folded.contains($0) }
    }

    private static let company = [
        "thank you for calling", "thanks for calling", "how can i help", "how may i help", "how can i assist",
        "how may i assist", "what can i do for you", "wie kann ich helfen", "wie kann ich ihnen helfen",
        "was kann ich fuer sie tun", "willkommen bei", "wie darf ich ihnen helfen", "wie darf ich helfen",
        "womit kann ich", "danke fuer ihren anruf", "vielen dank fuer ihren anruf", "worum geht es",
    ]
    private static let machine = [
        "virtual assistant", "digital assistant", "ai assistant", "an ai", "digital agent", "digitale assistent",
        "virtuelle assistent",
        "eine ki", "ki-assistent", "sprachassistent", "automated", "digitaler assistent", "virtueller assistent",
    ]
}
