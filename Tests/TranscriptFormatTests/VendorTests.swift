import Foundation
import Testing

@testable import TranscriptFormat

@Suite struct VendorTests {
    @Test func amazonTranscribeBySpeakerAndByChannel() {
        func item(_ text: String, _ start: String?, _ speaker: String? = nil) -> String {
            let time = start.map { #""start_time":"\#($0)","end_time":"\#($0)9","type":"pronunciation","# }
            return
                #"{\#(time ?? #""type":"punctuation","#)\#(speaker.map { #""speaker_label":"\#($0)","# } ?? "")"alternatives":[{"content":"\#(text)","confidence":"0.9"}]}"#
        }
        let speakers = read(
            #"{"jobName":"j","status":"COMPLETED","results":{"language_code":"de-DE","transcripts":[{"transcript":"x"}],"speaker_labels":{"segments":[{"speaker_label":"spk_0","items":[{"start_time":"0.1","speaker_label":"spk_0"}]},{"speaker_label":"spk_1","items":[{"start_time":"1.2","speaker_label":"spk_1"}]}]},"items":[\#(item("Hallo", "0.1")),\#(item("?", nil)),\#(item("Ja", "1.2"))]}}"#
        )
        #expect(speakers.format == .amazonTranscribe)
        #expect(speakers.said == ["spk_0: Hallo?", "spk_1: Ja"])
        #expect(speakers.segments[0].language == "de-DE" && speakers.segments[0].start == 0.1)
        let channels = read(
            #"{"results":{"transcripts":[],"items":[],"channel_labels":{"number_of_channels":2,"channels":[{"channel_label":"ch_0","items":[\#(item("Hallo", "0.1")),\#(item("Gut", "9.1"))]},{"channel_label":"ch_1","items":[\#(item("Ja", "1.2"))]}]}}}"#
        )
        #expect(channels.said == ["ch_0: Hallo", "ch_1: Ja", "ch_0: Gut"])
    }

    @Test func amazonStreamsKeepTheFinalFrames() {
        func frame(_ id: String, _ partial: Bool, _ text: String) -> String {
            #"{"Transcript":{"Results":[{"ResultId":"\#(id)","ChannelId":"ch_0","StartTime":0.5,"EndTime":2.1,"IsPartial":\#(partial),"Alternatives":[{"Transcript":"\#(text)"}]}]}}"#
        }
        let transcript = read(
            [frame("1", true, "Wo"), frame("1", false, "Wo ist"), frame("1", false, "Wo ist")].joined(separator: "\n"))
        #expect(transcript.said == ["ch_0: Wo ist"])
    }

    @Test func contactLensAfterAndDuringACall() {
        let after = read(
            #"{"Version":"1.1.0","LanguageCode":"de-DE","Participants":[{"ParticipantId":"A1","ParticipantRole":"AGENT"},{"ParticipantId":"C1","ParticipantRole":"CUSTOMER"}],"Transcript":[{"Id":"1","ParticipantId":"A1","Content":"Hallo","BeginOffsetMillis":10,"EndOffsetMillis":900},{"Id":"2","ParticipantId":"C1","Content":"Tag","BeginOffsetMillis":1000,"EndOffsetMillis":1900}]}"#
        )
        #expect(after.said == ["A1: Hallo", "C1: Tag"])
        #expect(after.role("A1") == .operator && after.role("C1") == .customer)
        let record =
            #"{"Channel":"VOICE","ContactId":"c","EventType":"SEGMENTS","Segments":[{"Utterance":{"Id":"u","PartialContent":"Wo"}},{"Transcript":{"Id":"t1","ParticipantId":"p","ParticipantRole":"CUSTOMER","Content":"Wo ist es?","BeginOffsetMillis":10,"EndOffsetMillis":1900}},{"Categories":{"MatchedCategories":["x"]}}]}"#
        let live = read(#"{"ContactId":"c","EventType":"STARTED"}"# + "\n\(record)\n\(record)\n")
        #expect(live.format == .contactLensStream)
        #expect(live.said == ["p: Wo ist es?"])
        #expect(live.segments[0].end == 1.9 && live.role("p") == .customer)
    }

    @Test func deepgramOfARecordingAndOfALiveCall() {
        let words =
            #"[{"word":"hallo","punctuated_word":"Hallo.","start":0,"end":1,"speaker":0},{"word":"tag","start":2,"end":3,"speaker":1}]"#
        let recorded = read(
            #"{"metadata":{"duration":9.5,"channels":1},"results":{"channels":[{"alternatives":[{"transcript":"Hallo. tag","words":\#(words)}]}]}}"#
        )
        #expect(recorded.said == ["0: Hallo.", "1: tag"])
        #expect(recorded.duration == 9.5)
        func frame(_ start: Double, _ text: String, final: Bool, speech: Bool, channel: Int = 0) -> String {
            #"{"type":"Results","channel_index":[\#(channel),2],"start":\#(start),"duration":1,"is_final":\#(final),"speech_final":\#(speech),"channel":{"alternatives":[{"transcript":"\#(text)","confidence":0.9,"words":[]}]}}"#
        }
        let live = read(
            [
                frame(0, "wo", final: false, speech: false), frame(0, "wo ist", final: true, speech: false),
                frame(0.5, "ja", final: true, speech: true, channel: 1),
                frame(1, "mein Paket", final: true, speech: true),
                frame(2, "", final: true, speech: true), #"{"type":"Metadata","duration":3}"#,
            ].joined(separator: "\n"))
        #expect(live.format == .deepgramLive)
        #expect(live.said == ["channel 0: wo ist mein Paket", "channel 1: ja"])
        #expect(live.segments[0].end == 2 && live.duration == 3)
    }

    @Test func assemblyAIReplacesTurnsOfOneOrder() {
        let batch = read(
            #"{"id":"1","audio_url":"https://a.example","status":"completed","language_code":"de","audio_duration":12,"text":"x","utterances":[{"speaker":"A","start":1200,"end":1900,"text":"Hallo","confidence":0.9}]}"#
        )
        #expect(batch.said == ["A: Hallo"] && batch.segments[0].start == 1.2 && batch.duration == 12)
        func turn(_ order: Int, _ text: String, _ formatted: Bool) -> String {
            #"{"type":"Turn","turn_order":\#(order),"turn_is_formatted":\#(formatted),"end_of_turn":true,"transcript":"\#(text)","speaker_label":"A","words":[{"text":"w","start":1000,"end":1500}]}"#
        }
        let live = read(
            [
                #"{"type":"Begin","id":"x"}"#, turn(0, "wo ist es", false), turn(0, "Wo ist es?", true),
                turn(1, "ja", false),
                #"{"type":"SpeakerRevision","revisions":[{"turn_order":1,"speaker_label":"B"}]}"#,
                #"{"type":"Termination","audio_duration_seconds":30}"#,
            ].joined(separator: "\n"))
        #expect(live.said == ["A: Wo ist es?", "B: ja"])
        #expect(live.duration == 30)
    }

    @Test func googleSpeechAndDialogflow() {
        let tagged = read(
            #"{"results":[{"alternatives":[{"transcript":"hallo tag","words":[{"word":"hallo"},{"word":"tag"}]}],"resultEndTime":"2s"},{"alternatives":[{"words":[{"startTime":"0.100s","endTime":"1s","word":"hallo","speakerTag":1},{"startTime":"1s","endTime":"2s","word":"tag","speakerTag":2}]}]}]}"#
        )
        #expect(tagged.said == ["speaker 1: hallo", "speaker 2: tag"])
        let channels = read(
            #"{"results":[{"channelTag":2,"resultEndTime":"1.5s","languageCode":"de","alternatives":[{"transcript":"ja","words":[{"startTime":"1.2s","endTime":"1.5s","word":"ja"}]}]},{"channelTag":1,"alternatives":[{"transcript":"hallo","words":[{"startTime":"0.1s","endTime":"1s","word":"hallo"}]}]}]}"#
        )
        #expect(channels.said == ["channel 0: hallo", "channel 1: ja"])
        func event(_ name: String, _ role: String, _ text: String, _ second: Int) -> String {
            #"{"conversation":"projects/p/conversations/c","type":"NEW_MESSAGE","newMessagePayload":{"name":"\#(name)","content":"\#(text)","participantRole":"\#(role)","createTime":"2026-11-20T10:00:0\#(second)Z"}}"#
        }
        let pushed = Base64.urlEncoded(Array(event("m2", "AUTOMATED_AGENT", "Ja", 4).utf8))
        let events = read(
            [
                event("m1", "END_USER", "Wo?", 1), #"{"message":{"data":"\#(pushed)","messageId":"9"}}"#,
                event("m1", "END_USER", "Wo?", 1),
            ].joined(separator: "\n"))
        #expect(events.said == ["END_USER: Wo?", "AUTOMATED_AGENT: Ja"])
        #expect(events.parties.map(\.role) == [.customer, .agent] && events.segments[1].start == 3)
    }

    @Test func twilioCallbacksInAnyOrderAndAsForms() {
        func form(_ sequence: Int, _ track: String, _ text: String, final: Bool = true) -> String {
            "TranscriptionEvent=transcription-content&TranscriptionSid=GT1&SequenceId=\(sequence)&Track=\(track)"
                + "&Final=\(final)&Timestamp=2026-11-20T10%3A00%3A0\(sequence)Z"
                + "&TranscriptionData=%7B%22transcript%22%3A%22\(text)%22%2C%22confidence%22%3A0.9%7D"
        }
        let transcript = read(
            [
                form(3, "outbound_track", "Gr%C3%BC%C3%9Fe"), form(2, "inbound_track", "Hallo+Sie"),
                form(2, "inbound_track", "Hallo+Sie"), form(4, "inbound_track", "un", final: false),
                "TranscriptionEvent=transcription-started&TranscriptionSid=GT1&SequenceId=1&Timestamp=2026-11-20T10:00:01Z",
            ].joined(separator: "\n"))
        #expect(transcript.format == .twilioCallbacks)
        #expect(transcript.said == ["inbound_track: Hallo Sie", "outbound_track: Grüße"])
        #expect(transcript.parties.map(\.role) == [.customer, .agent])
        #expect(transcript.segments.map(\.start) == [1, 2])
        let sentences = read(
            #"{"sentences":[{"media_channel":2,"sentence_index":1,"start_time":2.0,"end_time":3,"transcript":"Ja"},{"media_channel":1,"sentence_index":0,"start_time":"0.5","end_time":"1.5","transcript":"Hallo","confidence":"0.9"}]}"#
        )
        #expect(sentences.said == ["channel 1: Hallo", "channel 2: Ja"])
    }

    @Test func voicePlatformsReportTheirCalls() {
        let retell = read(
            #"{"event":"call_ended","call":{"direction":"inbound","from_number":"+49301","start_timestamp":1800000000000,"transcript_object":[{"role":"agent","content":"Hallo","words":[{"start":0.5,"end":1}]},{"role":"user","content":"Tag","words":[]}]}}"#
        )
        #expect(retell.said == ["agent: Hallo", "user: Tag"] && retell.parties[1].tel == "+49301")
        let vapi = read(
            #"{"message":{"type":"end-of-call-report","customer":{"number":"+49302"},"artifact":{"messages":[{"role":"system","message":"p"},{"role":"bot","message":"Hallo","secondsFromStart":1,"duration":1500}]}}}"#
        )
        #expect(vapi.said == ["bot: Hallo"] && vapi.segments[0].end == 2.5 && vapi.parties[1].tel == "+49302")
    }

    @Test func listsThatExplainThemselves() {
        let whisper = read(
            #"{"text":" Hallo Tag","language":"de","segments":[{"id":0,"start":0.0,"end":1.5,"text":" Hallo","avg_logprob":NaN},{"start":1.5,"end":2,"text":" Tag"}]}"#
        )
        #expect(
            whisper.format == .whisper && whisper.texts == ["Hallo", "Tag"] && whisper.segments[0].language == "de")
        let lines = read(#"{"speaker":"Agent","text":"Hallo"}"# + "\n" + #"{"speaker":"Caller","text":"Tag"}"#)
        #expect(lines.said == ["Agent: Hallo", "Caller: Tag"] && lines.parties.map(\.role) == [.agent, .customer])
        #expect(read(#"{"hello":"world"}"#).kinds == [.unrecognised])
        #expect(read(#"[{"text":"a"},{"other":"b"}]"#).kinds == [.unrecognised], "half understood is not understood")
    }
}
