/// What one setting of a channel may be.
public struct SettingDefinition: Sendable, Hashable {
    /// What its value is written as; a list is of texts.
    public enum Kind: String, Sendable, CaseIterable { case string, integer, flag, list }

    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    /// Secrets are never given to mappings, only to templates, credentials and verification.
    public let isSecret: Bool
    public let standard: JSON?
}

/// What is wrong with a channel's settings; the configuration adds file and line.
public struct SettingsProblem: Error, Sendable, Hashable {
    public let setting: String
    public let reason: String
}

/// The settings of one configured channel, defaults filled in.
public struct RecipeSettings: Sendable {
    private let values: [String: [String]]
    /// Those that are no secrets, as mappings see them in `$settings`.
    public let visible: JSON

    /// - Parameter given: What the configuration says, by name: texts, numbers, flags, or lists of texts.
    /// - Throws: The first thing wrong.
    public init(_ given: [String: JSON], definitions: [SettingDefinition]) throws(SettingsProblem) {
        var values: [String: [String]] = [:]
        var visible: [String: JSON] = [:]
        if let unknown = given.keys.sorted().first(where: { name in !definitions.contains { $0.name == name } }) {
            throw SettingsProblem(setting: unknown, reason: "unknown key")
        }
        for definition in definitions {
            guard let value = given[definition.name] ?? definition.standard else {
                guard definition.isRequired else { continue }
                throw SettingsProblem(setting: definition.name, reason: "is missing")
            }
            values[definition.name] = try Self.texts(value, definition)
            if !definition.isSecret { visible[definition.name] = value }
        }
        self.values = values
        self.visible = .object(visible)
    }

    /// All values of a setting: several while a secret is changed.
    public func texts(_ name: String) -> [String] { values[name] ?? [] }
    /// The first value of a setting.
    public func text(_ name: String) -> String? { values[name]?.first }

    private static func texts(_ value: JSON, _ definition: SettingDefinition) throws(SettingsProblem) -> [String] {
        func wrong(_ reason: String) -> SettingsProblem {
            SettingsProblem(setting: definition.name, reason: reason)
        }
        switch (definition.kind, value) {
        case (.string, .string(let text)) where !text.isEmpty: return [text]
        // A secret that is being changed has two values.
        case (.string, .array(let items)) where definition.isSecret, (.list, .array(let items)):
            let texts = items.compactMap { if case .string(let text) = $0, !text.isEmpty { text } else { nil } }
            guard texts.count == items.count else { throw wrong("must be a list of texts") }
            guard !texts.isEmpty || !definition.isRequired else { throw wrong("must name at least one") }
            return texts
        case (.list, .string(let text)) where !text.isEmpty: return [text]
        case (.integer, .number): return [value.text ?? ""]
        case (.flag, .bool(let flag)): return [flag ? "true" : "false"]
        case (.string, _): throw wrong("must be a text")
        case (.list, _): throw wrong("must be a list of texts")
        case (.integer, _): throw wrong("must be a whole number")
        case (.flag, _): throw wrong("must be true or false")
        }
    }
}
