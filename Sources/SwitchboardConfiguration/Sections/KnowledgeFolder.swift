import ConfigurationReading

/// A folder of Markdown articles.
public struct KnowledgeFolder: Sendable, Hashable {
    public var path: String

    init(reading section: ConfigurationReader) {
        path = section.existingFolder("path") ?? ""
        if !section.has("path") { section.report("path", "is missing") }
    }
}
