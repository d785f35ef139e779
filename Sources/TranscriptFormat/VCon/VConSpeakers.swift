import LosslessJSON

/// Whose words a transcript's speaker says, in a vCon that lists the parties.
///
/// The surest first: a party told outright, the channel of the recording (`dialog.parties` by channel), a name, an
/// address, a role that only one party has. A recogniser's number (`speaker 0`) is no party's index and stays open.
struct VConSpeakers {
    private let parties: [Transcript.Party]
    private let byName: [String: Int]
    private let byRole: [Transcript.Role: [Int]]
    /// Parties on each channel.
    private var channels: [[Int]] = []

    init(
        dialog: JSONValue, talk: Talk, parties: [Transcript.Party], byName: [String: Int],
        byRole: [Transcript.Role: [Int]]
    ) {
        self.parties = parties
        self.byName = byName
        self.byRole = byRole
        let list = dialog["parties"]?.array ?? []
        let nested = list.contains { $0.array != nil || $0.isNull }
        // A flat list is a map of channels when there are as many of them; otherwise all were mixed into one.
        guard nested || talk.channels > 1 && talk.channels == list.count else { return }
        channels = list.map { $0.array?.compactMap(\.int) ?? [$0.int].compactMap(\.self) }
    }

    func party(of speaker: Speaker) -> Int? {
        if let index = speaker.party { return parties.indices.contains(index) ? index : nil }
        if let channel = speaker.channel, channels.indices.contains(channel), channels[channel].count == 1,
            parties.indices.contains(channels[channel][0])
        {
            return channels[channel][0]
        }
        guard let label = speaker.label else {
            return parties.count == 1 ? 0 : nil
        }
        if let index = byName[label.lowercased()] { return index }
        if let role = SpeakerLabel.role(label) { return only(role) }
        return nil
    }

    /// „Agent“ in a transcript is the one who answers for the company, bot or person.
    private func only(_ role: Transcript.Role) -> Int? {
        if let some = byRole[role], !some.isEmpty { return some.count == 1 ? some[0] : nil }
        guard role != .customer else {
            let desk = (byRole[.agent] ?? []) + (byRole[.operator] ?? [])
            let others = parties.indices.filter { !desk.contains($0) }
            return desk.isEmpty || others.count != 1 ? nil : others[0]
        }
        let other = byRole[role == .agent ? .operator : .agent] ?? []
        return other.count == 1 ? other[0] : nil
    }
}
