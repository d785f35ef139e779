import FoundationEssentials

/// Where the parts that come with the executable lie.
enum InstalledFolders {
    /// How many folders above a file are looked through.
    static let levelsMax = 6

    /// Folders of channel kinds, best first: beside the executable or above it (a build's folder lies in the
    /// project), in the share folder of an installation, above the configuration, in the current folder.
    static func channels(configuration file: String) -> [String] {
        var candidates: [String] = []
        if let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            for folder in above(executable) {
                candidates.append(folder + "/channels")
                candidates.append(folder + "/share/switchboard/channels")
            }
        }
        let absolute = file.hasPrefix("/") ? file : FileManager.default.currentDirectoryPath + "/" + file
        candidates += above(absolute).map { $0 + "/channels" }
        candidates.append("channels")
        let here = candidates.filter { FileManager.default.fileExists(atPath: $0 + "/webchat/channel.yaml") }
        return here.isEmpty ? ["channels"] : here
    }

    /// The folders a file lies in, from the inside out.
    private static func above(_ file: String) -> [String] {
        var folders: [String] = []
        var rest = file[...]
        while folders.count < levelsMax, let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            folders.append(String(rest))
        }
        return folders
    }
}
