import ConfigurationReading
import ConnectorKit
import Conversations
import Foundation
import SpokenLanguage
import Testing

@testable import SwitchboardConfiguration

/// What is wrong with the settings of a phone channel, in the words operators read.
@Suite struct PhoneSettingsTests {
    private func folder(_ settings: String) throws -> ConfigurationFolder {
        try ConfigurationFolder([
            "channels/phone/channel.yaml": try String(
                contentsOfFile: DemoTests.project + "/channels/phone/channel.yaml", encoding: .utf8),
            "switchboard.yaml":
                "persona: persona.yaml\nescalation: escalation.yaml\nchannels: [ { use: phone, name: a, settings: { "
                + "\(settings) } } ]\n",
        ])
    }

    private func problems(_ settings: String) throws -> [String] {
        try folder(settings).problems().compactMap { line in
            line.range(of: "channels[0].settings").map { String(line[$0.upperBound...].dropFirst()) }
        }
    }

    @Test func `a token is all a phone channel needs, and the channel is spoken and live`() throws {
        let channel = try #require(try folder("auth_tokens: [ t ]").load().settings.channels.first)
        #expect(channel.definition.limits.spoken)
        #expect(channel.definition.limits.isLive)
        #expect(channel.definition.transport == .stored)
        let phone = try #require(channel.phone)
        #expect(phone.authTokens.map(\.revealed) == ["t"])
        #expect(phone.humanKey == "0")
        #expect(phone.transfer == nil)
        #expect(phone.timing == PhoneSettings.Timing())
    }

