import Foundation
import LosslessJSON

/// Twilio: the callbacks of Real-Time Transcription, and the sentences of Voice Intelligence.
///
/// www.twilio.com/docs/voice/twiml/transcription, www.twilio.com/docs/voice/intelligence.
enum TwilioVoice {
    static func isSentences(_ object: JSONObject) -> Bool {
        guard let list = object["sentences"]?.array, let first = list.first else { return false }
        return first["media_channel"] != nil || first["sentence_index"] != nil
    }

    static func sentences(_ value: JSONValue) -> Talk {
        var talk = Talk(format: .twilioSentences)
        var sentences = value["sentences"]?.array ?? []
        sentences.sortByStart { $0["sentence_index"]?.double }
        for sentence in sentences {
            guard let text = sentence["transcript"]?.string, !text.isEmpty else { continue }
            talk.callID = talk.callID ?? sentence["transcript_sid"]?.string
            let channel = sentence["media_channel"]?.int
            talk.utterances.append(
                Utterance(
                    speaker: Speaker(label: channel.map { "channel \($0)" }), start: sentence["start_time"]?.seconds,
                    end: sentence["end_time"]?.seconds, text: text, confidence: sentence["confidence"]?.seconds))
        }
        if value["meta"]?["next_page_url"]?.string != nil {
            talk.problems.append(.init(.external, at: "$.meta.next_page_url", "more pages were not fetched"))
        }
        return talk
    }

    /// The callbacks of a call in any order: each counts once, in the order of its sequence.
    static func callbacks(_ frames: [JSONValue]) -> Talk {
        var talk = Talk(format: .twilioCallbacks)
        talk.callID = frames.lazy.compactMap { $0["CallSid"]?.string }.first
        var seen: Set<String> = []
        var ordered: [(order: Int, frame: JSONValue)] = []
        for (index, frame) in frames.enumerated() {
            let sequence = frame["SequenceId"]?.seconds.flatMap { Int(exactly: $0) }
            let session = frame["TranscriptionSid"]?.string ?? frame["CallSid"]?.string ?? ""
            if let sequence, !seen.insert("\(session) \(sequence)").inserted { continue }
            ordered.append((sequence ?? index, frame))
        }
        ordered.sort { $0.order < $1.order }
        var moments: [Date?] = []
        for (_, frame) in ordered {
            let moment = Timestamp.moment(frame["Timestamp"])
            switch frame["TranscriptionEvent"]?.string {
            case "transcription-started": talk.startedAt = talk.startedAt ?? moment
            case "transcription-stopped":
                if let start = talk.startedAt, let moment { talk.duration = moment.timeIntervalSince(start) }
            case "transcription-error":
                let code = frame["TranscriptionErrorCode"]?.label ?? "unknown"
                talk.problems.append(
                    .init(.recognition, at: "$", "\(code): \(frame["TranscriptionError"]?.string ?? "")"))
            case "transcription-content":
                guard frame["Final"]?.string != "false", frame["Final"]?.bool != false,
                    let utterance = content(frame)
                else { continue }
                talk.utterances.append(utterance)
                moments.append(moment)
            default: continue
            }
        }
        if talk.startedAt == nil { talk.startedAt = moments.compactMap(\.self).min() }
        for (index, moment) in moments.enumerated() {
            // The callback comes when the words are over.
            if let moment, let start = talk.startedAt {
                talk.utterances[index].start = max(0, moment.timeIntervalSince(start))
            }
        }
        // The inbound track is what the caller of an incoming call says.
        talk.people = [("inbound_track", Transcript.Role.customer), ("outbound_track", .agent)].compactMap { id, role in
            talk.utterances.contains { $0.speaker.label == id } ? Transcript.Party(id: id, role: role) : nil
        }
        return talk
    }

    private static func content(_ frame: JSONValue) -> Utterance? {
        var data = frame["TranscriptionData"] ?? .null
        if let text = data.string {
            guard let value = try? JSONParser.value(of: Array(text.utf8), limits: JSONLimits()) else {
                return nil
            }
            data = value
        }
        guard let text = data["transcript"]?.string, !text.trimmed.isEmpty else { return nil }
        return Utterance(
            speaker: Speaker(label: frame["Track"]?.label), text: text, language: frame["LanguageCode"]?.string,
            confidence: data["confidence"]?.double)
    }

    /// Bodies of form posts, one on each line, as objects.
    static func forms(_ bytes: [UInt8]) -> [JSONValue] {
        let lines = TextLines(bytes)
        return (0..<lines.count).filter { !lines.isBlank($0) }.map { index in
            var object = JSONObject()
            for pair in lines[index].split(separator: 0x26).prefix(100) {
                let parts = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
                object.append(unescaped(parts[0]), .string(parts.count > 1 ? unescaped(parts[1]) : ""))
            }
            return .object(object)
        }
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            if bytes[at] == 0x25, at + 2 < bytes.endIndex, let high = Hex.value(bytes[at + 1]),
                let low = Hex.value(bytes[at + 2])
            {
                out.append(high << 4 | low)
                at += 3
            } else {
                out.append(bytes[at] == 0x2B ? 0x20 : bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
