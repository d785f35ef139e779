import Foundation
import LosslessJSON
import SwitchboardTesting
import Testing

@testable import TranscriptFormat

@Suite struct BoundsTests {
    @Test func theInspectionIsOneLineOfTheContractsShape() {
        let json = TranscriptInspection(read("WEBVTT\n\n00:01.000 --> 00:02.500\n<v Mara>\"Hi\"</v>")).json()
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"format":"webvtt","started_at":null,"duration_s":2.5,"parties":[{"id":"Mara","role":"unknown","name":"Mara","tel":null}],"segments":[{"party":"Mara","start_s":1,"end_s":2.5,"text":"\"Hi\""}],"problems":[]}"#
        )
    }

    @Test(arguments: [
        ("", Transcript.Problem.Kind.empty), (" \n", .empty), ("\u{0}\u{1}\u{2}", .empty), ("{\"a\":", .syntax),
        (String(repeating: "[", count: 5000), .limit), ("{\"payload\":\"*\",\"signatures\":[]}", .syntax),
        ("PK\u{3}\u{4}", .compressed),
    ])
    func whatCannotBeReadIsNamed(_ text: String, _ kind: Transcript.Problem.Kind) {
        #expect(read(text).kinds.first == kind)
        #expect(read(text).segments.isEmpty)
    }

    @Test func boundsAreKeptAndNamed() {
        let cues = (0..<9).map { "00:0\($0).000 --> 00:0\($0).500\n<v N\($0)>x\n\n" }.joined()
        let transcript = read("WEBVTT\n\n\(cues)", limits: TranscriptLimits(segments: 5, parties: 3))
        #expect(transcript.segments.count == 5 && transcript.parties.count == 3)
        #expect(transcript.kinds.contains(.limit))
        #expect(read("A: b", limits: TranscriptLimits(bytes: 3)).kinds == [.limit])
        let dialogs = Array(repeating: #"{"type":"recording","parties":[9]}"#, count: 50).joined(separator: ",")
        #expect(read(vcon(#""dialog":[\#(dialogs)]"#), limits: TranscriptLimits(problems: 7)).problems.count <= 8)
    }

    @Test func signedWithinSignedEnds() {
        var text = vcon(#""dialog":[]"#)
        for _ in 0..<6 { text = #"{"payload":"\#(Base64.urlEncoded(Array(text.utf8)))","signatures":[]}"# }
        #expect(read(text).kinds.contains(.limit))
    }

    /// What grows faster than its input takes minutes here.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["<", "&", "<v ", "{\\", "a:", "\n\n", "-->", "[(", "<script>", "--b\n", "\n1\n"])
    func longRepetitionsTakeLinearTime(_ piece: String) {
        let long = String(repeating: piece, count: 80_000 / piece.utf8.count)
        _ = read(long)
        _ = read("WEBVTT\n\n00:01.000 --> 00:02.000\n\(long)")
        _ = read("1\n00:00:01,000 --> 00:00:02,000\n\(long)")
        _ = HTMLText.words(long)
        _ = MIMEText.words(long, mediatype: "multipart/mixed; boundary=b")
        _ = CueText.pieces(long)
    }

    /// Sound files of every kind, changed at random: reading ends, and what is read is within its bounds.
    @Test func changedFilesAreReadWithoutHarm() {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed of the changed transcripts: \(seed)")
        var chance = SeededGenerator(seed: seed)
        let limits = TranscriptLimits(depth: 16, segments: 50, parties: 10, problems: 20)
        for round in 0..<1500 {
            let file = Self.changed(Array(Self.seeds[round % Self.seeds.count].utf8), &chance)
            let transcript = Transcript.read(Data(file), limits: limits)
            let ids = Set(transcript.parties.map(\.id))
            #expect(transcript.segments.count <= 50 && ids.count <= 10 && transcript.problems.count <= 21)
            #expect(transcript.segments.allSatisfy { $0.party.map(ids.contains) ?? true })
            let json = TranscriptInspection(transcript).json()
            #expect((try? JSONParser.value(of: [UInt8](json), limits: JSONLimits())) != nil)
            if let vcon = try? VCon(Data(file)) {
                #expect((try? VCon(vcon.written())) == vcon)
                _ = vcon.upgraded().written()
            }
        }
    }

    private static let seeds = [
        vcon(
            #""dialog":[{"type":"text","start":"2026-11-20T10:00:00Z","duration":2,"parties":[1,0],"body":"Hallo"},{"type":"recording","parties":[[0],1],"url":"https://a.example"}],"analysis":[{"type":"transcript","dialog":1,"body":[{"speaker":"Agent","message":"x"}]}]"#
        ),
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Eins &amp; <i>zwei</i></v>\n\n2\n00:03.000 --> 00:04.000\n<v B>Drei\n",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nA: <i>Eins</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nB: Zwei\r\n",
        "[00:01] Agent: Hallo\n[00:05] Caller: Tag\nmehr\n",
        #"{"results":{"channels":[{"alternatives":[{"transcript":"a b","words":[{"word":"a","start":0,"end":1,"speaker":0},{"word":"b","start":1,"end":2,"speaker":1}]}]}]}}"#,
        #"{"results":{"transcripts":[{"transcript":"a"}],"items":[{"start_time":"0.1","end_time":"0.2","type":"pronunciation","alternatives":[{"content":"a","confidence":"0.9"}]}]}}"#,
        "TranscriptionEvent=transcription-content&SequenceId=1&Track=inbound_track&Final=true&TranscriptionData=%7B%22transcript%22%3A%22a%22%7D",
    ]

    private static func changed(_ bytes: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...chance.below(6) where !bytes.isEmpty {
            let at = chance.below(bytes.count)
            switch chance.below(5) {
            case 0: bytes[at] = UInt8(chance.below(256))
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(Array("{}[]\",:<>-\n0e.\\&".utf8)[chance.below(16)], at: at)
            case 3: bytes.insert(contentsOf: bytes[at..<min(at + 1 + chance.below(40), bytes.count)], at: at)
            default: bytes.removeSubrange(at..<min(at + 1 + chance.below(60), bytes.count))
            }
        }
        return bytes
    }
}
