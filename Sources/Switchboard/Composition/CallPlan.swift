import Conversations
import Escalation
import SpokenLanguage
import SwitchboardConfiguration
import TelephonyChannel

/// What a phone channel's settings and its persona come to: how its calls are led.
enum CallPlan {
    static func settings(
        _ phone: PhoneSettings, channel: ChannelName, persona: Persona, rules: EscalationRules
    ) -> CallSettings {
        let dialling = phone.dialling
        var settings = CallSettings(channel: channel, language: language(phone, persona)) { text, language in
            SpokenText(tongue: Tongue(languageTag: language), dialling: dialling).reply(text).sentences
        }
        for language in persona.languages { settings.lines[language] = lines(persona, language) }
        for code in [phone.language].compactMap({ $0 }) + phone.languages.compactMap(\.code) where code.contains("-") {
            settings.platformLanguages[primary(code)] = code
        }
        let timing = phone.timing
        settings.fillerAfter = Int64(timing.fillerAfter)
        settings.secondFillerAfter = Int64(timing.secondFillerAfter)
        settings.silenceAfter = Int64(timing.silenceAfter)
        settings.partialAfter = Int64(timing.partialAfter)
        settings.digitPause = Int64(timing.digitPause)
        settings.reconnectWithin = Int64(timing.reconnectWithin)
        settings.durationMax = Int64(timing.durationMaxSeconds) * 1000
        settings.silenceEnd = phone.silenceEnd == .human ? .human : .goodbye
        settings.humanDigit = phone.humanKey
        settings.menu = phone.menu.mapValues { choice in
            switch choice {
            case .says(let texts): .says(texts)
            case .human: .human
            case .again: .again
            }
        }
        settings.asksForKey = ReadBack.asksForKey
        if let transfer = phone.transfer {
            settings.transfer = TransferPlan(usual: transfer.to.flatMap(TransferTarget.init))
            settings.transfer.byQueue = transfer.byQueue.compactMapValues(TransferTarget.init)
            settings.transfer.byOperator = transfer.byOperator.compactMapValues(TransferTarget.init)
        }
        let hours = rules.hours
        settings.isStaffed = { _, moment in hours.isOpen(at: moment) }
        return settings
    }

    /// The product's lines of a call, with the persona's own in their place.
    private static func lines(_ persona: Persona, _ language: String) -> CallLines? {
        let own = persona.spoken[language] ?? [:]
        guard var lines = CallLines.builtIn[language] ?? (own.isEmpty ? nil : CallLines.builtIn["en"]) else {
            return nil
        }
        func set(_ line: WritableKeyPath<CallLines, String>, _ key: String) {
            if let text = own[key]?.first { lines[keyPath: line] = text }
        }
        if let holding = own["holding"] { lines.holding = holding }
        set(\.silence, "silence")
        set(\.goodbye, "silence_goodbye")
        set(\.offerHuman, "silence_human")
        set(\.handingOver, "connecting")
        set(\.tooLong, "call_too_long")
        // In other words than its language's the notice tells nothing.
        lines.noticeAgain = own["notice_again"]?.first ?? CallLines.builtIn[language]?.noticeAgain
        return lines
    }

    /// The notice before the greeting, in the language calls begin in.
    static func greeting(_ persona: Persona, language: String) -> CallGreeting {
        let spoken = persona.spoken[language] ?? [:]
        let notice =
            spoken["notice"]?.first ?? persona.notice[language] ?? persona.notice[persona.defaultLanguage]
            ?? "I am \(persona.name), an AI, speaking on behalf of \(persona.company)."
        let greeting =
            spoken["greeting"]?.first ?? persona.greeting[language] ?? persona.greeting[persona.defaultLanguage] ?? ""
        return CallGreeting(
            author: Author(kind: .agent, name: persona.name),
            evidence: Disclosed(
                notice: notice, persona: persona.name, onBehalfOf: persona.company, language: language),
            text: greeting.isEmpty || greeting.contains(notice)
                ? greeting.isEmpty ? notice : greeting : "\(notice)\n\n\(greeting)",
            again: spoken["notice_again"]?.first ?? CallLines.builtIn[language]?.noticeAgain)
    }

    static func door(_ phone: PhoneSettings, _ calls: CallSettings, publicURL: String) -> CallDoor.Options {
        var relay = RelayOptions(url: "")
        relay.language = calls.platformLanguages[calls.language] ?? calls.language
        relay.ttsProvider = phone.voice.ttsProvider
        relay.voice = phone.voice.voice
        relay.transcriptionProvider = phone.voice.transcriptionProvider
        relay.speechModel = phone.voice.speechModel
        relay.interruptible = "any"
        relay.dtmfDetection = true
        relay.partialPrompts = phone.usesPartialPrompts
        relay.hints = phone.hints.isEmpty ? nil : phone.hints.joined(separator: ",")
        relay.events = "speaker-events tokens-played"
        relay.languages = phone.languages.compactMap { voice in
            voice.code.map { code in
                RelayOptions.Language(
                    code: code, ttsProvider: voice.ttsProvider, voice: voice.voice,
                    transcriptionProvider: voice.transcriptionProvider, speechModel: voice.speechModel)
            }
        }
        let isGerman = calls.language == "de"
        return CallDoor.Options(
            publicURL: publicURL, relay: relay, ringSeconds: phone.transfer?.ringSeconds ?? 30,
            notReached: isGerman
                ? "Leider ist gerade niemand zu erreichen. Wir rufen Sie zurück. Auf Wiederhören."
                : "I am sorry, nobody can be reached right now. We will call you back. Goodbye.",
            language: relay.language)
    }

    private static func language(_ phone: PhoneSettings, _ persona: Persona) -> String {
        let wished = phone.language.map(primary)
        return wished.flatMap { persona.languages.contains($0) ? $0 : nil } ?? primary(persona.defaultLanguage)
    }

    private static func primary(_ tag: String) -> String { String(tag.prefix { $0 != "-" }) }
}
