import ConfigurationReading
import SpokenLanguage

/// Reads the settings of a phone channel.
enum PhoneSettingsReader {
    /// Nil when something that is needed is missing or wrong; all of it is reported.
    static func read(_ settings: ConfigurationReader) -> PhoneSettings? {
        let written = settings.secrets("auth_tokens", charactersMax: 200)
        if settings.has("auth_tokens"), !(1...2).contains(settings.items("auth_tokens")?.count ?? 1) {
            settings.report("auth_tokens", "must be one token, or two while it is changed")
        }
        let answersCompletions = settings.flag("completions") ?? false
        let retell = settings.section("retell", Self.readRetell)
        let listening = settings.section("listen", Self.readListening)
        let hasOtherDoor = answersCompletions || settings.has("retell") || settings.has("listen")
        let tokens = (hasOtherDoor ? written : settings.require("auth_tokens", written)) ?? []
        let language = tag(settings, "language")
        var hints: [String] = []
        var languages: [PhoneSettings.Voice] = []
        let voice = settings.section("voice") { section in
            hints = section.texts("hints", charactersMax: 100) ?? []
            if hints.contains(where: { $0.contains(",") }) { section.report("hints", "must not hold commas") }
            languages =
                section.sections("languages") { Self.readVoice($0, code: tag($0, "code", isRequired: true)) } ?? []
            return Self.readVoice(section, code: nil)
        }
        let partial = settings.flag("partial_prompts") ?? true
        let keys = settings.section("dtmf", PhoneKeysReader.read) ?? PhoneKeysReader.usual
        let transfer = settings.section("transfer", Self.readTransfer)
        let silence = settings.choice("silence_end", of: PhoneSettings.SilenceEnd.self) ?? .goodbye
        let timing = settings.section("timing", Self.readTiming) ?? PhoneSettings.Timing()
        let details = settings.has("details") ? PhoneDetailsReader.read(settings) : EntityKind.usual
        let dialling = PhoneDetailsReader.dialling(settings, language: language)
        let calls = settings.integer("calls_max", in: 1...10_000, unit: "calls") ?? 500
        guard !tokens.isEmpty || hasOtherDoor, !settings.has("retell") || retell != nil else { return nil }
        return PhoneSettings(
            authTokens: tokens, language: language,
            voice: voice ?? PhoneSettings.Voice(), hints: hints, languages: languages, usesPartialPrompts: partial,
            humanKey: keys.human, menu: keys.menu, transfer: transfer, silenceEnd: silence, timing: timing,
            callsMax: calls,
            answersCompletions: answersCompletions, retell: retell ?? nil, listening: listening,
            details: details, dialling: dialling)
    }

    private static func readRetell(_ section: ConfigurationReader) -> PhoneSettings.Retell? {
        let keys = section.require("api_keys", section.secrets("api_keys", charactersMax: 200)) ?? []
        if section.has("api_keys"), !(1...2).contains(section.items("api_keys")?.count ?? 1) {
            section.report("api_keys", "must be one key, or two while it is changed")
        }
        guard let secret = section.require("path_secret", section.secret("path_secret")) else { return nil }
        let isFit =
            !secret.isKnown
            || (24...200).contains(secret.revealed.utf8.count) && secret.revealed.utf8.allSatisfy(isUnreserved)
        if !isFit {
            section.report(
                "path_secret", "must be 24 to 200 of A-Z a-z 0-9 - _; make one with: openssl rand -hex 24")
        }
        guard !keys.isEmpty, isFit else { return nil }
        return PhoneSettings.Retell(apiKeys: keys, pathSecret: secret)
    }

    /// What stands in an address as it is.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func readListening(_ section: ConfigurationReader) -> PhoneSettings.Listening {
        var listening = PhoneSettings.Listening()
        listening.inbound = section.choice("inbound", of: PhoneSettings.Listening.Party.self) ?? .customer
        return listening
    }

    private static func readVoice(_ section: ConfigurationReader, code: String?) -> PhoneSettings.Voice {
        PhoneSettings.Voice(
            code: code, ttsProvider: section.text("tts_provider", charactersMax: 100),
            voice: section.text("voice", charactersMax: 200),
            transcriptionProvider: section.text("transcription_provider", charactersMax: 100),
            speechModel: section.text("speech_model", charactersMax: 100))
    }

    private static func tag(_ section: ConfigurationReader, _ key: String, isRequired: Bool = false) -> String? {
        let written = section.text(key, charactersMax: 35)
        guard let tag = isRequired ? section.require(key, written) : written else { return nil }
        guard LanguageTag.isTag(tag) else {
            section.report(key, "must be a language tag such as de-DE")
            return nil
        }
        return tag
    }

    private static func readTransfer(_ section: ConfigurationReader) -> PhoneSettings.Transfer {
        var transfer = PhoneSettings.Transfer()
        transfer.to = target(section, "to")
        transfer.byQueue = section.section("by_queue", targets) ?? [:]
        transfer.byOperator = section.section("by_operator", targets) ?? [:]
        transfer.ringSeconds = section.integer("ring_seconds", in: 5...600, unit: "seconds") ?? 30
        if !["to", "by_queue", "by_operator"].contains(where: section.has) {
            section.report("names nobody; give at least one of to, by_queue and by_operator")
        }
        return transfer
    }

    private static func targets(_ section: ConfigurationReader) -> [String: String] {
        section.writtenKeys.reduce(into: [:]) { $0[$1] = target(section, $1) }
    }

    private static func target(_ section: ConfigurationReader, _ key: String) -> String? {
        guard let written = section.text(key, charactersMax: 256) else { return nil }
        guard isTarget(written) else {
            section.report(
                key,
                "must be a number such as +4930123456, a SIP address, queue:NAME or workflow:ID, not "
                    + Printable.quoted(written))
            return nil
        }
        return written
    }

    /// A number as ITU-T E.164 has it, or one of the other forms.
    private static func isTarget(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
        for prefix in ["sip:", "sips:", "queue:", "workflow:"] where text.hasPrefix(prefix) {
            return text.utf8.count > prefix.utf8.count
        }
        let digits = text.dropFirst()
        return text.hasPrefix("+") && (7...15).contains(digits.count) && digits.first != "0"
            && digits.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func readTiming(_ section: ConfigurationReader) -> PhoneSettings.Timing {
        var timing = PhoneSettings.Timing()
        func wait(_ key: String, _ bounds: ClosedRange<Int>, _ value: WritableKeyPath<PhoneSettings.Timing, Int>) {
            if let number = section.integer(key, in: bounds, unit: "milliseconds") { timing[keyPath: value] = number }
        }
        wait("filler_after_ms", 200...60_000, \.fillerAfter)
        wait("second_filler_after_ms", 200...120_000, \.secondFillerAfter)
        wait("silence_after_ms", 1_000...300_000, \.silenceAfter)
        wait("partial_after_ms", 500...30_000, \.partialAfter)
        wait("digit_pause_ms", 200...30_000, \.digitPause)
        wait("reconnect_within_ms", 1_000...600_000, \.reconnectWithin)
        if let seconds = section.integer("duration_max_s", in: 10...86_400, unit: "seconds") {
            timing.durationMaxSeconds = seconds
        }
        return timing
    }
}
