/// Says what became of each item of an import, and from time to time how far it is.
struct ImportTally {
    let json: Bool
    /// What is counted: `mails`.
    let items: String
    /// After how many items progress is told.
    let every: Int
    private(set) var counts: [String: Int] = [:]
    private var total = 0

    init(json: Bool, items: String, every: Int = 1000) {
        self.json = json
        self.items = items
        self.every = every
    }

    /// - Parameter more: An object whose members stand beside the item's own in JSON.
    mutating func add(_ place: String, _ outcome: String, _ detail: String, more: JSONText? = nil) {
        counts[outcome, default: 0] += 1
        total += 1
        if json {
            var members = [
                (key: "item", value: JSONText.string(place)), (key: "outcome", value: .string(outcome)),
                (key: "detail", value: .string(detail)),
            ]
            if case .object(let own)? = more {
                members += own.filter { own in !members.contains { $0.key == own.key } }
            }
            Terminal.line(JSONText.object(members).text)
        } else {
            Terminal.line("\(outcome)  \(place)  \(detail)")
        }
        // Each item is told once it is taken, also to a pipe: whoever stops the import has seen how far it was.
        Terminal.flush()
        if total.isMultiple(of: every) { Terminal.note("\(total) \(items) so far (\(summary))") }
    }

    func finish() { Terminal.note("\(total) \(items): \(summary.isEmpty ? "none" : summary)") }

    private var summary: String {
        counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
}
