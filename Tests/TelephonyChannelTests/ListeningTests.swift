import SwitchboardTesting
import Testing

@testable import TelephonyChannel

@Suite("Calls that people lead, overheard")
struct ListeningTests {
    private func callback(_ sequence: Int, _ event: String, _ more: [String: String] = [:]) -> TwilioTranscription? {
        let fields = [
            "TranscriptionEvent": event, "CallSid": "CA1", "TranscriptionSid": "GT1", "SequenceId": "\(sequence)",
        ]
        .merging(more) { $1 }
        return TwilioTranscription(FormFields(fields.map { .init($0.key, $0.value) }))
    }

    private func content(
        _ sequence: Int, _ text: String, track: String = "inbound_track", isFinal: Bool = true
    )
        -> TwilioTranscription?
    {
        let data = #"{"transcript":"\#(text)","confidence":0.93}"#
        return callback(
            sequence, "transcription-content", ["Track": track, "TranscriptionData": data, "Final": String(isFinal)])
    }

    @Test("Twilio's callbacks say who said what")
    func twilioSCallbacksSay() {
        #expect(content(2, "Guten Tag")?.event == .content(HeardUtterance(party: .customer, text: "Guten Tag")))
        #expect(
            content(3, "Hallo", track: "outbound_track")?.event
                == .content(HeardUtterance(party: .operator, text: "Hallo")))
        #expect(
            content(4, "Gu", isFinal: false)?.event
                == .content(HeardUtterance(party: .customer, text: "Gu", isFinal: false)))
        #expect(callback(1, "transcription-started")?.event == .started)
        #expect(callback(9, "transcription-stopped")?.event == .stopped)
        #expect(
            callback(9, "transcription-error", ["TranscriptionErrorCode": "32651"])?.event == .failed(code: "32651"))
        #expect(callback(9, "transcription-news")?.event == .unknown)
        #expect(callback(9, "transcription-content", ["TranscriptionData": "{"])?.event == .unknown)
        #expect(TwilioTranscription(FormFields([.init("CallSid", "CA1")])) == nil)
        #expect(callback(-1, "transcription-started") == nil)
    }

    @Test("Callbacks are brought into order, each once")
    func callbacksBroughtIntoOrder() {
        for seed in UInt64(0)..<50 {
            var chance = SeededGenerator(seed: seed)
            var sent = (1...30).flatMap { number in
                (0..<1 + chance.below(2)).map { _ in number }
            }
            sent.shuffle(using: &chance)
            var order = TranscriptionOrder()
            let out = sent.flatMap { order.take(content($0, "Satz \($0)")!) }
            // What comes again is known by its name when it is stored.
            var seen: Set<Int> = []
            #expect(out.map(\.sequence).filter { seen.insert($0).inserted } == Array(1...30), "seed \(seed)")
            #expect(!order.isWaiting)
        }
    }

    @Test("Nothing but words goes on when it comes late")
    func lateCallbacks() {
        var order = TranscriptionOrder()
        #expect(order.take(callback(1, "transcription-started")!).count == 1)
        #expect(order.take(content(2, "b")!).count == 1)
        #expect(order.take(content(2, "b")!).count == 1)
        #expect(order.take(callback(1, "transcription-stopped")!).isEmpty)
    }

    @Test("Callbacks that wait are in the end all handed out")
    func nothingIsKeptBack() {
        for seed in UInt64(0)..<50 {
            var chance = SeededGenerator(seed: seed)
            var sent = Array(1...30)
            sent.shuffle(using: &chance)
            var order = TranscriptionOrder()
            let out = sent.flatMap { order.take(content($0, "Satz \($0)")!) }
            #expect(out.map(\.sequence) == Array(1...30), "seed \(seed)")
            #expect(!order.isWaiting)
        }
    }

    @Test("What never comes holds up nothing for ever")
    func whatNeverComesHolds() {
        var order = TranscriptionOrder()
        #expect(order.take(callback(1, "transcription-started")!).count == 1)
        #expect(order.take(content(3, "c")!).isEmpty)
        #expect(order.isWaiting)
        #expect(order.flush().map(\.sequence) == [3])
        #expect(order.take(content(2, "b")!).map(\.sequence) == [2])
        #expect(order.take(content(4, "d")!).map(\.sequence) == [4])
        var out: [TwilioTranscription] = []
        for number in 6...80 { out += order.take(content(number, "x")!) }
        #expect(out.map(\.sequence) == Array(6...80))
    }

    private func deepgram(
        _ text: String, start: Double, final: Bool, end: Bool, channel: String = "[0,2]", speaker: Int = 0
    )
        -> [UInt8]
    {
        Array(
            """
            {"type":"Results","channel_index":\(channel),"start":\(start),"duration":1.5,"is_final":\(final),
             "speech_final":\(end),"channel":{"alternatives":[{"transcript":"\(text)","confidence":0.98,
             "words":[{"word":"wo","start":3.3,"end":3.4,"speaker":\(speaker)}]}]},"metadata":{}}
            """.utf8)
    }

    @Test("Deepgram's utterance is what is final up to a pause")
    func deepgramSUtteranceWhat() {
        var listener = DeepgramListener()
        #expect(listener.take(deepgram("wo", start: 3, final: false, end: false)).isEmpty)
        #expect(listener.take(deepgram("Wo ist", start: 3, final: true, end: false)).isEmpty)
        #expect(listener.take(deepgram("Ja,", start: 3.5, final: true, end: false, channel: "[1,2]")).isEmpty)
        #expect(
            listener.take(deepgram("mein Paket?", start: 4.5, final: true, end: true))
                == [HeardUtterance(party: .customer, text: "Wo ist mein Paket?", startMs: 3000, endMs: 6000)])
        #expect(
            listener.take(Array(#"{"type":"UtteranceEnd","channel":[1,2],"last_word_end":5.1}"#.utf8))
                == [HeardUtterance(party: .operator, text: "Ja,", startMs: 3500, endMs: 5000)])
        #expect(listener.take(deepgram("", start: 7, final: true, end: true)).isEmpty)
        #expect(listener.take(Array(#"{"type":"SpeechStarted","channel":[0,1],"timestamp":3.2}"#.utf8)).isEmpty)
        #expect(listener.take(Array("{".utf8)).isEmpty)
        #expect(listener.take(deepgram("x", start: 7, final: true, end: true, channel: "[99,100]")).isEmpty)
    }

    @Test("With one channel the speaker tells who it is, and the end closes what is open")
    func withOneChannelSpeaker() {
        var listener = DeepgramListener()
        #expect(
            listener.take(deepgram("Hallo", start: 1, final: true, end: true, channel: "[0,1]", speaker: 1)).map(
                \.party) == [.operator])
        #expect(listener.take(deepgram("Tschüs", start: 2, final: true, end: false, channel: "[0,1]")).isEmpty)
        #expect(listener.take(Array(#"{"type":"Metadata","duration":25.9}"#.utf8)).map(\.text) == ["Tschüs"])
    }

    private func turn(_ order: Int, _ text: String, formatted: Bool, end: Bool = true, speaker: String = "A") -> [UInt8]
    {
        Array(
            """
            {"type":"Turn","turn_order":\(order),"turn_is_formatted":\(formatted),"end_of_turn":\(end),
             "transcript":"\(text)","speaker_label":"\(speaker)","words":[{"text":"wo","start":1200,"end":1300},
             {"text":"ist","start":1300,"end":1500}]}
            """.utf8)
    }

    @Test("AssemblyAI's turn ends twice and is heard once")
    func assemblyaiSTurnEnds() {
        var listener = AssemblyAIListener(formatsTurns: true, speakers: ["A": .customer, "B": .operator])
        #expect(listener.take(Array(#"{"type":"Begin","id":"x"}"#.utf8)).isEmpty)
        #expect(listener.take(turn(0, "wo ist", formatted: false, end: false)).isEmpty)
        #expect(listener.take(turn(0, "wo ist mein paket", formatted: false)).isEmpty)
        #expect(
            listener.take(turn(0, "Wo ist mein Paket?", formatted: true))
                == [HeardUtterance(party: .customer, text: "Wo ist mein Paket?", startMs: 1200, endMs: 1500)])
        #expect(listener.take(turn(0, "Wo ist mein Paket?", formatted: true)).isEmpty)
        #expect(listener.take(turn(1, "moment", formatted: false, speaker: "B")).isEmpty)
        #expect(listener.take(turn(2, "Ja.", formatted: true)).map(\.text) == ["moment", "Ja."])
        #expect(listener.take(turn(3, "tschüs", formatted: false)).isEmpty)
        #expect(
            listener.take(Array(#"{"type":"Termination","audio_duration_seconds":30}"#.utf8)).map(\.text) == ["tschüs"])
        var plain = AssemblyAIListener(formatsTurns: false)
        #expect(plain.take(turn(0, "wo ist mein paket", formatted: false)).count == 1)
        #expect(plain.take(turn(0, "wo ist mein paket", formatted: false)).isEmpty)
    }
}
