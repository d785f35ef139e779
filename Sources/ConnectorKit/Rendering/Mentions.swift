/// Names that would call somebody.
enum Mentions {
    /// A sign without width that ends a name for every platform; the words stay as they are.
    static let joint: Unicode.Scalar = "\u{200B}"

    /// Names that call everybody, wherever they stand.
    private static let everybody = ["everyone", "here", "room"].map { Array($0.unicodeScalars) }

    /// With ``joint`` behind each `@` that begins a name.
    static func broken(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var broken = ""
        let scalars = Array(text.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            broken.unicodeScalars.append(scalar)
            if scalar == "@", calls(scalars[(place + 1)...], after: place > 0 ? scalars[place - 1] : nil) {
                broken.unicodeScalars.append(joint)
            }
        }
        return broken
    }

    /// An address in which no name calls everybody: `@` is written as `%40` before one, which means the same there.
    static func broken(address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: "@")) else { return address }
        var broken = ""
        let scalars = Array(address.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            if scalar == "@", callsEverybody(scalars[(place + 1)...]) {
                broken += "%40"
            } else {
                broken.unicodeScalars.append(scalar)
            }
        }
        return broken
    }

    /// Whether what follows an `@` could be a name; those of mail addresses stand inside a word.
    static func calls(_ rest: ArraySlice<Unicode.Scalar>, after left: Unicode.Scalar?) -> Bool {
        guard let first = rest.first, !first.isBlank else { return false }
        guard let left, left.isWordPart || "._%+-".unicodeScalars.contains(left) else { return true }
        return callsEverybody(rest)
    }

    /// Whether a name that calls everybody begins here; platforms find it inside words and mail addresses too.
    private static func callsEverybody(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        everybody.contains { name in
            rest.count >= name.count && zip(rest, name).allSatisfy { Self.isSame($0, $1) }
        }
    }

    private static func isSame(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool {
        one.isASCII && one.value | 0x20 == other.value
    }
}
