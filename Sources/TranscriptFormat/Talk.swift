import Foundation

/// Who a source says speaks, in the words of the source.
struct Speaker: Hashable {
    /// A name or a recogniser's label.
    var label: String?
    /// Of the recording, from 0.
    var channel: Int?
    /// Index of a party, where the source tells one outright.
    var party: Int?

    init(label: String? = nil, channel: Int? = nil, party: Int? = nil) {
        self.label = label
        self.channel = channel
        self.party = party
    }

    /// What stands for the speaker where there is no list of parties.
    var id: String? {
        if let label {
            guard let channel else { return label }
            return SpeakerLabel.isGeneric(label) && Int(label) != nil ? "\(channel)-\(label)" : label
        }
        return channel.map { "channel \($0)" } ?? party.map { "\($0)" }
    }
}

/// A stretch of words as a source tells it; times in seconds from the beginning of its recording.
struct Utterance {
    var speaker = Speaker()
    var start: Double?
    var end: Double?
    /// The moment of the beginning, of sources that tell no offset.
    var moment: Date?
    var text: String
    var language: String?
    var confidence: Double?
}

/// What a source says before its speakers are parties: alone it makes a transcript, in a vCon a part of one.
struct Talk {
    var format: Transcript.Format
    var utterances: [Utterance] = []
    /// Those the source lists, by the labels of its speakers.
    var people: [Transcript.Party] = []
    /// The platform's id of the call.
    var callID: String?
    var startedAt: Date?
    var duration: Double?
    var problems: [Transcript.Problem] = []
    /// How many channels the recording has, where the source tells.
    var channels = 0
    /// The labels were written by people (captions, plain text).
    var labelsAreNames = false

    init(format: Transcript.Format) { self.format = format }

    /// In order of the beginnings, where every one is known; those of one moment keep their order.
    mutating func sort() { utterances.sortByStart(\.start) }

    func transcript(limits: TranscriptLimits) -> Transcript {
        var transcript = Transcript(format: format, startedAt: startedAt, problems: problems)
        transcript.callID = callID
        var places: [String: Int] = [:]
        for person in people.prefix(limits.parties) where places[person.id] == nil {
            places[person.id] = transcript.parties.count
            transcript.parties.append(person)
        }
        for utterance in utterances.prefix(limits.segments) {
            var segment = Transcript.Segment(
                start: utterance.start, end: utterance.end, text: utterance.text.trimmed,
                language: utterance.language, confidence: utterance.confidence)
            if let id = utterance.speaker.id {
                if places[id] == nil, transcript.parties.count < limits.parties {
                    places[id] = transcript.parties.count
                    transcript.parties.append(party(id, label: utterance.speaker.label))
                }
                segment.party = places[id] == nil ? nil : id
                if segment.party == nil { segment.speaker = id }
            }
            transcript.segments.append(segment)
        }
        if utterances.count > limits.segments {
            transcript.problems.append(
                .init(.limit, at: "segment \(limits.segments + 1)", "more than \(limits.segments) segments"))
        }
        for index in transcript.parties.indices where transcript.parties[index].role == .unknown {
            transcript.parties[index].role = SpeakerLabel.role(transcript.parties[index].name) ?? .unknown
        }
        transcript.parties.completeRoles()
        transcript.duration = duration ?? transcript.segments.compactMap { $0.end ?? $0.start }.max()
        return transcript
    }

    private func party(_ id: String, label: String?) -> Transcript.Party {
        var party = Transcript.Party(id: id, role: SpeakerLabel.role(id) ?? .unknown)
        if let label, labelsAreNames || !SpeakerLabel.isGeneric(label) { party.name = label }
        if let label, label.hasPrefix("+"), label.utf8.dropFirst().allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x20 }) {
            party.tel = label
            party.name = nil
        }
        return party
    }
}

extension Array {
    /// Stable, and only when every element has a start.
    mutating func sortByStart(_ start: (Element) -> Double?) {
        var keyed: [(Double, Int)] = []
        keyed.reserveCapacity(count)
        for (index, element) in enumerated() {
            guard let start = start(element) else { return }
            keyed.append((start, index))
        }
        keyed.sort { $0 < $1 }
        self = keyed.map { self[$0.1] }
    }
}