    @Test func `what is written is read`() throws {
        let channel = try #require(
            try folder(
                "auth_tokens: [ t, u ], language: de-DE, voice: { voice: v, hints: [ Velohaus, Shimano ], languages: [ "
                    + "{ code: en-US, speech_model: m } ] }, dtmf: { human: none }, transfer: { to: \"+4930123456\", "
                    + "by_queue: { billing: \"queue:billing\" }, by_operator: { Jana: \"sip:jana@velo.example\" } }, "
                    + "timing: { silence_after_ms: 9000 }, silence_end: human, calls_max: 2"
            ).load().settings.channels.first)
        let phone = try #require(channel.phone)
        #expect(phone.language == "de-DE")
        #expect(phone.hints == ["Velohaus", "Shimano"])
        #expect(phone.languages.map(\.code) == ["en-US"])
        #expect(phone.humanKey == nil)
        #expect(phone.transfer?.byQueue == ["billing": "queue:billing"])
        #expect(phone.transfer?.byOperator == ["Jana": "sip:jana@velo.example"])
        #expect(phone.timing.silenceAfter == 9_000)
        #expect(phone.silenceEnd == .human)
        #expect(phone.callsMax == 2)
    }

    @Test func `any door is enough, and each is read`() throws {
        let phone = try #require(
            try folder(
                "completions: true, retell: { api_keys: [ key_1 ], path_secret: 0123456789abcdef01234567 }, "
                    + "listen: { inbound: operator }"
            ).load().settings.channels.first?.phone)
        #expect(phone.authTokens.isEmpty && phone.answersCompletions)
        #expect(phone.retell?.pathSecret.revealed == "0123456789abcdef01234567")
        #expect(phone.listening?.inbound == .operator)
        #expect(try problems("completions: true").isEmpty)
        #expect(try problems("completions: false").map { $0.prefix { $0 != ":" } } == ["auth_tokens"])
        #expect(
            try problems("retell: { path_secret: short }, listen: { inbound: both }")
                .map { $0.prefix { $0 != ":" } }.sorted() == [
                    "listen.inbound", "retell.api_keys", "retell.path_secret",
                ])
    }

    @Test func `details of callers are read, and without them the usual ones`() throws {
        let usual = try #require(try folder("auth_tokens: [ t ]").load().settings.channels.first?.phone)
        #expect(usual.details == EntityKind.usual)
        #expect(usual.dialling == Dialling(countryCode: "49", trunkPrefix: "0"))
        let phone = try #require(
            try folder(
                "auth_tokens: [ t ], language: de-AT, details: [ { name: meter, shape: code, patterns: [ \"[0-9]{8}\" ], "
                    + "cues: [ Zählernummer ], title: { de: die Zählernummer } }, { name: day, shape: date } ]"
            ).load().settings.channels.first?.phone)
        #expect(phone.details.map(\.name) == ["meter", "day"])
        #expect(phone.details.first?.titles == [.german: "die Zählernummer"])
        #expect(phone.details.first?.canBeKeyed == true)
        #expect(phone.dialling?.countryCode == "43")
    }

    @Test func `details that cannot be understood are refused`() throws {
        #expect(
            try problems(
                "auth_tokens: [ t ], details: [ { name: A, shape: code, patterns: [ \"(a|b)\" ] }, { name: b, "
                    + "shape: code }, { name: c, shape: words }, { name: c, shape: phone } ]"
            ).sorted() == [
                "details: names \"c\" twice",
                "details[0].name: must be of a-z, 0-9 and _: it is the key of a fact",
                "details[0].patterns[0]: cannot hold \"(\" at 1; letters, digits, - _ . # / and blanks, [classes], "
                    + "\\d and {repetitions} can be written",
                "details[1].patterns: is missing; a code needs at least one, for instance NR-[0-9]{5}",
                "details[2].words: is missing; name what can be said",
            ])
    }

    @Test func `keys have what the menu says`() throws {
        let phone = try #require(
            try folder(
                "auth_tokens: [ t ], dtmf: { menu: [ { key: \"1\", says: { de: Wann ist offen?, en: When are you open? } "
                    + "}, { key: \"2\", does: human }, { key: \"*\", does: repeat } ] }"
            ).load().settings.channels.first?.phone)
        #expect(phone.humanKey == "0")
        #expect(
            phone.menu == [
                "1": .says(["de": "Wann ist offen?", "en": "When are you open?"]), "2": .human, "*": .again,
            ])
    }

    @Test func `a menu that cannot be meant is refused`() throws {
        #expect(
            try problems(
                "auth_tokens: [ t ], dtmf: { menu: [ { key: \"0\", does: repeat }, { key: \"3\", does: human }, "
                    + "{ key: \"3\", does: human }, { key: a, says: { de: x } }, { key: \"5\" }, { key: \"6\", "
                    + "does: dance }, { key: \"7\", does: human, says: { de: x } } ] }"
            ).map { $0.prefix { $0 != "," } }.sorted() == [
                "dtmf.menu: has the key 0", "dtmf.menu: has the key 3 twice", "dtmf.menu[3].key: must be one of 0",
                "dtmf.menu[4]: needs either says or does", "dtmf.menu[5].does: must be one of human",
                "dtmf.menu[6]: needs either says or does",
            ])
    }

    @Test func `all problems are told at once`() throws {
        #expect(
            try problems(
                "language: \"deutsch!\", transfer: { to: \"0301234\", by_queue: { a: \"queue:\" } }, dtmf: { human: x }, "
                    + "voice: { hints: [ \"a,b\" ], languages: [ { voice: v } ] }"
            ).map { $0.prefix { $0 != ":" } }.sorted() == [
                "auth_tokens", "dtmf.human", "language", "transfer.by_queue.a", "transfer.to", "voice.hints",
                "voice.languages[0].code",
            ])
        #expect(try problems("auth_tokens: []").map { $0.prefix { $0 != ":" } } == ["auth_tokens"])
        #expect(try problems("auth_tokens: [ a, b, c ]").map { $0.prefix { $0 != ":" } } == ["auth_tokens"])
        #expect(
            try problems("auth_tokens: [ a ], transfer: {}")
                == ["transfer: names nobody; give at least one of to, by_queue and by_operator"])
    }
}
