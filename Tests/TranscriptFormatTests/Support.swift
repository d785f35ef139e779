import Foundation
import TranscriptFormat

/// Reads a transcript from text.
func read(_ text: String, limits: TranscriptLimits = TranscriptLimits()) -> Transcript {
    Transcript.read(Data(text.utf8), limits: limits)
}

extension Transcript {
    var texts: [String] { segments.map(\.text) }

    var kinds: [Problem.Kind] { problems.map(\.kind) }

    /// `name or id: words` of each segment.
    var said: [String] {
        segments.map { segment in
            let party = parties.first { $0.id == segment.party }
            return "\(party?.name ?? segment.party ?? segment.speaker.map { "(\($0))" } ?? "?"): \(segment.text)"
        }
    }

    func role(_ id: String) -> Role? { parties.first { $0.id == id }?.role }
}

/// A plain vCon with two parties around the given members.
func vcon(_ members: String, version: String? = "0.4.0") -> String {
    let head = version.map { "\"vcon\":\"\($0)\"," } ?? ""
    return """
        {\(head)"uuid":"0199c2a0-1c2d-8e3f-9a4b-5c6d7e8f9a0b","created_at":"2026-11-20T10:06:00Z",
         "parties":[{"tel":"tel:+49301234567","name":"Erika Muster","role":"customer"},
                    {"name":"Mara","type":"bot"}],\(members)}
        """
}
