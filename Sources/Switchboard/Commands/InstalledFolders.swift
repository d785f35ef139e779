import FoundationEssentials

/// Where the parts that come with the executable lie.
enum InstalledFolders {
    /// How many folders above the executable are looked through.
    static let levelsMax = 6

    /// Folders of channel kinds, best first: beside the executable or above it (a build's folder lies in the
    /// project), in the share folder of an installation, in the current folder.
    static func channels() -> [String] {
        var candidates: [String] = []
        if let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            var folder = executable[...]
            for _ in 0..<levelsMax {
                guard let slash = folder.lastIndex(of: "/") else { break }
                folder = folder[..<slash]
                candidates.append(folder + "/channels")
                candidates.append(folder + "/share/switchboard/channels")
            }
        }
        candidates.append("channels")
        let here = candidates.filter { FileManager.default.fileExists(atPath: $0 + "/webchat/channel.yaml") }
        return here.isEmpty ? ["channels"] : here
    }
}
