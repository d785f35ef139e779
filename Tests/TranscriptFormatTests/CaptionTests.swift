import Foundation
import Testing

@testable import TranscriptFormat

@Suite struct CaptionTests {
    @Test func voicesArePartiesAndWordsLoseTheirTags() {
        let transcript = read(
            "\u{FEFF}WEBVTT - Call\nKind: captions\n\nNOTE by hand\n\n1\n00:01.000 --> 00:03.400 align:start\n"
                + "<v.loud Erika Muster>Wo ist <i>mein</i> Paket &amp; die <00:02.000>Rechnung?</v>\n\n"
                + "01:00:03.500 --> 01:00:05.000\n<v Mara>Ich schaue nach.\n")
        #expect(transcript.format == .webvtt)
        #expect(transcript.said == ["Erika Muster: Wo ist mein Paket & die Rechnung?", "Mara: Ich schaue nach."])
        #expect(transcript.segments[0].start == 1 && transcript.segments[0].end == 3.4)
        #expect(transcript.segments[1].start == 3603.5)
        #expect(transcript.problems.isEmpty)
    }

    @Test func severalVoicesOfOneCueAreSegmentsOfTheirOwn() {
        let transcript = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Hallo?</v>\n<v B>Ja?</v> <v A>Gut.")
        #expect(transcript.said == ["A: Hallo?", "B: Ja?", "A: Gut."])
    }

    @Test func aVoiceOpenOverABlankLineKeepsItsWords() {
        let transcript = read(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Eins\n\nzwei</v>\n\n00:03.000 --> 00:04.000\n<v B>Drei</v>\n")
        #expect(transcript.said == ["A: Eins\nzwei", "B: Drei"])
    }

    @Test func aBrokenHeaderIsNamedAndTheCuesAreRead() {
        let transcript = read("WebVTT file\n\n00:01.000 --> 00:02.000\nHello\n")
        #expect(transcript.format == .webvtt)
        #expect(transcript.texts == ["Hello"])
        #expect(transcript.kinds == [.header])
    }

    @Test func aTagWithoutEndLosesNoWords() {
        #expect(CueText.pieces("a <lang en It's blue").map(\.text) == ["a <lang en It's blue"])
        #expect(CueText.pieces("1 < 2 > 0").map(\.text) == ["1  0"])
    }

    @Test(arguments: ["00.00.000 --> 00:02.000", "00:000.000 --> 00:02.000", "00:00.000 00:02.000", "-->"])
    func whatIsNoTimesMakesNoCue(_ line: String) {
        #expect(read("WEBVTT\n\n\(line)\nText\n\n00:01.000 --> 00:02.000\nNext\n").texts == ["Next"])
    }

    @Test func namesBeforeTheWordsArePartiesWhereThereAreNoVoices() {
        let transcript = read(
            "WEBVTT\n\n00:01.000 --> 00:02.000\nErika Muster: Hallo\n\n00:02.000 --> 00:03.000\nMara: Ja: bitte?\n")
        #expect(transcript.said == ["Erika Muster: Hallo", "Mara: Ja: bitte?"])
    }

    @Test func subRipOfWindowsIsRead() {
        let text =
            "1\r\n00:00:01,000 --> 00:00:03,400\r\n{\\an8}<i>Agent: Gr\u{FC}\u{DF} Gott</i>\r\n\r\n2\r\n"
            + "00:00:04,000 --> 00:00:05,000\r\nCaller: 5\r\n7 <3\r\n\r\n"
        let transcript = Transcript.read(Data(text.unicodeScalars.map { UInt8($0.value) }))
        #expect(transcript.format == .srt)
        #expect(transcript.said == ["Agent: Grüß Gott", "Caller: 5\n7 <3"])
        #expect(transcript.parties.map(\.role) == [.agent, .customer])
        #expect(transcript.kinds == [.encoding])
    }

    @Test func blankLinesAndNumbersWithinWordsStay() {
        let transcript = read(
            "1\n00:00:01,000 --> 00:00:02,000\nA: Eins\n\nmehr\n42\n\n2\n00:00:03,000 --> 00:00:04,000\nB: Zwei\n")
        #expect(transcript.said == ["A: Eins\n\nmehr\n42", "B: Zwei"])
    }

    @Test func aWebPageIsNoTranscript() {
        for page in ["<!DOCTYPE html><p>Kunde: hallo</p>", "\n <html><body>Agent: hi", "<?xml version=\"1.0\"?><a/>"] {
            #expect(read(page).problems.first?.kind == .unrecognised)
            #expect(read(page).segments.isEmpty)
        }
    }

    @Test func plainTextIsTurnsWithTheirContinuations() {
        let transcript = read(
            "agent: Your order:\nOrder ID: 12\nTotal: 3 EUR\ncaller: Thanks.\nNote: see above\nagent: Bye: now\n")
        #expect(transcript.format == .text)
        #expect(
            transcript.said == [
                "agent: Your order:\nOrder ID: 12\nTotal: 3 EUR", "caller: Thanks.\nNote: see above", "agent: Bye: now",
            ])
    }

    @Test func clocksBesideTheNameAreStarts() {
        let transcript = read("[00:00:05] Erika Muster: Hallo\n[00:01:05] Mara: Ja?\n[00:01:07] Erika Muster: Gut\n")
        #expect(transcript.said == ["Erika Muster: Hallo", "Mara: Ja?", "Erika Muster: Gut"])
        #expect(transcript.segments.map(\.start) == [5, 65, 67])
        let behind = read("Mara (00:05): Hallo\nErika (01:05): Ja\n")
        #expect(behind.said == ["Mara: Hallo", "Erika: Ja"])
        #expect(behind.segments.map(\.start) == [5, 65])
    }

    @Test func textOfNobodyIsNamedAsAProblem() {
        #expect(read("Just some words.\nAnd more.").kinds == [.unrecognised])
    }

    @Test func captionsWrittenAreReadAgain() {
        let transcript = Transcript(
            format: .vcon, parties: [.init(id: "0", role: .agent, name: "Mara"), .init(id: "1", role: .customer)],
            segments: [
                .init(party: "0", start: 1, end: 2.25, text: "A < B & C"),
                .init(party: "1", start: 3661, end: 3662, text: "Ja\n\ngut"),
            ])
        let expected = ["Mara: A < B & C", "Customer: Ja\ngut"]
        #expect(read(transcript.webVTT()).said == expected)
        #expect(read(transcript.webVTT()).segments.map(\.start) == [1, 3661])
        #expect(read(transcript.subRip()).said == expected)
        #expect(read(transcript.plainText()).said == ["Mara: A < B & C", "Customer: Ja gut"])
    }

    @Test func segmentsOfOneSpeakerAreOneTurn() {
        let transcript = read(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Eins\n\n00:02.000 --> 00:03.000\n<v A>zwei\n\n"
                + "00:03.000 --> 00:04.000\n<v B>Drei\n")
        #expect(transcript.segments.count == 3)
        #expect(transcript.turns.map(\.text) == ["Eins zwei", "Drei"])
        #expect(transcript.turns[0].end == 3)
    }
}
