import Crypto
import Foundation
import TranscriptFormat

/// Under what a call is known, so that it is taken once.
enum CallIdentity {
    /// The platform's id, else the file's own, else one made of what was said when.
    static func id(of transcript: Transcript, _ speech: CallSpeech, named: String?) -> String {
        for written in [named, transcript.callID] {
            guard let written = written?.trimmingCharacters(in: .whitespacesAndNewlines), !written.isEmpty else {
                continue
            }
            return isPlain(written) ? written : "call-\(hash { $0.update(data: Data(written.utf8)) })"
        }
        return "call-\(hash { fill(&$0, transcript, speech) })"
    }

    /// Fit to stand as it is in ids made of it.
    private static func isPlain(_ id: String) -> Bool {
        id.utf8.count <= FinishedCallReader.idBytesMax
            && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    }

    private static func hash(_ fill: (inout SHA256) -> Void) -> String {
        var hash = SHA256()
        fill(&hash)
        return hash.finalize().prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }

    /// The words and their moments, whatever format told them and however it broke them into captions.
    private static func fill(_ hash: inout SHA256, _ transcript: Transcript, _ speech: CallSpeech) {
        if let started = transcript.startedAt {
            hash.update(data: Data("\(Int64(started.timeIntervalSince1970))".utf8))
        }
        for turn in speech.turns {
            let words = turn.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let start = turn.start.map { FinishedCallReader.milliseconds($0) / 100 } ?? -1
            hash.update(data: Data("\n\(start) \(words)".utf8))
        }
    }
}
