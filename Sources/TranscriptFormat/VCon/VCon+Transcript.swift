import Foundation
import LosslessJSON

extension VCon {
    /// What was said in a plain vCon: texts of its dialogs and transcripts among its analyses.
    func transcript(limits: TranscriptLimits) -> Transcript {
        var transcript = Transcript(format: .vcon, problems: problems(limits: limits))
        transcript.callID = uuid
        let refused = unsupported
        if !refused.isEmpty {
            transcript.problems.append(
                .init(.critical, at: "$.critical", "demands \(refused.prefix(5).joined(separator: ", "))"))
            return transcript
        }
        transcript.parties = parties.prefix(limits.parties).enumerated().map(VCon.party)
        if parties.count > limits.parties {
            transcript.problems.append(
                .init(.limit, at: "$.parties[\(limits.parties)]", "more than \(limits.parties) parties"))
        }
        transcript.parties.completeRoles()
        let starts = dialogs.map { Timestamp.moment($0["start"]) }
        transcript.startedAt = starts.compactMap(\.self).min()
        let offsets = starts.map { start in
            start.flatMap { start in transcript.startedAt.map { start.timeIntervalSince($0) } }
        }
        var reader = VConWords(vcon: self, parties: transcript.parties, offsets: offsets, limits: limits)
        reader.texts()
        reader.transcripts()
        transcript.problems += reader.problems
        transcript.segments = reader.segments
        transcript.segments.sortByStart(\.start)
        if transcript.segments.count > limits.segments {
            transcript.problems.append(.init(.limit, at: "$", "more than \(limits.segments) segments"))
            transcript.segments.removeLast(transcript.segments.count - limits.segments)
        }
        transcript.duration = length(offsets, transcript.segments)
        return transcript
    }

    private func length(_ offsets: [Double?], _ segments: [Transcript.Segment]) -> Double? {
        var ends = segments.compactMap { $0.end ?? $0.start }
        for (dialog, offset) in zip(dialogs, offsets) {
            if let duration = dialog["duration"]?.seconds, duration >= 0 { ends.append((offset ?? 0) + duration) }
        }
        return ends.max()
    }

    private static func party(_ index: Int, _ value: JSONValue) -> Transcript.Party {
        var party = Transcript.Party(id: String(index))
        party.name = value["name"]?.string.flatMap { $0.trimmed.isEmpty ? nil : $0 }
        party.tel = bare(value["tel"], scheme: "tel:")
        party.mailto = bare(VConKey.value("mailto", in: value), scheme: "mailto:")
        party.sip = bare(value["sip"], scheme: "sip:")
        party.role = role(of: value)
        return party
    }

    private static func bare(_ value: JSONValue?, scheme: String) -> String? {
        guard let text = value?.label else { return nil }
        return text.lowercased().hasPrefix(scheme) ? String(text.dropFirst(scheme.utf8.count)) : text
    }

    /// The type is core, the role an extension, older tools put it under `meta`; a name like „Kunde“ is a hint.
    private static func role(of party: JSONValue) -> Transcript.Role {
        let type = party["type"]?.string?.lowercased()
        if type == "bot" { return .agent }
        let written = SpeakerLabel.role(party["role"]?.string) ?? SpeakerLabel.role(party["meta"]?["role"]?.string)
        // A person who answers for the company is no virtual agent.
        if type == "person", written == .agent { return .operator }
        return written ?? SpeakerLabel.role(party["name"]?.string) ?? .unknown
    }
}

/// Gathers segments from the dialogs and analyses of one vCon.
private struct VConWords {
    let vcon: VCon
    let parties: [Transcript.Party]
    /// Seconds from the start of the call to that of each dialog.
    let offsets: [Double?]
    let limits: TranscriptLimits
    var segments: [Transcript.Segment] = []
    var problems: [Transcript.Problem] = []
    private var spoken: Set<Int> = []
    private var byName: [String: Int] = [:]
    private var byRole: [Transcript.Role: [Int]] = [:]

    init(vcon: VCon, parties: [Transcript.Party], offsets: [Double?], limits: TranscriptLimits) {
        self.vcon = vcon
        self.parties = parties
        self.offsets = offsets
        self.limits = limits
        for (index, party) in parties.enumerated() {
            byRole[party.role, default: []].append(index)
            for name in [party.name, party.tel, party.mailto, party.sip] {
                if let name, byName[name.lowercased()] == nil { byName[name.lowercased()] = index }
            }
        }
    }

    private mutating func add(_ kind: Transcript.Problem.Kind, _ place: String, _ detail: String) {
        if problems.count < limits.problems { problems.append(.init(kind, at: place, detail)) }
    }

    /// Types whose content is no text, or that have none.
    private static let wordless: Set<String> = [
        "recording", "recording-set", "transfer", "incomplete", "audio", "video",
    ]

