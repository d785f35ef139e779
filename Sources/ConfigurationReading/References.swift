/// `${env:NAME}` and `${file:PATH}` inside a value: how secrets come in without standing in the configuration.
package struct References {
    /// Largest file a reference may name.
    package static let fileBytesMax = 65_536

    /// Variables by name.
    package let environment: [String: String]
    /// Paths are relative to this folder.
    package let folder: String
    /// Whether every secret must be had. Commands that connect to nobody do without.
    package var needsSecrets: Bool

    package init(environment: [String: String], folder: String, needsSecrets: Bool = true) {
        self.environment = environment
        self.folder = folder
        self.needsSecrets = needsSecrets
    }

    /// Why a reference could not be followed; made of what is written in the file alone.
    package struct Failure: Error, Equatable { package let reason: String }

    /// Whether the text holds a reference.
    package static func isReference(_ text: some StringProtocol) -> Bool { text.contains("${") }

    /// The text with every reference replaced by what it stands for. A file's closing line breaks are dropped.
    package func resolve(_ text: String) throws(Failure) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            result += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw Failure(reason: "a \"${\" has no \"}\"; references are ${env:NAME} and ${file:PATH}")
            }
            result += try value(of: String(rest[start.upperBound..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private func value(of reference: String) throws(Failure) -> String {
        let written = "${\(reference.prefix(Printable.quotedCharactersMax))}"
        guard let colon = reference.firstIndex(of: ":") else {
            throw Failure(reason: "\(written) is not a reference; write ${env:NAME} or ${file:PATH}")
        }
        let name = String(reference[reference.index(after: colon)...])
        switch reference[..<colon] {
        case "env":
            guard let value = environment[name] else {
                throw Failure(reason: "\(written): the environment variable is not set")
            }
            return value
        case "file":
            return try contents(of: name, written: written)
        default:
            throw Failure(reason: "\(written) is not a reference; write ${env:NAME} or ${file:PATH}")
        }
    }

    private func contents(of path: String, written: String) throws(Failure) -> String {
        let bytes: [UInt8]
        do {
            bytes = try BoundedFile.read(PathJoin.join(folder, path), bytesMax: Self.fileBytesMax)
        } catch {
            throw Failure(reason: "\(written): the file \(error.reason)")
        }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(reason: "\(written): the file is not UTF-8 text")
        }
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }
}
