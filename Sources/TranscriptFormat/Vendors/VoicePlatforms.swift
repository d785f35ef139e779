import Foundation
import LosslessJSON

/// Reports of voice platforms after a call: Retell's `call_ended` and `call_analyzed`, Vapi's `end-of-call-report`.
///
/// docs.retellai.com, "Webhook overview"; docs.vapi.ai, "Server events".
enum VoicePlatforms {
    static func recognises(_ object: JSONObject) -> Bool {
        retell(.object(object)) != nil || vapi(.object(object)) != nil
    }

    static func read(_ value: JSONValue) -> Talk {
        if let call = retell(value) { return readRetell(call) }
        return readVapi(vapi(value) ?? value)
    }

    private static func retell(_ value: JSONValue) -> JSONValue? {
        let call = value["call"] ?? value
        return call["transcript_object"]?.array == nil ? nil : call
    }

    private static func vapi(_ value: JSONValue) -> JSONValue? {
        let message = value["message"] ?? value
        return message["artifact"]?["messages"]?.array == nil ? nil : message
    }

    private static func readRetell(_ call: JSONValue) -> Talk {
        var talk = Talk(format: .retell)
        talk.callID = call["call_id"]?.label
        talk.startedAt = Timestamp.moment(call["start_timestamp"])
        talk.duration = call["duration_ms"]?.milliseconds
        let inbound = call["direction"]?.string != "outbound"
        let customer = call[inbound ? "from_number" : "to_number"]?.string
        let desk = call[inbound ? "to_number" : "from_number"]?.string
        talk.people = [
            Transcript.Party(id: "agent", role: .agent, tel: desk),
            Transcript.Party(id: "user", role: .customer, tel: customer),
        ]
        for turn in call["transcript_object"]?.array ?? [] {
            guard let text = turn["content"]?.string, !text.isEmpty else { continue }
            let words = turn["words"]?.array
            talk.utterances.append(
                Utterance(
                    speaker: Speaker(label: turn["role"]?.label), start: words?.first?["start"]?.seconds,
                    end: words?.last?["end"]?.seconds, text: text))
        }
        return talk
    }

    private static func readVapi(_ message: JSONValue) -> Talk {
        var talk = Talk(format: .vapi)
        talk.callID = message["call"]?["id"]?.label
        talk.startedAt = Timestamp.moment(message.first("startedAt") ?? message["call"]?["startedAt"])
        talk.duration = message["durationSeconds"]?.seconds
        talk.people = [
            Transcript.Party(id: "bot", role: .agent, name: message["assistant"]?["name"]?.string),
            Transcript.Party(
                id: "user", role: .customer, name: message["customer"]?["name"]?.string,
                tel: message["customer"]?["number"]?.string),
        ]
        for turn in message["artifact"]?["messages"]?.array ?? [] {
            // The system's prompt and the tools' answers were not spoken.
            guard let role = turn["role"]?.string, ["user", "bot", "assistant"].contains(role),
                let text = turn.first("message", "content")?.string, !text.isEmpty
            else { continue }
            let start = turn["secondsFromStart"]?.seconds
            talk.utterances.append(
                Utterance(
                    speaker: Speaker(label: role == "assistant" ? "bot" : role), start: start,
                    end: start.flatMap { start in turn["duration"]?.milliseconds.map { start + $0 } }, text: text))
        }
        return talk
    }
}
