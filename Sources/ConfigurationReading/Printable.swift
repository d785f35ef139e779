/// Text from files, made fit for one line of a terminal.
package enum Printable {
    /// Longest piece of a file that is quoted in a reason, in characters.
    package static let quotedCharactersMax = 60

    /// The text with control characters and line breaks shown as `\u{…}`, so that it cannot steer a terminal.
    package static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text in quotation marks, cut to ``quotedCharactersMax``.
    package static func quoted(_ text: some StringProtocol) -> String {
        let cut = text.prefix(quotedCharactersMax)
        return "\"" + cut + (cut.endIndex < text.endIndex ? "…" : "") + "\""
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format: true
        default: false
        }
    }
}
