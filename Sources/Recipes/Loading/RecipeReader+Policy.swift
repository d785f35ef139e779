import ConfigurationReading

extension RecipeReader {
    func readSettings(_ section: ConfigurationReader) {
        for name in section.writtenKeys {
            _ = section.section(name) { setting in
                let kind = setting.require("type", setting.choice("type", of: SettingDefinition.Kind.self)) ?? .string
                settings.append(
                    SettingDefinition(
                        name: name, kind: kind, isRequired: setting.flag("required") ?? false,
                        isSecret: setting.flag("secret") ?? false, standard: standard(setting, kind)))
                _ = setting.requiredText("describes")
            }
        }
    }

    private func standard(_ section: ConfigurationReader, _ kind: SettingDefinition.Kind) -> JSON? {
        guard section.has("default") else { return nil }
        switch kind {
        case .string: return section.text("default").map(JSON.string)
        case .integer:
            return section.integer("default", in: Int(Int32.min)...Int(Int32.max), unit: "").map { .number(Double($0)) }
        case .flag: return section.flag("default").map(JSON.bool)
        case .list: return section.texts("default").map { .array($0.map(JSON.string)) }
        }
    }

    private static let units = ["bytes", "utf16", "scalars", "characters", "segments", "weighted"]
    private static let dialects = [
        "plain", "sms", "public-plain", "whatsapp", "telegram-html", "slack", "discord", "matrix-html", "teams-xml",
        "youtube",
    ]

    func readPolicy(_ section: ConfigurationReader) -> PolicyData {
        var policy = PolicyData()
        _ = section.section("text") { text in
            policy.textMax = text.integer("max", in: 1...1_000_000, unit: "units") ?? policy.textMax
            policy.textUnit = text.choice("unit", words: Self.units) ?? policy.textUnit
            policy.dialect = text.choice("dialect", words: Self.dialects) ?? policy.dialect
            policy.partsMax = text.integer("parts_max", in: 1...100, unit: "messages") ?? policy.partsMax
            policy.commentMax = text.integer("comment_max", in: 1...1_000_000, unit: "units")
            // A part has to hold its number, its marks and a word.
            let least = policy.textUnit == "segments" ? 1 : 60
            if policy.textMax < least { text.report("max", "must be at least \(least)") }
            if let most = policy.commentMax, most < least { text.report("comment_max", "must be at least \(least)") }
        }
        _ = section.section("window") { window in
            policy.windowHours = window.integer("hours", in: 1...8_760, unit: "hours")
            policy.humanWindowHours = window.integer("human_hours", in: 1...8_760, unit: "hours")
            policy.templates = window.flag("templates") ?? false
            policy.privateReplyDays = window.integer("private_reply_days", in: 1...365, unit: "days")
        }
        _ = section.section("pace") { pace in
            policy.senderPaceMilliseconds = pace.integer("per_customer_ms", in: 0...600_000, unit: "milliseconds") ?? 0
            policy.channelPerSecond = pace.integer("per_second_max", in: 1...100_000, unit: "messages a second")
        }
        _ = section.section("opt_out") { words in
            policy.optOutWords = words.texts("stop", charactersMax: 40) ?? []
            policy.optInWords = words.texts("start", charactersMax: 40) ?? []
        }
        _ = section.section("files") { files in
            policy.filesMax = files.integer("max", in: 0...50, unit: "files") ?? 0
            policy.fileBytesMax =
                files.integer("bytes_max", in: 1_024...2_147_483_647, unit: "bytes") ?? policy.fileBytesMax
            policy.fileTypes = files.texts("types", charactersMax: 100) ?? []
        }
        _ = section.section("buttons") { buttons in
            policy.buttonsMax = buttons.integer("max", in: 0...100, unit: "buttons") ?? 0
            policy.buttonTitleMax = buttons.integer("title_max", in: 1...200, unit: "characters") ?? 20
        }
        policy.typingMilliseconds = section.integer("typing_ms", in: 500...120_000, unit: "milliseconds")
        return policy
    }
}
