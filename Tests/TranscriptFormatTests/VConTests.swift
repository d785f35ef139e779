import Foundation
import LosslessJSON
import Testing

@testable import TranscriptFormat

@Suite struct VConTests {
    @Test(arguments: VCon.Version.allCases.map(\.rawValue) + [nil])
    func messagesOfAnyVersionAreSegments(_ version: String?) {
        let transcript = read(
            vcon(
                #""dialog":[{"type":"text","start":"2026-11-20T10:00:00Z","duration":2.5,"parties":[1,0],"body":"Hallo","#
                    + #""encoding":"none","mimetype":"text/plain"},{"type":"text","start":"2026-11-20T10:00:05Z","#
                    + #""parties":[1,0],"originator":0,"body":"Tag","mediatype":"text/plain"}]"#, version: version))
        #expect(transcript.format == .vcon)
        #expect(transcript.problems.isEmpty)
        #expect(transcript.said == ["Mara: Hallo", "Erika Muster: Tag"])
        #expect(transcript.parties.map(\.role) == [.customer, .agent])
        #expect(transcript.parties[0].tel == "+49301234567")
        #expect(transcript.segments.map(\.start) == [0, 5])
        #expect(transcript.duration == 5)
    }

    @Test func transcriptsOfKnownShapesAreRead() {
        func analysis(_ body: String, parties: String = "[0,1]", more: String = "") -> [String] {
            read(
                vcon(
                    #""dialog":[{"type":"recording","start":"2026-11-20T10:00:00Z","duration":60,"parties":\#(parties),"#
                        + #""url":"https://rec.example/a.wav"}],"analysis":[{"type":"transcript","dialog":0,\#(more)"#
                        + #""body":\#(body)}]"#)
            ).said
        }
        #expect(
            analysis(#"[{"speaker":"Agent","message":"Hallo"},{"speaker":"Customer","message":"Tag"}]"#)
                == ["Mara: Hallo", "Erika Muster: Tag"])
        #expect(
            analysis(#""[{\"speaker\":\"Mara\",\"text\":\"Hallo\"}]""#, more: #""encoding":"json","#) == ["Mara: Hallo"]
        )
        #expect(analysis(#""Mara: Hallo\nCaller: Tag""#) == ["Mara: Hallo", "Erika Muster: Tag"])
        #expect(
            analysis(#""WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mara>Hallo""#, more: #""mediatype":"text/vtt","#)
                == ["Mara: Hallo"])
        let channels =
            #"{"results":{"channels":[{"alternatives":[{"transcript":"Tag"}]},{"alternatives":[{"transcript":"Hallo"}]}]}}"#
        #expect(analysis(channels, parties: "[1,0]") == ["Mara: Tag", "Erika Muster: Hallo"])
        #expect(analysis(channels, parties: "[[0],[1]]") == ["Erika Muster: Tag", "Mara: Hallo"])
        #expect(
            analysis(#"{"segments":[{"start":1,"end":2,"text":"Hallo","speaker":0}],"text":"Hallo"}"#)
                == ["(0): Hallo"], "a recogniser's number is no party's index")
    }

    @Test func theExtensionForTranscriptsIsRead() {
        let transcript = read(
            vcon(
                #""extensions":["wtf_transcription"],"critical":["wtf_transcription"],"dialog":[{"type":"recording","#
                    + #""start":"2026-11-20T10:00:00Z","parties":[0,1],"url":"https://rec.example/a"}],"#
                    + #""analysis":[{"type":"wtf_transcription","dialog":0,"encoding":"json","body":{"transcript":"#
                    + #"{"text":"Hallo Tag","language":"de","duration":3,"confidence":0.9},"segments":["#
                    + #"{"id":0,"start":0.5,"end":2.1,"text":"Hallo","confidence":0.95,"speaker":"Mara"}]}}]"#))
        #expect(transcript.said == ["Mara: Hallo"])
        #expect(transcript.segments[0].language == "de" && transcript.segments[0].confidence == 0.95)
    }

    @Test func aThreadOfMailsIsRead() {
        let transcript = read(
            """
            {"uuid":"0199c2a0-1c2d-8e3f-9a4b-5c6d7e8f9a0b","parties":[{"mailto":"erika@example.com","name":"Erika"},
             {"mailto":"mailto:help@shop.example"}],"dialog":[
             {"type":"text","start":"2026-11-20T10:00:00+01:00","parties":[0,1],"message_id":"<1@example.com>",
              "mediatype":"multipart/alternative; boundary=\\"b1\\"","encoding":"none",
              "body":"--b1\\r\\nContent-Type: text/plain; charset=utf-8\\r\\nContent-Transfer-Encoding: quoted-printable\\r\\n\\r\\nGr=C3=BC=C3=9Fe =\\r\\naus Bonn\\r\\n--b1\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>Gr&uuml;&szlig;e</p>\\r\\n--b1--\\r\\n"},
             {"type":"text","start":"2026-11-20T11:00:00+01:00","parties":[1,0],"mediatype":"text/html",
              "body":"<style>p{}</style><p>Danke<br>sehr &amp; gern</p>"},
             {"type":"text","start":"2026-11-20T12:00:00+01:00","parties":[0,1],"mediatype":"message/rfc822",
              "body":"From: a@b.example\\nContent-Type: text/plain\\nContent-Transfer-Encoding: base64\\n\\nR3V0\\n"}]}
            """)
        #expect(transcript.texts == ["Grüße aus Bonn", "Danke\nsehr & gern", "Gut"])
        #expect(transcript.segments.map(\.start) == [0, 3600, 7200])
        let odd = read(vcon(#""dialog":[{"type":"sms","parties":[0],"body":"Hi"},{"type":"text","body":{"a":1}}]"#))
        #expect(odd.said == ["Erika Muster: Hi"] && odd.kinds == [.unrecognised])
        #expect(transcript.parties.map(\.mailto) == ["erika@example.com", "help@shop.example"])
    }

    @Test func soundInsideIsNoTextAndItsHashIsChecked() {
        func sound(_ hash: String) -> Transcript {
            read(
                vcon(
                    #""dialog":[{"type":"recording","start":"2026-11-20T10:00:00Z","duration":4,"parties":[0,1],"#
                        + #""mediatype":"audio/wav","encoding":"base64url","body":"aGVsbG8K","content_hash":"sha512-\#(hash)"}]"#
                ))
        }
        let right = sound("58IrmUxZ2c8rSOVJseJGZmNgRZMNPafBrLKZ0cO3-TH5Sq5B7dosKyB6NuEPi8uNRSI-VIePWzFufOO2vAGWKQ")
        #expect(right.problems.isEmpty && right.segments.isEmpty && right.duration == 4)
        #expect(sound("AAAA").kinds == [.hash])
    }

    @Test(arguments: [
        (#""dialog":null"#, Transcript.Problem.Kind.shape), (#""analysis":"text""#, .shape),
        (#""dialog":[{"type":"recording","parties":[0,99],"url":"https://a.example/b"}]"#, .reference),
        (#""dialog":[{"type":"recording","duration":-3,"url":"https://a.example/b"}]"#, .duration),
        (#""dialog":[{"type":"recording","url":"nowhere"}]"#, .url), (#""dialog":[{"type":"recording"}]"#, .shape),
        (#""dialog":[{"type":"recording","mimetype":"a wave","url":"s3://a/b"}]"#, .mediatype),
        (#""dialog":[{"type":"text","start":"soon","body":"x"}]"#, .date),
        (#""analysis":[{"type":"transcript","dialog":7,"body":"A: b\nC: d"}]"#, .reference),
        (#""analysis":[{"type":"transcript","url":"https://a.example/t"}]"#, .external),
        (#""analysis":[{"type":"transcript","body":{"odd":1}}]"#, .unrecognised), (#""vcon":"9.9""#, .version),
        (#""critical":["sealed"],"dialog":[{"type":"text","body":"secret"}]"#, .critical),
        (#""redacted":{"uuid":"a"},"amended":{"uuid":"b"}"#, .shape),
    ])
    func whatIsWrongIsNamed(_ members: String, _ kind: Transcript.Problem.Kind) {
        let transcript = read(vcon(members))
        #expect(transcript.kinds == [kind])
        #expect(kind != .critical || transcript.segments.isEmpty && transcript.parties.isEmpty)
    }

    @Test func signedContentIsShownAndSaidToBeUnverified() {
        let inner = Base64.urlEncoded(Array(vcon(#""dialog":[{"type":"text","parties":[1],"body":"Hallo"}]"#).utf8))
        let head = Base64.urlEncoded(Array(#"{"alg":"RS256"}"#.utf8))
        let general = #"{"payload":"\#(inner)","signatures":[{"protected":"\#(head)","signature":"AQID"}]}"#
        #expect(read(general).texts == ["Hallo"])
        #expect(read(general).kinds == [.signatureUnverified])
        #expect(read("\(head).\(inner).AQID").kinds == [.signatureUnverified])
        let data = Data(general.utf8)
        let right = Transcript.read(data) { $0.algorithm == "RS256" && $0.input == Data("\(head).\(inner)".utf8) }
        #expect(right.problems.isEmpty)
        #expect(Transcript.read(data) { _ in false }.kinds == [.signatureWrong])
    }

    @Test func ofSeveralTheFirstIsReadAndTheOthersAreNamed() {
        let one = vcon(#""dialog":[{"type":"text","parties":[1],"body":"Hallo"}]"#)
        #expect(read("[\(one),\(one)]").texts == ["Hallo"])
        #expect(read("\(one)\n\(one)").kinds == [.limit])
    }

    @Test func whatTheInspectionPrintsIsRead() {
        let transcript = read("Agent: Hallo\nCaller: Tag\n")
        let again = Transcript.read(TranscriptInspection(transcript).json())
        #expect(again.format == .utterances && again.texts == transcript.texts)
        #expect(again.parties.map(\.role) == [.agent, .customer])
    }

    @Test func encryptedContentIsNamed() {
        #expect(read(#"{"ciphertext":"AA","iv":"AA","recipients":[]}"#).kinds == [.encrypted])
        #expect(read("eyJhbGciOiJSU0EifQ.AA.AA.AA.AA").kinds == [.encrypted])
    }

    @Test func readingAndWritingLosesNothing() throws {
        let text =
            #"{"x-odd":{"b":1.0,"a":[null,1e2]},"parties":[{"zz":"\ud800"},{}],"uuid":"x","dialog":[],"x-odd":2}"#
        #expect(String(decoding: try VCon(Data(text.utf8)).written(), as: UTF8.self) == text)
    }

    @Test func anOldFileBecomesANewOne() throws {
        let old =
            #"{"vcon":"0.0.1","uuid":"u","parties":[{"email":"a@b.example"}],"dialog":[{"mimetype":"audio/wav","alg":"SHA-512","signature":"AAAA","url":"https://a.example"}],"analysis":[{"encoding":"json","body":"{\"a\":1}"}],"must_support":["k"],"appended":{"uuid":"o"}}"#
        let new = try VCon(Data(old.utf8)).upgraded()
        #expect(new.version == "0.4.0")
        #expect(new.dialogs[0]["mediatype"]?.string == "audio/wav")
        #expect(new.dialogs[0]["content_hash"]?.string == "sha512-AAAA" && new.dialogs[0]["alg"] == nil)
        #expect(new.analyses[0]["body"]?["a"]?.int == 1)
        #expect(new.parties[0]["mailto"]?.string == "a@b.example")
        #expect(new.unsupported == ["k"] && new.document["amended"] != nil)
    }

    @Test func anExportedTranscriptIsReadAgain() throws {
        let moment = Date(timeIntervalSince1970: 1_800_000_000)
        var transcript = Transcript(
            format: .vcon, startedAt: moment, duration: 9,
            parties: [.init(id: "0", role: .agent, name: "Mara"), .init(id: "1", role: .customer, tel: "+4930123")],
            segments: [
                .init(party: "0", start: 0, end: 2.5, text: "Hallo"), .init(party: "1", start: 3, end: 9, text: "Tag"),
            ])
        let uuid = try #require(UUID(uuidString: "0199C2A0-1C2D-8E3F-9A4B-5C6D7E8F9A0B"))
        transcript.callID = uuid.uuidString.lowercased()
        #expect(Transcript.read(VCon(transcript, uuid: uuid, createdAt: moment).written()) == transcript)
        transcript.segments.append(.init(start: 10, text: "?"))
        let again = Transcript.read(VCon(transcript, uuid: uuid, createdAt: moment).written())
        #expect(again.problems.isEmpty && again.parties.last?.name == "anonymous")
    }
}
