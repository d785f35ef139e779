import Foundation
import LosslessJSON

/// Dialogflow and Agent Assist: the `ConversationEvent`s of a conversation, bare or as Pub/Sub pushes.
///
/// cloud.google.com/dialogflow, `google.cloud.dialogflow.v2.ConversationEvent`.
enum Dialogflow {
    static func read(_ frames: [JSONValue]) -> Talk {
        var talk = Talk(format: .dialogflow)
        var seen: Set<String> = []
        var moments: [Date?] = []
        var recognised: [Utterance] = []
        for frame in frames {
            if frame["type"]?.string == "UNRECOVERABLE_ERROR" {
                let status = frame["errorStatus"]?["message"]?.string
                talk.problems.append(.init(.recognition, at: "$.errorStatus", status ?? "the conversation broke off"))
            }
            if let message = frame["newMessagePayload"], let text = message["content"]?.string, !text.isEmpty {
                if let name = message["name"]?.string, !seen.insert(name).inserted { continue }
                let speaker = Speaker(label: message.first("participantRole", "participant")?.label)
                moments.append(Timestamp.moment(message.first("sendTime", "createTime")))
                talk.utterances.append(
                    Utterance(speaker: speaker, text: text, language: message["languageCode"]?.string))
            } else if let result = frame["newRecognitionResultPayload"], result["isFinal"]?.bool == true,
                let text = result["transcript"]?.string, !text.trimmed.isEmpty
            {
                recognised.append(
                    Utterance(
                        end: result["speechEndOffset"]?.seconds, text: text,
                        language: result["languageCode"]?.string, confidence: result["confidence"]?.double))
            }
        }
        if talk.utterances.isEmpty {
            talk.utterances = recognised
            return talk
        }
        talk.startedAt = moments.compactMap(\.self).min()
        for (index, moment) in moments.enumerated() {
            if let moment, let start = talk.startedAt { talk.utterances[index].start = moment.timeIntervalSince(start) }
        }
        talk.people = people(talk.utterances)
        talk.sort()
        return talk
    }

    private static func people(_ utterances: [Utterance]) -> [Transcript.Party] {
        var seen: Set<String> = []
        return utterances.compactMap(\.speaker.id).filter { seen.insert($0).inserted }.map { id in
            let roles: [String: Transcript.Role] = [
                "HUMAN_AGENT": .operator, "AUTOMATED_AGENT": .agent, "END_USER": .customer,
            ]
            return Transcript.Party(id: id, role: roles[id] ?? .unknown)
        }
    }
}
