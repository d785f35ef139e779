import ConfigurationReading

/// Where conversations, cases and customers are kept.
public struct StorageSettings: Sendable, Hashable {
    /// How hard a commit is pressed to the disk.
    public enum Synchronous: String, Sendable, CaseIterable {
        /// Acknowledged means on disk, power cuts included.
        case full
        /// Survives a crash of the process, not every power cut.
        case normal
    }

    /// Name of the database file inside a data folder.
    public static let fileName = "switchboard.db"

    /// The database file of the embedded store.
    public var path: String
    public var synchronous: Synchronous
    /// Connections that read beside the one writer.
    public var readers: Int
    /// Days after a conversation's last event until its messages as they came are removed.
    public var originalsDays: Int

    init(reading section: ConfigurationReader?, folder: String, dataFolder: String?) {
        path = PathJoin.join(folder, "var/" + Self.fileName)
        if let section, let url = section.text("url") {
            if let file = Self.file(url, section) { path = PathJoin.join(folder, file) }
        }
        if let dataFolder { path = PathJoin.join(dataFolder, Self.fileName) }
        synchronous = section?.choice("synchronous", of: Synchronous.self) ?? .full
        readers = section?.integer("readers", in: 1...64, unit: "connections") ?? 4
        originalsDays = section?.integer("originals_days", in: 1...36_500, unit: "days") ?? 365
    }

    private static func file(_ url: String, _ section: ConfigurationReader) -> String? {
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
            section.report("url", "not part of this version: PostgreSQL; use sqlite:PATH")
            return nil
        }
        guard url.hasPrefix("sqlite:") else {
            section.report("url", "must be sqlite:PATH, for instance sqlite:var/switchboard.db")
            return nil
        }
        let path = String(url.dropFirst("sqlite:".count))
        guard !path.isEmpty, !path.hasSuffix("/") else {
            section.report("url", "names no file; write for instance sqlite:var/switchboard.db")
            return nil
        }
        return path
    }
}
