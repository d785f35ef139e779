import ConfigurationReading
import Foundation
import Testing

@testable import Recipes

/// A recipe in a folder of its own, gone with the value.
final class Scratch {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "recipes-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ text: String) throws -> String {
        let path = folder + "/channel.yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    func recipe(_ text: String, kind: String = "acme") throws -> ChannelRecipe {
        try RecipeFile.read(try write(text), kind: kind)
    }

    /// What is wrong with a recipe, as `LINE: key: reason`.
    func problems(_ text: String, kind: String = "acme") throws -> [String] {
        do {
            _ = try RecipeFile.read(try write(text), kind: kind)
            return []
        } catch let error as ConfigurationProblems {
            return error.problems.map { "\($0.line): \($0.key): \($0.reason)" }
        }
    }
}

/// The folder with the recipes that come with the project.
let recipesFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("channels").path

/// The recipes that come with the project, read once.
let shipped: [String: ChannelRecipe] = {
    var recipes: [String: ChannelRecipe] = [:]
    for kind in (try? FileManager.default.contentsOfDirectory(atPath: recipesFolder)) ?? [] {
        let path = "\(recipesFolder)/\(kind)/channel.yaml"
        if let recipe = try? RecipeFile.read(path, kind: kind) { recipes[kind] = recipe }
    }
    return recipes
}()

func channel(_ kind: String, _ given: [String: JSON] = [:]) throws -> RecipeChannel {
    let recipe = try #require(shipped[kind])
    var settings = given
    for definition in recipe.settings where definition.isRequired && settings[definition.name] == nil {
        settings[definition.name] = definition.kind == .list ? [.string(definition.name)] : .string(definition.name)
    }
    return try RecipeChannel(recipe: recipe, settings: settings)
}

func post(_ body: String, _ headers: [(String, String)] = [], type: String = "application/json") -> WebhookRequest {
    WebhookRequest(
        method: "POST", url: "https://gateway.example.org/channels/acme",
        headers: [("Content-Type", type)] + headers, body: Array(body.utf8))
}
