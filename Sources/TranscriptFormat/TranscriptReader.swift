public import Foundation
import LosslessJSON

/// Text formats, told by their first lines.
enum TextKind {
    case webvtt, srt, forms, plain

    /// A line of times this far down still makes captions of a file.
    private static let linesLooked = 200

    init(of bytes: [UInt8]) {
        let head = TextLines(Array(bytes.prefix(64 << 10)))
        guard head.count > 0 else {
            self = .plain
            return
        }
        let first = head[0]
        if WebVTT.isHeader(first) {
            self = .webvtt
            return
        }
        if first.contains(0x3D), String(decoding: first, as: UTF8.self).contains("TranscriptionEvent=") {
            self = .forms
            return
        }
        let looked = min(head.count, Self.linesLooked)
        let times = (0..<looked).first { CueTimes.read(head[$0]) != nil }
        // Captions with a broken first line: the dot of WebVTT tells it from SubRip's comma.
        let wanted = String(decoding: first.prefix(6), as: UTF8.self).uppercased() == "WEBVTT"
        if let times {
            let dotted = !head[times].contains(0x2C)
            let counted = times > 0 && head.isNumber(times - 1)
            self = wanted || dotted && !counted ? .webvtt : .srt
        } else {
            self = wanted ? .webvtt : .plain
        }
    }
}

extension Transcript {
    /// Reads a transcript in any format this module knows, recognised by its content.
    ///
    /// Never fails: what cannot be read is an empty transcript that names the problem and its place. Takes time linear in
    /// the bytes and keeps the bounds of `limits`.
    ///
    /// - Parameters:
    ///   - data: The file, or JSON lines, or the bodies of callbacks one on each line.
    ///   - verify: Checks a signature of a signed vCon; without one, signed content is shown as not verified.
    public static func read(
        _ data: Data, limits: TranscriptLimits = TranscriptLimits(),
        verify: (@Sendable (VCon.Signature) -> Bool)? = nil
    ) -> Transcript {
        var transcript = TranscriptReader(limits: limits, verify: verify).read(data)
        if transcript.problems.count > limits.problems {
            transcript.problems.removeLast(transcript.problems.count - limits.problems)
            transcript.problems.append(.init(.limit, at: "$", "more problems than \(limits.problems)"))
        }
        return transcript
    }
}

private struct TranscriptReader {
    let limits: TranscriptLimits
    let verify: (@Sendable (VCon.Signature) -> Bool)?
    /// Signed vCons within signed ones.
    private let wrappingMax = 3

    init(limits: TranscriptLimits, verify: (@Sendable (VCon.Signature) -> Bool)?) {
        self.limits = limits
        self.verify = verify
    }

    func read(_ data: Data) -> Transcript {
        if data.count > limits.bytes {
            return failed(.limit, at: "byte \(limits.bytes)", "more than \(limits.bytes) bytes")
        }
        let raw = [UInt8](data)
        if raw.starts(with: [0x1F, 0x8B]) { return failed(.compressed, at: "byte 0", "gzip: unpack it first") }
        if raw.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return failed(.compressed, at: "byte 0", "an archive") }
        let (bytes, sound) = TextDecoding.utf8(raw)
        guard let first = bytes.first(where: { $0 > 0x20 }) else { return failed(.empty, at: "byte 0", "no content") }
        var transcript: Transcript
        if let object = VCon.compact(bytes) {
            transcript = vcon(VCon(document: object), depth: 0)
        } else if first == 0x7B || first == 0x5B && PlainBracket.isJSON(bytes) {
            transcript = json(bytes)
        } else {
            transcript = text(bytes)
        }
        if !sound, transcript.problems.first?.kind != .unrecognised {
            transcript.problems.append(.init(.encoding, at: "byte 0", "no UTF-8: guessed"))
        }
        return transcript
    }

    private func failed(
        _ kind: Transcript.Problem.Kind, at place: String, _ detail: String, format: Transcript.Format = .unknown
    ) -> Transcript {
        Transcript(format: format, problems: [.init(kind, at: place, detail)])
    }

    private func text(_ bytes: [UInt8]) -> Transcript {
        switch TextKind(of: bytes) {
        case .webvtt: return WebVTT.read(bytes, limits: limits).transcript(limits: limits)
        case .srt: return SubRip.read(bytes, limits: limits).transcript(limits: limits)
        case .forms: return TwilioVoice.callbacks(TwilioVoice.forms(bytes)).transcript(limits: limits)
        case .plain:
            if bytes.prefix(4096).contains(0) { return failed(.unrecognised, at: "byte 0", "no text") }
            if Self.isMarkup(bytes) { return failed(.unrecognised, at: "byte 0", "a web page or XML, no transcript") }
            return PlainText.read(bytes, limits: limits).transcript(limits: limits)
        }
    }

    /// Whether a text begins as documents of markup do.
    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(512), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let start = head.prefix(14).lowercased()
        return ["<!doctype", "<html", "<?xml", "<head", "<body"].contains { start.hasPrefix($0) }
    }

    private func json(_ bytes: [UInt8], depth: Int = 0) -> Transcript {
        let (values, failure) = JSONParser.sequence(of: bytes, limits: limits.json)
        var transcript: Transcript
        let several = values.first?.array ?? values
        if let object = several.first?.object, VCon.form(of: object) != nil {
            transcript = vcon(VCon(document: object), depth: depth)
            if several.count > 1 {
                transcript.problems.append(.init(.limit, at: "$", "only the first of \(several.count) vCons was read"))
            }
        } else if let talk = VendorJSON.read(values, limits: limits) {
            transcript = talk.transcript(limits: limits)
        } else {
            transcript = Transcript(format: .unknown)
            if failure == nil {
                transcript.problems = [.init(.unrecognised, at: "$", "JSON of no transcript that is known")]
            }
        }
        if let failure { transcript.problems.insert(failure.problem(in: bytes), at: 0) }
        return transcript
    }

    private func vcon(_ vcon: VCon, depth: Int) -> Transcript {
        switch vcon.form {
        case .plain: return vcon.transcript(limits: limits)
        case .encrypted: return failed(.encrypted, at: "$.ciphertext", "encrypted: no key for it", format: .vcon)
        case .signed:
            guard depth < wrappingMax else {
                return failed(.limit, at: "$.payload", "signed more than \(wrappingMax) times", format: .vcon)
            }
            guard let payload = vcon.payload else {
                return failed(.syntax, at: "$.payload", "no base64url", format: .vcon)
            }
            var transcript = json(TextDecoding.utf8(payload).bytes, depth: depth + 1)
            transcript.format = .vcon
            let problem: Transcript.Problem? =
                if let verify {
                    vcon.signatures.contains(where: verify)
                        ? nil : .init(.signatureWrong, at: "$.signatures", "no signature holds")
                } else {
                    .init(.signatureUnverified, at: "$.signatures", "signed; not verified, for want of a key")
                }
            if let problem { transcript.problems.insert(problem, at: 0) }
            return transcript
        }
    }
}

/// `[` opens JSON, or the clock of a plain text.
private enum PlainBracket {
    static func isJSON(_ bytes: [UInt8]) -> Bool {
        let inside = bytes.drop { $0 <= 0x20 }.dropFirst().first { $0 > 0x20 }
        return inside.map { "{[\"]tfn-".utf8.contains($0) } ?? true
    }
}
