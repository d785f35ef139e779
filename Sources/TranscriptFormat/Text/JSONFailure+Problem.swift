import LosslessJSON

extension JSONFailure {
    /// The failure in words, at a line and column counted from 1.
    func problem(in bytes: [UInt8], at path: String = "") -> Transcript.Problem {
        let (line, column) = place(in: bytes)
        let at = "\(path.isEmpty ? "" : path + " ")line \(line), column \(column)"
        return switch reason {
        case .syntax(let what): Transcript.Problem(.syntax, at: at, what)
        case .depth: Transcript.Problem(.limit, at: at, "nested too deeply")
        case .values: Transcript.Problem(.limit, at: at, "too many values")
        }
    }
}

extension TranscriptLimits {
    var json: JSONLimits { JSONLimits(depth: depth, values: values) }
}
