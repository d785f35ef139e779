import Foundation

/// The files a new kind of channel begins with. They hold together as they are: `channels test` passes.
struct ChannelSkeleton {
    let name: String

    /// Whether a text can be a kind's name: it is a folder's, a key's and part of addresses.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.utf8.count <= 32 else { return false }
        return text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
        }
    }

    /// Writes the files.
    ///
    /// - Returns: Their paths.
    /// - Throws: ``CommandFailure`` when the folder is there already or cannot be made.
    func write(to folder: String) throws -> [String] {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: folder) else {
            throw CommandFailure("\(folder) is there already; nothing was changed")
        }
        let files = [
            ("channel.yaml", filled(SkeletonTexts.definition)), ("samples/message.json", SkeletonTexts.message),
            ("samples/unsigned.json", SkeletonTexts.unsigned), ("samples/send.json", filled(SkeletonTexts.send)),
            ("SETUP.md", filled(SkeletonTexts.setup)),
        ]
        do {
            try manager.createDirectory(atPath: "\(folder)/samples", withIntermediateDirectories: true)
            for (file, text) in files {
                try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(file)"))
            }
        } catch {
            throw CommandFailure("\(folder) cannot be written: \(error.localizedDescription)")
        }
        return files.map { "\(folder)/\($0.0)" }
    }

    private func filled(_ text: String) -> String { text.replacing("NAME", with: name) }
}
