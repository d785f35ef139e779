import FoundationEssentials
import Yams

/// Turns one file's text into an article, or into the list of what is wrong with it.
///
/// An unknown key breaks the article: a misspelt `audience` must not make an internal text public.
struct FrontMatter {
    /// Bytes of YAML at most; real ones have a few hundred.
    static let bytesMax = 64 * 1024
    /// Entries of a list at most.
    static let listMax = 1000
    /// Characters of a title, a question or a tag at most.
    static let entryCharactersMax = 1000

    private static let keys: Set<String> = [
        "title", "id", "lang", "tags", "questions", "audience", "valid_from", "valid_until", "source",
    ]

    var file: String
    var times: ArticleTime
    private(set) var problems: [KnowledgeProblem] = []
    private var lines: [String: Int] = [:]

    init(file: String, times: ArticleTime) {
        self.file = file
        self.times = times
    }

    /// The article of a file, or `nil` with ``problems`` saying why.
    mutating func article(_ source: SourceLines) -> Article? {
        if source.unclosed {
            report(1, "", "the front matter that begins with --- has no closing ---")
            return nil
        }
        let name = ArticleName(file: file)
        guard let yaml = source.frontMatter else { return plain(source, name: name) }
        guard let mapping = mapping(yaml) else { return nil }
        return article(mapping, source: source, name: name)
    }

    private mutating func plain(_ source: SourceLines, name: ArticleName) -> Article? {
        guard let heading = MarkdownBlocks(source.body).blocks.first(where: { $0.kind.isHeading }),
            !heading.text.isEmpty
        else {
            report(1, "title", "the file has neither front matter nor a heading to take the title from")
            return nil
        }
        return Article(
            id: name.id, language: name.language ?? LanguageGuess.of(source.body), title: heading.text,
            body: source.body, file: file, bodyLine: source.bodyLine)
    }

