import ConfigurationReading
import FoundationEssentials
import Recipes
import Yams

/// The kinds of channels that are data: folders with a recipe, each read once however many channels use it.
final class RecipeShelf {
    /// The folder with one folder for each kind of channel; empty where none was found.
    private let folder: String
    private let problems: ProblemCollector
    private var read: [String: ChannelRecipe?] = [:]

    init(folder: String, problems: ProblemCollector) {
        self.folder = folder
        self.problems = problems
    }

    /// Whether there is such a folder with a definition in it.
    func has(_ kind: String) -> Bool {
        !folder.isEmpty && ChannelList.isName(kind) && BoundedFile.kind(of: path(kind)).isFile
    }

    /// Every kind there is a folder for, by name.
    var kinds: [String] {
        let names = folder.isEmpty ? [] : (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter(has).sorted()
    }

    /// The recipe; nil when something is wrong with it, which is reported once.
    func recipe(_ kind: String) -> ChannelRecipe? {
        if let known = read[kind] { return known }
        var recipe: ChannelRecipe?
        problems.began(path(kind))
        do {
            recipe = try RecipeFile.read(path(kind), kind: kind)
        } catch {
            for problem in error.problems { problems.report(problem) }
        }
        read[kind] = .some(recipe)
        return recipe
    }

    private func path(_ kind: String) -> String { folder + "/\(kind)/channel.yaml" }
}

/// Reads the settings of a channel whose kind is a recipe, as the recipe declares them.
enum RecipeSettingsReader {
    /// Stands for a secret that could not be had and is not needed: commands that connect to nobody.
    private static let absentSecret = "(not read)"

    /// Everything wrong is reported where it stands.
    static func read(_ settings: ConfigurationReader, for recipe: ChannelRecipe) -> RecipeChannel? {
        var given: [String: JSON] = [:]
        var isComplete = true
        for definition in recipe.settings {
            let name = definition.name
            if let value = value(settings, definition) {
                given[name] = value
            } else if settings.has(name) {
                isComplete = false
            } else if definition.isRequired, definition.standard == nil {
                settings.report(name, "is missing")
                isComplete = false
            }
        }
        guard isComplete else { return nil }
        do {
            return try RecipeChannel(recipe: recipe, settings: given)
        } catch {
            settings.report(error.setting, error.reason)
            return nil
        }
    }

    /// What a channel without any settings lacks; nil for nothing.
    static func lack(of recipe: ChannelRecipe) -> String? {
        let names = recipe.settings.filter { $0.isRequired && $0.standard == nil }.map(\.name)
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    private static func value(_ settings: ConfigurationReader, _ definition: SettingDefinition) -> JSON? {
        let name = definition.name
        switch definition.kind {
        case .flag: return settings.flag(name).map(JSON.bool)
        case .integer:
            return settings.integer(name, in: Int(Int32.min)...Int(Int32.max), unit: "").map { .number(Double($0)) }
        case .string where definition.isSecret: return secrets(settings, name, max: 2)
        case .string: return settings.text(name, charactersMax: charactersMax).map(JSON.string)
        case .list where definition.isSecret: return secrets(settings, name, max: ConfigurationReader.itemsMax)
        case .list:
            return settings.textOrTexts(name, charactersMax: charactersMax).map { .array($0.map(JSON.string)) }
        }
    }

    /// One secret, or several while it is changed.
    private static func secrets(_ settings: ConfigurationReader, _ name: String, max: Int) -> JSON? {
        guard let entry = settings.entry(name) else { return nil }
        var secrets: [Secret] = []
        if let items = entry.node.sequence {
            guard (1...max).contains(items.count) else {
                settings.report(name, "must be one secret, or \(max) at most while it is changed")
                return nil
            }
            secrets = settings.secrets(name, charactersMax: 65_536) ?? []
            guard secrets.count == items.count else { return nil }
        } else if let secret = settings.secret(name) {
            secrets = [secret]
        } else {
            return nil
        }
        return .array(secrets.map { .string($0.isKnown ? $0.revealed : absentSecret) })
    }

    /// Longest text of a setting.
    private static let charactersMax = 4_096
}
