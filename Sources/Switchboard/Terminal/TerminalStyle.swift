import Glibc

/// Colour, where somebody looks at it.
struct TerminalStyle {
    let isColoured: Bool

    /// For stdout: colour only on a terminal, and not where it is unwanted (no-color.org).
    static var ofOutput: TerminalStyle {
        let isUnwanted = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
        return TerminalStyle(isColoured: isatty(STDOUT_FILENO) == 1 && !isUnwanted && !isDumb)
    }

    func good(_ text: String) -> String { wrapped(text, "32") }
    func bad(_ text: String) -> String { wrapped(text, "31") }
    func quiet(_ text: String) -> String { wrapped(text, "2") }
    func strong(_ text: String) -> String { wrapped(text, "1") }

    /// Select Graphic Rendition (ECMA-48, 8.3.117).
    private func wrapped(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
