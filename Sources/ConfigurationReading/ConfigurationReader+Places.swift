extension ConfigurationReader {
    /// A file that must exist, as a path joined to this file's folder.
    package func existingFile(_ key: String) -> String? {
        existing(key, "file") { BoundedFile.kind(of: $0).isFile }
    }

    /// A folder that must exist, as a path joined to this file's folder.
    package func existingFolder(_ key: String) -> String? {
        existing(key, "folder") { BoundedFile.kind(of: $0).isFolder }
    }

    /// An `http` or `https` address; the closing slash is dropped.
    package func webAddress(_ key: String) -> String? {
        guard let text = text(key) else { return nil }
        guard let address = WebAddress(text) else {
            report(key, "must be an address such as https://chat.example.com")
            return nil
        }
        return address.text
    }

    private func existing(_ key: String, _ what: String, _ exists: (String) -> Bool) -> String? {
        guard let written = text(key) else { return nil }
        let path = PathJoin.join(file.folder, written)
        guard exists(path) else {
            report(key, "there is no \(what) \"\(path)\"")
            return nil
        }
        return path
    }
}

/// An `http` or `https` address, checked as far as a configuration can be.
package struct WebAddress {
    /// Without a closing slash.
    package let text: String
    package let isEncrypted: Bool
    /// Whether it names scheme, host and port alone.
    package let isOrigin: Bool
    /// Scheme, host and port as browsers write them: in lower case, without the scheme's own port (WHATWG URL, "origin").
    package let origin: String

    /// Reads the address; nil for anything else.
    package init?(_ text: String) {
        let scheme = text.hasPrefix("https://") ? "https://" : text.hasPrefix("http://") ? "http://" : nil
        guard let scheme, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }) else {
            return nil
        }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@"), Self.isHostAndPort(authority) else { return nil }
        let tail = rest.dropFirst(authority.count)
        guard !tail.contains("#") else { return nil }
        isOrigin = tail.isEmpty || tail == "/"
        isEncrypted = scheme == "https://"
        let port = isEncrypted ? ":443" : ":80"
        origin = (scheme + (authority.hasSuffix(port) ? authority.dropLast(port.count) : authority)).lowercased()
        self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private static func isHostAndPort(_ authority: Substring) -> Bool {
        var host = authority
        if let close = authority.lastIndex(of: "]") {
            guard authority.first == "[" else { return false }
            host = authority[...close]
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
        }
        let port = authority[host.endIndex...]
        guard !host.isEmpty, host != "[]" else { return false }
        if port.isEmpty { return true }
        guard port.first == ":", let number = Int(port.dropFirst()) else { return false }
        return (1...65_535).contains(number)
    }
}
