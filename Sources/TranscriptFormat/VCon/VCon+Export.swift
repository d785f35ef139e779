public import Foundation
import LosslessJSON

extension VCon {
    /// A transcript as a vCon of 0.4.0: each segment a text dialog with its moment, so that every reader finds the words.
    ///
    /// Strict: every required key is there, references hold. A segment without a known speaker gets an anonymous party
    /// at the end of the list (`{"name": "anonymous"}`), one without times the start of the call. Confidence is left out:
    /// the core has no place for it.
    ///
    /// - Parameters:
    ///   - uuid: Unique for this file; the draft wants version 8, and asks readers to take any.
    ///   - createdAt: When this file is written; also the start of a call that has none.
    public init(_ transcript: Transcript, uuid: UUID, createdAt: Date, subject: String? = nil) {
        var document = JSONObject()
        document.append("vcon", .string(Version.core1.rawValue))
        document.append("uuid", .string(uuid.uuidString.lowercased()))
        document.append("created_at", .string(Timestamp.written(createdAt)))
        if let subject { document.append("subject", .string(subject)) }
        var parties = transcript.parties.map(VCon.exported)
        let places = Dictionary(
            transcript.parties.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let anonymous = parties.count
        var usesAnonymous = false
        let begin = transcript.startedAt ?? createdAt
        let dialogs = transcript.segments.map { segment in
            let writer = segment.party.flatMap { places[$0] } ?? anonymous
            if writer == anonymous { usesAnonymous = true }
            return VCon.exported(segment, writer: writer, of: anonymous, begin: begin)
        }
        if usesAnonymous { parties.append(.object(JSONObject([.init(key: "name", value: .string("anonymous"))]))) }
        document.append("parties", .array(parties))
        document.append("dialog", .array(dialogs))
        document.append("analysis", .array([]))
        document.append("attachments", .array([]))
        self.init(document: document)
    }

    private static func exported(_ party: Transcript.Party) -> JSONValue {
        var object = JSONObject()
        if let tel = party.tel { object.append("tel", .string(tel)) }
        if let sip = party.sip { object.append("sip", .string(sip)) }
        if let mailto = party.mailto { object.append("mailto", .string(mailto)) }
        if let name = party.name { object.append("name", .string(name)) }
        switch party.role {
        case .agent: object.append("type", .string("bot"))
        case .operator, .customer: object.append("type", .string("person"))
        case .unknown: break
        }
        if party.role != .unknown { object.append("role", .string(party.role.rawValue)) }
        return .object(object)
    }

    private static func exported(
        _ segment: Transcript.Segment, writer: Int, of count: Int, begin: Date
    ) -> JSONValue {
        var object = JSONObject()
        let start = segment.start ?? 0
        object.append("type", .string("text"))
        object.append("start", .string(Timestamp.written(begin.addingTimeInterval(start))))
        if let end = segment.end, end >= start { object.append("duration", .seconds(end - start)) }
        // The writer first; with two parties the other one is who was spoken to.
        let other = count == 2 && writer < 2 ? [1 - writer] : []
        object.append("parties", .array(([writer] + other).map { .number(String($0)) }))
        object.append("originator", .number(String(writer)))
        object.append("mediatype", .string("text/plain"))
        object.append("encoding", .string("none"))
        object.append("body", .string(segment.text))
        return .object(object)
    }

    /// The same in the words of 0.4.0: older spellings renamed, hashes in one key, JSON bodies as JSON.
    ///
    /// What 0.4.0 has no word for stays as it is; nothing is dropped and no index moves.
    public func upgraded() -> VCon {
        guard form == .plain else { return self }
        var document = self.document
        document["vcon"] = .string(Version.core1.rawValue)
        for old in ["appended", "must_support"] {
            let new = old == "appended" ? "amended" : "critical"
            if document[new] == nil, let value = document[old], !value.isNull { document.rename(old, new) }
        }
        for key in ["dialog", "analysis", "attachments"] {
            guard let list = document[key]?.array else { continue }
            document[key] = .array(list.map(VCon.upgraded))
        }
        if let list = document["parties"]?.array {
            document["parties"] = .array(
                list.map { party in
                    guard var object = party.object, object["mailto"] == nil else { return party }
                    object.rename("email", "mailto")
                    return .object(object)
                })
        }
        return VCon(document: document)
    }

    private static func upgraded(_ value: JSONValue) -> JSONValue {
        guard var object = value.object else { return value }
        for (new, older) in VConKey.older where object[new] == nil {
            for old in older where object[old] != nil { object.rename(old, new) }
        }
        let hashed = ["sha-512", "sha512"].contains((object["alg"]?.string ?? "").lowercased())
        if object["content_hash"] == nil, hashed, let hash = object["signature"]?.string {
            object["content_hash"] = .string("sha512-" + hash.filter { $0 != "=" })
            object["alg"] = nil
            object["signature"] = nil
        }
        if let body = object["body"], !body.isNull {
            let text = body.string
            if text == nil {
                object["encoding"] = .string("json")
            } else if object["encoding"]?.string == "json", let text, let json = VConContent.parsed(text) {
                object["body"] = json
            }
        }
        return .object(object)
    }
}