    private mutating func mapping(_ yaml: String) -> Node.Mapping? {
        guard yaml.utf8.count <= Self.bytesMax else {
            report(1, "", "the front matter has more than \(Self.bytesMax) bytes")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                report(1, "title", "is missing")
                return nil
            }
            guard case .mapping(let mapping) = node else {
                report(2, "", "the front matter must be keys and values, as in title: Opening hours")
                return nil
            }
            return mapping
        } catch {
            reportYAML(error)
            return nil
        }
    }

    private mutating func article(_ mapping: Node.Mapping, source: SourceLines, name: ArticleName) -> Article? {
        let before = problems.count
        var values: [String: Node] = [:]
        for (keyNode, value) in mapping {
            let line = (keyNode.mark?.line ?? 1) + 1
            guard case .scalar(let scalar) = keyNode, Self.keys.contains(scalar.string) else {
                let word = keyNode.scalar?.string ?? "?"
                report(
                    line, word, "is not a key of an article; there are \(Self.keys.sorted().joined(separator: ", "))")
                continue
            }
            lines[scalar.string] = line
            values[scalar.string] = value
        }
        let title = text(values, "title") ?? ""
        if title.isEmpty, !problems.contains(where: { $0.key == "title" }) {
            report(lines["title"] ?? 1, "title", "is missing")
        }
        let id = text(values, "id") ?? name.id
        if !ArticleName.isIdentifier(id) {
            report(lines["id"] ?? 1, "id", "must have 1 to 200 characters, none of them a space or control character")
        }
        let language = language(values) ?? name.language
        let tags = list(values, "tags")
        let questions = list(values, "questions")
        let audience = audience(values)
        let validity = validity(values)
        let reference = text(values, "source")
        if let reference, WebAddress.isMeant(by: reference), !WebAddress.isSound(reference) {
            report(
                lines["source"] ?? 1, "source",
                "is no address a browser can follow; write it as https://www.example.com/page, or as words")
        }
        guard problems.count == before else { return nil }
        return Article(
            id: id, language: language ?? LanguageGuess.of(title + "\n" + source.body), title: title, tags: tags,
            questions: questions, audience: audience, validity: validity, source: reference, body: source.body,
            file: file, bodyLine: source.bodyLine, keyLines: lines)
    }

    private mutating func language(_ values: [String: Node]) -> String? {
        guard let word = text(values, "lang") else { return nil }
        let primary = word.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map(String.init) ?? ""
        guard (2...3).contains(primary.utf8.count), primary.utf8.allSatisfy({ (97...122).contains($0) }) else {
            report(lines["lang"] ?? 1, "lang", "must be a language code such as de or en")
            return nil
        }
        return primary
    }

    private mutating func audience(_ values: [String: Node]) -> ArticleAudience {
        guard let word = text(values, "audience") else { return .everyone }
        guard let audience = ArticleAudience(word: word) else {
            let words = ArticleAudience.allCases.map(\.word).joined(separator: ", ")
            report(lines["audience"] ?? 1, "audience", "must be one of \(words)")
            return .staff
        }
        return audience
    }

    private mutating func validity(_ values: [String: Node]) -> ArticleValidity {
        var validity = ArticleValidity.always
        let form = "must be a day such as 2026-12-24 or a moment such as 2026-12-24T18:00:00+01:00"
        if let from = text(values, "valid_from") {
            if let seconds = times.begin(from) {
                validity.fromSeconds = seconds
            } else {
                report(lines["valid_from"] ?? 1, "valid_from", form)
            }
        }
        if let until = text(values, "valid_until") {
            if let seconds = times.end(until) {
                validity.untilSeconds = seconds
            } else {
                report(lines["valid_until"] ?? 1, "valid_until", form)
            }
        }
        if validity.fromSeconds >= validity.untilSeconds {
            report(lines["valid_until"] ?? 1, "valid_until", "is not after valid_from")
        }
        return validity
    }

    private mutating func text(_ values: [String: Node], _ key: String) -> String? {
        guard let node = values[key] else { return nil }
        guard case .scalar(let scalar) = node else {
            report(lines[key] ?? 1, key, "must be a single text")
            return nil
        }
        let trimmed = entry(scalar.string, key: key, line: lines[key] ?? 1)
        return trimmed.isEmpty ? nil : trimmed
    }

    private mutating func list(_ values: [String: Node], _ key: String) -> [String] {
        guard let node = values[key] else { return [] }
        switch node {
        case .scalar:
            return text(values, key).map { [$0] } ?? []
        case .sequence(let entries):
            guard entries.count <= Self.listMax else {
                report(lines[key] ?? 1, key, "has more than \(Self.listMax) entries")
                return []
            }
            return entries.compactMap { item in
                let line = (item.mark?.line ?? 1) + 1
                guard case .scalar(let scalar) = item else {
                    report(line, key, "must be a list of texts; put one with a colon in quotation marks")
                    return nil
                }
                let text = entry(scalar.string, key: key, line: line)
                return text.isEmpty ? nil : text
            }
        default:
            report(lines[key] ?? 1, key, "must be a list of texts")
            return []
        }
    }

    private mutating func entry(_ raw: String, key: String, line: Int) -> String {
        let text = raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if text.count > Self.entryCharactersMax {
            report(line, key, "has more than \(Self.entryCharactersMax) characters")
        }
        return text
    }

    private mutating func reportYAML(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
            .composer(_, let problem, let mark, _)?:
            report(mark.line + 1, "", "the front matter is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context)?:
            for key in duplicates.sorted() { report(context.mark.line + 1, key, "stands twice") }
        case .reader(let problem, _, _, _)?:
            report(1, "", "the front matter is not YAML: \(problem)")
        default:
            report(1, "", "the front matter is not YAML")
        }
    }

    private mutating func report(_ line: Int, _ key: String, _ reason: String) {
        problems.append(KnowledgeProblem(file: file, line: line, key: key, reason: reason))
    }
}
