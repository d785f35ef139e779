import LosslessJSON

extension VCon {
    /// Extensions whose absence of understanding changes nothing for a transcript's reader.
    ///
    /// `critical` names those a reader must know; any other makes it refuse (draft-ietf-vcon-vcon-core-03, 4.1.8).
    static let understood: Set<String> = ["wtf_transcription", "contact_center", "cc"]

    /// Entries of `critical` (`must_support`) that are not understood: the vCon must not be processed.
    public var unsupported: [String] {
        let wanted = VConKey.value("critical", in: .object(document))?.array ?? []
        return wanted.compactMap(\.string).filter { !VCon.understood.contains($0) }
    }

    /// What is wrong in a plain vCon, each with its JSON path.
    func problems(limits: TranscriptLimits) -> [Transcript.Problem] {
        var check = VConCheck(limits: limits, redacted: redactedOrAmended)
        check.head(self)
        check.lists(self)
        return check.problems
    }

    /// Whether it replaces another: then content may be missing on purpose.
    private var redactedOrAmended: Bool {
        for key in ["redacted", "amended", "appended"] {
            if let object = document[key]?.object, !object.members.isEmpty { return true }
        }
        return false
    }
}

/// Looks through a plain vCon; a struct only to gather what it finds.
private struct VConCheck {
    let limits: TranscriptLimits
    let redacted: Bool
    var problems: [Transcript.Problem] = []

    init(limits: TranscriptLimits, redacted: Bool) {
        self.limits = limits
        self.redacted = redacted
    }

    private mutating func add(_ kind: Transcript.Problem.Kind, _ place: String, _ detail: String) {
        if problems.count < limits.problems { problems.append(.init(kind, at: place, detail)) }
    }

    mutating func head(_ vcon: VCon) {
        let document = vcon.document
        let uuid = document["uuid"]
        if uuid?.string.map(Self.isUUID) != true {
            add(.uuid, "$.uuid", uuid == nil ? "missing" : "no UUID")
        }
        for key in ["created_at", "updated_at"] {
            if let date = document[key], !date.isNull, Timestamp.moment(date) == nil {
                add(.date, "$.\(key)", "no date")
            }
        }
        if let version = document["vcon"] {
            if version.string.flatMap(VCon.Version.init(rawValue:)) == nil {
                add(.version, "$.vcon", "an unknown version, read as the newest known")
            }
        }
        for key in ["parties", "dialog", "analysis", "attachments", "extensions", "critical"] {
            if let list = document[key], list.array == nil { add(.shape, "$.\(key)", "no array") }
        }
        func filled(_ key: String) -> Bool { document[key]?.object?.members.isEmpty == false }
        if filled("redacted"), filled("amended") || filled("appended") {
            add(.shape, "$.redacted", "redacted and amended exclude each other")
        }
        if vcon.parties.isEmpty, vcon.dialogs.isEmpty, vcon.analyses.isEmpty { add(.empty, "$", "nothing in it") }
    }

    mutating func lists(_ vcon: VCon) {
        for (index, party) in vcon.parties.enumerated() where party.object == nil {
            add(.shape, "$.parties[\(index)]", "no object")
        }
        for (index, dialog) in vcon.dialogs.enumerated() {
            self.dialog(dialog, at: "$.dialog[\(index)]", vcon)
        }
        for (index, analysis) in vcon.analyses.enumerated() {
            let place = "$.analysis[\(index)]"
            guard analysis.object != nil else {
                add(.shape, place, "no object")
                continue
            }
            let types: Set<String> = ["report", "sentiment", "summary", "transcript", "translation", "tts"]
            if analysis["dialog"] != nil || types.contains(analysis["type"]?.string ?? "") {
                references(analysis["dialog"], below: vcon.dialogs.count, "\(place).dialog", "dialog")
            }
            content(analysis, at: place)
        }
        for (index, attachment) in vcon.attachments.enumerated() {
            let place = "$.attachments[\(index)]"
            guard attachment.object != nil else {
                add(.shape, place, "no object")
                continue
            }
            references(attachment["party"], below: vcon.parties.count, "\(place).party", "party")
            content(attachment, at: place)
        }
    }

