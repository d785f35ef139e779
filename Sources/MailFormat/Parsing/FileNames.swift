/// File names from mails: hostile until cleaned.
enum FileNames {
    /// Longest name kept, in bytes: what file systems take.
    private static let maxBytes = 200

    /// The name without a path, control characters or direction overrides; nil when nothing is left.
    static func sanitised(_ name: String?) -> String? {
        guard let name else { return nil }
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        var scalars = String.UnicodeScalarView()
        for scalar in last.unicodeScalars where !isDropped(scalar) {
            scalars.append(scalar)
        }
        var clean = String(scalars).trimmingBlanks()
        while clean.hasPrefix(".") { clean.removeFirst() }
        while clean.hasSuffix(".") || clean.hasSuffix(" ") { clean.removeLast() }
        return shortened(clean).nilIfEmpty
    }

    /// What a nameless part is called, where readers expect a name.
    static func implied(_ kind: MailAttachment.Kind, type: String) -> String? {
        kind == .tnef ? "winmail.dat" : nil
    }

    /// Control characters, and those that turn the direction of writing: `exe.gpj` shown as a picture.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        HeaderText.isControl(scalar) || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0x200E || scalar.value == 0x200F
    }

    /// Cut in the middle of the stem, so that the ending stays.
    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > maxBytes else { return name }
        let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        let kept = ending.utf8.count <= 20 ? ending : ""
        var stem = name.dropLast(kept.count)
        var bytes = stem.utf8.count
        while bytes + kept.utf8.count > maxBytes, let last = stem.popLast() { bytes -= String(last).utf8.count }
        return stem + kept
    }
}
