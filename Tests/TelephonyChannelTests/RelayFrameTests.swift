import LosslessJSON
import SwitchboardTesting
import Testing

@testable import TelephonyChannel

@Suite("Frames of a live call")
struct RelayFrameTests {
    private func read(_ text: String) throws -> RelayInbound { try RelayInbound(Array(text.utf8)) }

    @Test("The setup says which call it is")
    func setupSaysWhichCall() throws {
        let text = """
            {"type":"setup","sessionId":"VX1","accountSid":"AC1","parentCallSid":"","callSid":"CA1","from":"+4930111",
             "to":"+4930222","forwardedFrom":"","callType":"PSTN","callerName":"","direction":"inbound",
             "callStatus":"RINGING","callControlId":"v3:x","customParameters":{"tenant":"acme","odd":[1]}}
            """
        let setup = RelaySetup(
            callSid: "CA1", sessionID: "VX1", from: "+4930111", to: "+4930222", parameters: ["tenant": "acme"])
        #expect(try read(text) == .setup(setup))
        #expect(setup.caller == "+4930111")
        guard
            case .setup(let out) = try read(
                #"{"type":"setup","callControlId":"v3","from":"+1","to":"+2","direction":"outbound-api","callerName":"Ada"}"#
            )
        else { Issue.record("no setup"); return }
        #expect(out.caller == "+2")
        #expect(out.callSid == "v3")
        #expect(out.callerName == "Ada")
        #expect(throws: RelayFault.noCall) { try read(#"{"type":"setup"}"#) }
    }

    @Test("Prompts, interruptions, keys, errors and news are read, numbers as text too")
    func promptsInterruptionsKeysErrors() throws {
        #expect(
            try read(#"{"type":"prompt","voicePrompt":"Wo ist mein Paket?","lang":"de-DE","last":true}"#)
                == .prompt(RelayPrompt(text: "Wo ist mein Paket?", language: "de-DE")))
        #expect(
            try read(#"{"type":"prompt","voicePrompt":"Where is","last":"false"}"#)
                == .prompt(RelayPrompt(text: "Where is", isFinal: false)))
        for number in ["460", "\"460\"", "460.7"] {
            #expect(
                try read(#"{"type":"interrupt","utteranceUntilInterrupt":"Ihr","durationUntilInterruptMs":\#(number)}"#)
                    == .interrupt(RelayInterrupt(heard: "Ihr", heardMilliseconds: 460)))
        }
        #expect(
            try read(#"{"type":"interrupt","durationUntilInterruptMs":"soon"}"#)
                == .interrupt(RelayInterrupt(heard: "")))
        #expect(try read(##"{"type":"dtmf","digit":"#"}"##) == .dtmf(digit: "#"))
        #expect(try read(#"{"type":"dtmf","digit":7}"#) == .dtmf(digit: "7"))
        #expect(try read(#"{"type":"dtmf","digit":"77"}"#) == .unknown(type: "dtmf"))
        #expect(try read(#"{"type":"error","description":"Invalid"}"#) == .error(description: "Invalid"))
        #expect(
            try read(#"{"type":"info","name":"agentSpeaking","value":"on","ts":1752091234567}"#)
                == .info(.agentSpeaking(true)))
        #expect(try read(#"{"type":"info","name":"clientSpeaking","value":"off"}"#) == .info(.callerSpeaking(false)))
        #expect(try read(#"{"type":"info","name":"tokensPlayed","value":"Hi."}"#) == .info(.tokensPlayed("Hi.")))
        #expect(try read(#"{"type":"info","name":"new","value":{}}"#) == .info(.other(name: "new")))
        #expect(try read(#"{"type":"novelty"}"#) == .unknown(type: "novelty"))
    }

    @Test("Broken and oversize frames have a name")
    func brokenOversizeFramesHave() {
        #expect(throws: RelayFault.notJSON) { try read("") }
        #expect(throws: RelayFault.notJSON) { try read("[1]") }
        #expect(throws: RelayFault.notJSON) { try read(#"{"type":"prompt""#) }
        #expect(throws: RelayFault.noType) { try read("{}") }
        #expect(throws: RelayFault.noType) { try read(#"{"type":1}"#) }
        #expect(throws: RelayFault.tooLarge) { try read(String(repeating: " ", count: RelayInbound.bytesMax + 1)) }
        #expect(throws: RelayFault.notJSON) { try read(String(repeating: "[", count: 60_000)) }
    }

    @Test("Long texts are cut")
    func longTextsCut() throws {
        let long = String(repeating: "a", count: 5000)
        guard case .prompt(let prompt) = try read(#"{"type":"prompt","voicePrompt":"\#(long)"}"#) else { return }
        #expect(prompt.text.count == RelayInbound.promptCharactersMax)
    }

    @Test("Random bytes are read or refused, never trapped on")
    func randomBytesReadRefused() {
        let pieces = [
            "{", "}", "\"type\"", ":", "\"setup\"", ",", "[", "]", "\"\\u", "d83d", "\\", "1e9", "-", "\"", "ü",
        ]
        for seed in UInt64(0)..<2000 {
            var chance = SeededGenerator(seed: seed)
            let text = (0..<chance.below(24)).map { _ in pieces[chance.below(pieces.count)] }.joined()
            _ = try? RelayInbound(Array(text.utf8))
            _ = JSONValue(Array(text.utf8), bytesMax: 1000)
        }
    }

    @Test("Our frames are as the platform documents them")
    func ourFramesAsPlatform() {
        #expect(
            RelayOutbound.text(RelayToken("Ihr \"Paket\"\n", isLast: false, language: "de-DE")).json
                == #"{"type":"text","token":"Ihr \"Paket\"\n","last":false,"lang":"de-DE","interruptible":true,"preemptible":false}"#
        )
        #expect(
            RelayOutbound.play(source: "https://x/h.mp3", loop: 1, interruptible: true).json
                == #"{"type":"play","source":"https://x/h.mp3","loop":1,"preemptible":false,"interruptible":true}"#)
        #expect(RelayOutbound.sendDigits("9ww4x").json == #"{"type":"sendDigits","digits":"9ww4"}"#)
        #expect(
            RelayOutbound.language(speech: "en-US", transcription: "en-US").json
                == #"{"type":"language","ttsLanguage":"en-US","transcriptionLanguage":"en-US"}"#)
        #expect(RelayOutbound.end(handoffData: #"{"a":1}"#).json == #"{"type":"end","handoffData":"{\"a\":1}"}"#)
        #expect(RelayOutbound.end(handoffData: nil).json == #"{"type":"end"}"#)
    }

    @Test("JSON of others is read with its escapes")
    func jsonOthersReadWith() {
        let text = #" {"a":"\u00fc\ud83d\ude00\ud83d x","b":[1,-2.5e1,true,null],"a2":{},"b":"last"} "#
        let tree = JSONValue(Array(text.utf8), bytesMax: 1000)
        #expect(tree?["a"]?.string == "ü😀\u{FFFD} x")
        #expect(tree?["b"]?.string == "last")
        #expect(tree?["a2"]?.object?.members == [])
        for broken in ["01x", "{\"a\":}", "[1,]", "\"\u{1}\"", "nul", "1 2", "+1", "\"\\x\""] {
            #expect(JSONValue(Array(broken.utf8), bytesMax: 1000) == nil, "\(broken)")
        }
    }
}