    private mutating func dialog(_ dialog: JSONValue, at place: String, _ vcon: VCon) {
        guard dialog.object != nil else { return add(.shape, place, "no object") }
        let type = dialog["type"]?.string
        if type == nil { add(.shape, "\(place).type", "missing") }
        if let start = dialog["start"], !start.isNull, Timestamp.moment(start) == nil {
            add(.date, "\(place).start", "no date")
        }
        if let duration = dialog["duration"], !duration.isNull {
            if duration.seconds.map({ $0 >= 0 }) != true { add(.duration, "\(place).duration", "no length of time") }
        }
        references(dialog["parties"], below: vcon.parties.count, "\(place).parties", "party")
        references(dialog["originator"], below: vcon.parties.count, "\(place).originator", "party")
        for key in ["transferee", "transferor", "transfer_target"] {
            references(VConKey.value(key, in: dialog), below: vcon.parties.count, "\(place).\(key)", "party")
        }
        for key in ["original", "consultation", "target_dialog"] {
            references(VConKey.value(key, in: dialog), below: vcon.dialogs.count, "\(place).\(key)", "dialog")
        }
        let wordless = dialog["body"] == nil && dialog["url"] == nil
        if wordless, !redacted, type == "recording" || type == "text", dialog["content_hash"] == nil {
            add(.shape, place, "neither body nor url")
        }
        content(dialog, at: place)
    }

    private mutating func content(_ object: JSONValue, at place: String) {
        if let type = VConKey.value("mediatype", in: object) {
            if type.string.map(Self.isMediatype) != true { add(.mediatype, "\(place).mediatype", "no media type") }
        }
        if let url = object["url"], !url.isNull, object["body"] == nil || object["body"]?.isNull == true {
            if url.string.map(Self.isAbsolute) != true { add(.url, "\(place).url", "no absolute address") }
        }
        if let encoding = object["encoding"], !encoding.isNull {
            let known = ["none", "json", "base64url", "base64"].contains(encoding.string?.lowercased())
            if !known { add(.encoding, "\(place).encoding", "an unknown encoding") }
        }
        let content = VConContent(of: object)
        if content.matchesHash(of: object) == false { add(.hash, "\(place).body", "not what the hash says") }
        // Whether sound is sound base64url is looked at only where a hash makes it be decoded: it may be large.
        if case .text = content, object["encoding"]?.string?.lowercased() == "json" {
            add(.syntax, "\(place).body", "no JSON")
        }
    }

    /// Indices, alone or in arrays up to the depth channels need; null is a channel of nobody's.
    private mutating func references(
        _ value: JSONValue?, below count: Int, _ place: String, _ what: String, depth: Int = 0
    ) {
        guard let value, !value.isNull else { return }
        if let list = value.array, depth < 3 {
            for (index, one) in list.enumerated() where problems.count < limits.problems {
                references(one, below: count, "\(place)[\(index)]", what, depth: depth + 1)
            }
        } else if value.int.map({ $0 >= 0 && $0 < count }) != true {
            add(.reference, place, "no such \(what)")
        }
    }

    private static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
        return groups == [8, 4, 4, 4, 12] && text.utf8.allSatisfy { $0 == 0x2D || Hex.value($0) != nil }
    }

    /// `type/subtype` (RFC 6838, 4.2), parameters aside.
    private static func isMediatype(_ text: String) -> Bool {
        let parts = text.prefix { $0 != ";" }.trimmed.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        switch $0 {
                        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                        default: "!#$&-^_.+".utf8.contains($0)
                        }
                    }
            }
    }

    /// A scheme, two slashes and a host, no spaces; not fetched, so any scheme will do.
    private static func isAbsolute(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: 0x3A), colon != text.startIndex else { return false }
        let scheme = text.utf8[..<colon]
        let rest = text.utf8[text.utf8.index(after: colon)...]
        return scheme.allSatisfy { 0x61...0x7A ~= $0 | 0x20 || 0x30...0x39 ~= $0 || "+-.".utf8.contains($0) }
            && (rest.starts(with: "//".utf8) && rest.count > 2 || scheme.elementsEqual("data".utf8))
            && !text.utf8.contains { $0 <= 0x20 }
    }
}