    /// Messages: chat, notes, mails. Tools call them by other names than `text` too.
    mutating func texts() {
        for (index, dialog) in vcon.dialogs.enumerated() {
            let type = dialog["type"]?.string?.lowercased() ?? "text"
            guard !VConWords.wordless.contains(type), segments.count <= limits.segments else { continue }
            let mediatype = VConKey.value("mediatype", in: dialog)?.string
            let content = VConContent(of: dialog)
            if case .external = content {
                add(.external, "$.dialog[\(index)].url", "the words were not fetched")
                continue
            }
            guard let body = content.words(mediatype: mediatype) else {
                if dialog["body"].map({ !$0.isNull }) == true {
                    add(.unrecognised, "$.dialog[\(index)].body", "no words")
                }
                continue
            }
            let text = MIMEText.words(body, mediatype: mediatype)
            guard !text.trimmed.isEmpty else { continue }
            spoken.insert(index)
            let writer = dialog["originator"]?.int ?? VConWords.first(in: dialog["parties"])
            let start = offsets[index]
            let duration = dialog["duration"]?.seconds.flatMap { $0 >= 0 ? $0 : nil }
            segments.append(
                Transcript.Segment(
                    party: id(writer), start: start, end: start.flatMap { start in duration.map { start + $0 } },
                    text: text.trimmed))
        }
    }

    private func id(_ index: Int?) -> String? {
        guard let index, parties.indices.contains(index) else { return nil }
        return parties[index].id
    }

    private static func first(in value: JSONValue?) -> Int? {
        value?.int ?? value?.array?.lazy.compactMap { $0.int ?? $0[0]?.int }.first
    }

    /// One transcript for each dialog that has no text itself; a redacted one only where there is no other.
    mutating func transcripts() {
        let kinds = [
            ["transcript", "wtf_transcription", "transcription"], ["transcript-redacted", "transcript_redacted"],
        ]
        for kind in kinds {
            for (index, analysis) in vcon.analyses.enumerated() where segments.count <= limits.segments {
                guard let type = analysis["type"]?.string?.lowercased(), kind.contains(type) else { continue }
                let about = analysis["dialog"]?.int.map { [$0] } ?? analysis["dialog"]?.array?.compactMap(\.int) ?? []
                let dialogs =
                    about.isEmpty ? [vcon.dialogs.firstIndex { $0["type"]?.string == "recording" } ?? -1] : about
                guard !dialogs.allSatisfy(spoken.contains) else { continue }
                if read(analysis, at: "$.analysis[\(index)]", dialog: dialogs[0]) { spoken.formUnion(dialogs) }
            }
        }
    }

    private mutating func read(_ analysis: JSONValue, at place: String, dialog: Int) -> Bool {
        let talk: Talk?
        switch VConContent(of: analysis) {
        case .external:
            add(.external, "\(place).url", "the words were not fetched")
            return false
        case .json(let body): talk = VendorJSON.read([body], limits: limits)
        case .text(let text): talk = VConWords.captions(text, limits)
        case .encoded(let text):
            talk = Base64.decoded(text).flatMap { VConWords.captions(String(decoding: $0, as: UTF8.self), limits) }
        case .none:
            // The key of version 0.0.1's first tools.
            guard let text = analysis["transcript"]?.string, !text.trimmed.isEmpty, text.trimmed != "{}" else {
                return false
            }
            talk = VConWords.captions(text, limits)
        }
        guard let talk else {
            add(.unrecognised, "\(place).body", "a transcript in a form that is not known")
            return false
        }
        let of = vcon.dialogs.indices.contains(dialog) ? vcon.dialogs[dialog] : .null
        let speakers = VConSpeakers(dialog: of, talk: talk, parties: parties, byName: byName, byRole: byRole)
        let offset = vcon.dialogs.indices.contains(dialog) ? offsets[dialog] ?? 0 : 0
        let began = Timestamp.moment(of["start"])
        for utterance in talk.utterances.prefix(limits.segments + 1 - segments.count) {
            let party = speakers.party(of: utterance.speaker)
            var offset = offset
            if let moment = utterance.moment, let began, let start = utterance.start {
                offset += moment.timeIntervalSince(began) - start
            }
            segments.append(
                Transcript.Segment(
                    party: party.map { parties[$0].id }, speaker: party == nil ? utterance.speaker.id : nil,
                    start: utterance.start.map { $0 + offset },
                    end: utterance.end.map { $0 + offset }, text: utterance.text.trimmed,
                    language: utterance.language, confidence: utterance.confidence))
        }
        return !talk.utterances.isEmpty
    }

    /// Text may be captions, JSON after all, or `Name: words`.
    private static func captions(_ text: String, _ limits: TranscriptLimits) -> Talk? {
        if let json = VConContent.parsed(text), let talk = VendorJSON.read([json], limits: limits) { return talk }
        let bytes = Array(text.utf8)
        guard !text.trimmed.isEmpty else { return nil }
        switch TextKind(of: bytes) {
        case .webvtt: return WebVTT.read(bytes, limits: limits)
        case .srt: return SubRip.read(bytes, limits: limits)
        case .forms, .plain: return PlainText.read(bytes, limits: limits)
        }
    }
}
