import LosslessJSON

/// Amazon Connect Contact Lens and Transcribe Call Analytics: the file after a call, and the records of a live one.
///
/// docs.aws.amazon.com/connect, "Example Contact Lens output files", "Contact Lens real-time streams".
enum ContactLens {
    static func recognises(_ object: JSONObject) -> Bool {
        guard let list = object["Transcript"]?.array else { return false }
        return object.hasAny("Participants", "CustomerMetadata", "ConversationCharacteristics", "JobName")
            || list.contains { $0["ParticipantId"] != nil || $0["ParticipantRole"] != nil }
    }

    static func read(_ value: JSONValue) -> Talk {
        var talk = Talk(format: .contactLens)
        let length = value["ConversationCharacteristics"]?["TotalConversationDurationMillis"]
        talk.duration = length?.milliseconds
        talk.callID = value["CustomerMetadata"]?["ContactId"]?.label
        var roles: [String: Transcript.Role] = [:]
        for participant in value["Participants"]?.array ?? [] {
            guard let id = participant["ParticipantId"]?.label else { continue }
            roles[id] = role(participant["ParticipantRole"]?.label ?? id)
        }
        let language = value["LanguageCode"]?.string
        for turn in value["Transcript"]?.array ?? [] {
            guard let text = turn.first("Content", "Transcript")?.string, !text.isEmpty else { continue }
            let who = turn.first("ParticipantId", "ParticipantRole")?.label
            if let who, roles[who] == nil { roles[who] = role(turn["ParticipantRole"]?.label ?? who) }
            talk.utterances.append(utterance(turn, who: who, text: text, language: language))
        }
        talk.people = people(talk.utterances, roles)
        talk.sort()
        return talk
    }

    /// Records arrive at least once and in no sure order: each transcript counts once, by its id.
    static func read(stream frames: [JSONValue]) -> Talk {
        var talk = Talk(format: .contactLensStream)
        talk.callID = frames.lazy.compactMap { $0["ContactId"]?.label }.first
        var roles: [String: Transcript.Role] = [:]
        var seen: Set<String> = []
        for frame in frames {
            if frame["EventType"]?.string == "FAILED" {
                talk.problems.append(.init(.recognition, at: "$.EventType", "the analysis failed"))
            }
            let contact = frame["ContactId"]?.string ?? ""
            for segment in frame["Segments"]?.array ?? [] {
                guard let turn = segment["Transcript"], let text = turn["Content"]?.string, !text.isEmpty else {
                    continue
                }
                if let id = turn["Id"]?.string, !seen.insert("\(contact) \(id)").inserted { continue }
                let who = turn.first("ParticipantId", "ParticipantRole")?.label
                if let who { roles[who] = role(turn["ParticipantRole"]?.label ?? who) }
                talk.utterances.append(
                    utterance(turn, who: who, text: text, language: frame["LanguageCode"]?.string))
            }
        }
        talk.people = people(talk.utterances, roles)
        talk.sort()
        return talk
    }

    private static func utterance(_ turn: JSONValue, who: String?, text: String, language: String?) -> Utterance {
        Utterance(
            speaker: Speaker(label: who), start: turn["BeginOffsetMillis"]?.milliseconds,
            end: turn["EndOffsetMillis"]?.milliseconds, text: text, language: language)
    }

    /// In a contact centre `AGENT` is a person; bots have words of their own.
    private static func role(_ label: String) -> Transcript.Role {
        SpeakerLabel.key(label) == "agent" ? .operator : SpeakerLabel.role(label) ?? .unknown
    }

    /// The speakers in order of appearance, with the roles Amazon gives them.
    static func people(_ utterances: [Utterance], _ roles: [String: Transcript.Role] = [:]) -> [Transcript.Party] {
        var seen: Set<String> = []
        return utterances.compactMap(\.speaker.id).filter { seen.insert($0).inserted }.map { id in
            Transcript.Party(id: id, role: roles[id] ?? role(id))
        }
    }
}
