import ConfigurationReading
import FoundationEssentials

/// Finds the folder a name means: of a configured channel, or of a kind.
///
/// The configuration is read for these names alone: a definition is tried out before the rest of it is right.
struct ChannelFolders {
    /// One kind's folder.
    struct Place {
        let kind: String
        /// As it is shown.
        let folder: String

        var file: String { "\(folder)/channel.yaml" }
        var samples: String { "\(folder)/samples" }

        /// Whether the file is a platform's definition, not one of a channel with code of its own.
        ///
        /// - Throws: ``CommandFailure`` for a file that cannot be read as YAML.
        func isRecipe() throws -> Bool {
            let problems = ProblemCollector()
            var keys: [String] = []
            let file = ConfigurationReader.File(path: self.file, references: nil, problems: problems)
            let isRead = ConfigurationReader.read(file) { keys = $0.writtenKeys } != nil
            if !isRead {
                do { try problems.check() } catch { throw CommandFailure(error) }
            }
            return !(keys.contains("transport") && !keys.contains("inbound"))
        }
    }

    /// The folders that are looked through, best first.
    let folders: [String]
    /// The configuration's `channels_path`.
    let own: String?
    /// Kinds by the names of configured channels.
    let kinds: [String: String]

    init(configuration file: String) {
        var (own, kinds): (String?, [String: String]) = (nil, [:])
        if FileManager.default.fileExists(atPath: file) {
            let reading = ConfigurationReader.File(path: file, references: nil, problems: ProblemCollector())
            _ = ConfigurationReader.read(reading) { root in
                own = root.text("channels_path").map { PathJoin.join(PathJoin.folder(of: file), $0) }
                for channel in root.sections("channels", { (name: $0.text("name"), kind: $0.text("use")) }) ?? [] {
                    if let name = channel.name { kinds[name] = channel.kind }
                }
            }
        }
        self.own = own
        self.kinds = kinds
        folders = [own].compactMap(\.self) + ["channels"] + InstalledFolders.channels(configuration: file)
    }

    /// The folder of a configured channel, a kind, or a path.
    ///
    /// - Throws: ``CommandFailure`` when there is none.
    func find(_ name: String) throws -> Place {
        if name.contains("/") {
            let path = PathJoin.join(".", name)
            let folder = path.hasSuffix("/channel.yaml") ? PathJoin.folder(of: path) : path
            let kind = folder.split(separator: "/").last.map(String.init) ?? folder
            guard Self.isThere(folder) else { throw CommandFailure.badUse("there is no \(folder)/channel.yaml") }
            return Place(kind: kind, folder: folder)
        }
        let kind = kinds[name] ?? name
        if let folder = folders.map({ "\($0)/\(kind)" }).first(where: Self.isThere) {
            return Place(kind: kind, folder: folder)
        }
        var seen: Set<String> = []
        let places = folders.filter { seen.insert($0).inserted }.joined(separator: ", ")
        throw CommandFailure.badUse("there is no channel and no kind of channel \(name) in \(places)")
    }

    private static func isThere(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/channel.yaml")
    }
}
