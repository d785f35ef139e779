/// Reads the settings of a phone channel.
enum PhoneSettingsReader {
    /// Nil when something that is needed is missing or wrong; all of it is reported.
    static func read(_ settings: ConfigurationReader) -> PhoneSettings? {
        let tokens = settings.require("auth_tokens", settings.secrets("auth_tokens", charactersMax: 200)) ?? []
        if settings.has("auth_tokens"), !(1...2).contains(settings.items("auth_tokens")?.count ?? 1) {
            settings.report("auth_tokens", "must be one token, or two while it is changed")
        }
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
        let key = settings.section("dtmf", Self.readHumanKey) ?? "0"
        let transfer = settings.section("transfer", Self.readTransfer)
        let silence = settings.choice("silence_end", of: PhoneSettings.SilenceEnd.self) ?? .goodbye
        let timing = settings.section("timing", Self.readTiming) ?? PhoneSettings.Timing()
        let calls = settings.integer("calls_max", in: 1...10_000, unit: "calls") ?? 500
        guard !tokens.isEmpty else { return nil }
        return PhoneSettings(
            authTokens: tokens, language: language,
            voice: voice ?? PhoneSettings.Voice(), hints: hints, languages: languages, usesPartialPrompts: partial,
            humanKey: key, transfer: transfer, silenceEnd: silence, timing: timing, callsMax: calls)
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

    private static func readHumanKey(_ section: ConfigurationReader) -> Character? {
        let words = "0123456789*#".map { String($0) } + ["none"]
        guard let written = section.choice("human", words: words) else { return "0" }
        return written == "none" ? nil : written.first
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
