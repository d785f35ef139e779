import Escalation

/// Where a page of a list ends: a few numbers, tied to the list they belong to.
struct Cursor {
    let numbers: [Int64]

    init(_ numbers: [Int64]) { self.numbers = numbers }

    /// Reads a cursor of this list.
    ///
    /// - Throws: ``InvalidCursor`` for anything ``text(_:)`` has not written for it.
    init?(_ text: String?, list: String, count: Int) throws {
        guard let text else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == count + 1, parts[0] == list else { throw InvalidCursor() }
        let numbers = parts.dropFirst().compactMap { Int64($0) }
        guard numbers.count == count else { throw InvalidCursor() }
        self.numbers = numbers
    }

    /// The written form.
    func text(_ list: String) -> String { ([list] + numbers.map(String.init)).joined(separator: ".") }
}
