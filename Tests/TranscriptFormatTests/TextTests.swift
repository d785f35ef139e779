import Foundation
import LosslessJSON
import Testing

@testable import TranscriptFormat

@Suite struct TextTests {
    @Test(arguments: [
        ("2022-06-21T17:53:26.000+00:00", 1_655_834_006.0), ("2022-06-21 19:53:26+0200", 1_655_834_006),
        ("2024-03-16T16:09:20", 1_710_605_360), ("Tue, 21 Jun 2022 17:53:26 +0000", 1_655_834_006),
    ])
    func momentsAreRead(_ text: String, _ seconds: Double) {
        #expect(Timestamp.moment(.string(text))?.timeIntervalSince1970 == seconds)
    }

    @Test func momentsAreWrittenInUTC() {
        #expect(Timestamp.written(Date(timeIntervalSince1970: 1_655_834_006.25)) == "2022-06-21T17:53:26.250Z")
        #expect(Timestamp.written(Date(timeIntervalSince1970: -1)) == "1969-12-31T23:59:59.000Z")
    }

    @Test(arguments: ["", "2022", "2022-13-01T00:00:00Z", "2022-06-21T25:00:00Z", "yesterday"])
    func whatIsNoMomentIsNone(_ text: String) {
        #expect(Timestamp.moment(.string(text)) == nil)
    }

    @Test(arguments: ["", "a", "ab", "abc", "Grüße, 世界"])
    func base64ComesBack(_ text: String) {
        #expect(Base64.decoded(Base64.urlEncoded(Array(text.utf8))) == Array(text.utf8))
    }

    @Test(arguments: [
        ("Agent", Transcript.Role.agent), ("END_USER", .customer), ("caller 1", .customer), ("Kundin", .customer),
        ("Human Agent", .operator), ("Mitarbeiterin", .operator), ("Agent Mara", .agent),
    ])
    func labelsNameRoles(_ label: String, _ role: Transcript.Role) {
        #expect(SpeakerLabel.role(label) == role)
    }

    @Test(arguments: ["Erika Muster", "speaker 0", "spk_1", "", "A"])
    func otherLabelsNameNone(_ label: String) { #expect(SpeakerLabel.role(label) == nil) }
}
