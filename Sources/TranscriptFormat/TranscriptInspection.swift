public import Foundation
import LosslessJSON

/// What the gateway makes of a transcript, as `transcript inspect` prints it.
public struct TranscriptInspection: Sendable {
    public var transcript: Transcript

    public init(_ transcript: Transcript) { self.transcript = transcript }

    /// One JSON object on one line, without a line end:
    /// `{format, started_at, duration_s, parties: [{id, role, name, tel}], segments: [{party, start_s, end_s, text}],
    /// problems: []}`. Times are rounded to milliseconds; what is unknown is null.
    public func json() -> Data {
        var object = JSONObject()
        object.append("format", .string(transcript.format.rawValue))
        object.append("started_at", .text(transcript.startedAt.map(Timestamp.written)))
        object.append("duration_s", .seconds(transcript.duration))
        object.append("parties", .array(transcript.parties.map(Self.party)))
        object.append("segments", .array(transcript.segments.map(Self.segment)))
        object.append("problems", .array(transcript.problems.map { .string($0.description) }))
        return Data(JSONWriter.written(.object(object)))
    }

    private static func party(_ party: Transcript.Party) -> JSONValue {
        var object = JSONObject()
        object.append("id", .string(party.id))
        object.append("role", .string(party.role.rawValue))
        object.append("name", .text(party.name))
        object.append("tel", .text(party.tel))
        return .object(object)
    }

    private static func segment(_ segment: Transcript.Segment) -> JSONValue {
        var object = JSONObject()
        object.append("party", .text(segment.party))
        object.append("start_s", .seconds(segment.start))
        object.append("end_s", .seconds(segment.end))
        object.append("text", .string(segment.text))
        return .object(object)
    }
}

extension JSONValue {
    static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// Milliseconds' precision; null when unknown.
    static func seconds(_ seconds: Double?) -> JSONValue {
        guard let seconds, seconds.isFinite else { return .null }
        let rounded = (seconds * 1000).rounded() / 1000
        if rounded == rounded.rounded(), abs(rounded) < 1e15 { return .number(String(Int64(rounded))) }
        return .number("\(rounded)")
    }
}
