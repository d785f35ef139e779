public import ConfigurationReading

/// Reads `channels/<kind>/channel.yaml`.
public enum RecipeFile {
    /// The recipe the file holds.
    ///
    /// - Parameters:
    ///   - path: As it is shown in problems.
    ///   - kind: The name of its folder.
    /// - Throws: Everything wrong with the file.
    public static func read(_ path: String, kind: String) throws(ConfigurationProblems) -> ChannelRecipe {
        let problems = ProblemCollector()
        let file = ConfigurationReader.File(path: path, references: nil, problems: problems)
        let draft = ConfigurationReader.read(file) { RecipeReader(root: $0, kind: kind).read() } ?? nil
        try problems.check()
        guard let draft, let recipe = draft.finish(problems: problems, path: path) else {
            try problems.check()
            throw ConfigurationProblems([
                ConfigurationProblem(file: path, line: 1, key: "yaml", reason: "must hold keys at the top")
            ])
        }
        return recipe
    }
}

/// A mapping and where it stands.
struct PlacedSource {
    let source: JQSource
    /// The key's whole path.
    let key: String
    /// Line of the mapping's first line.
    let line: Int
}

/// What a file says, before its mappings are compiled.
struct RecipeDraft {
    var sources: [PlacedSource]
    let make: (JQPrograms) -> ChannelRecipe

    /// Compiles the mappings; nil, with the problems reported, when one of them is wrong.
    func finish(problems: ProblemCollector, path: String) -> ChannelRecipe? {
        do {
            return make(try JQPrograms(sources.map(\.source)))
        } catch {
            // The compiler may say a thing twice.
            var told: Set<ConfigurationProblem> = []
            for complaint in error.complaints {
                guard let place = sources.first(where: { $0.source.name == complaint.source }) else { continue }
                let problem = ConfigurationProblem(
                    file: path, line: place.line + complaint.line - 1, key: place.key, reason: complaint.reason)
                if told.insert(problem).inserted { problems.report(problem) }
            }
            return nil
        }
    }
}
