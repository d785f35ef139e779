import Conversations
import Escalation
import Foundation
import Hummingbird

/// A request whose caller is known.
struct Call: Sendable {
    let request: Request
    let parameters: Parameters
    let user: DeskUser
    /// Nil for a token.
    let session: OperatorAccounts.ActiveSession?

    /// The id in the path.
    ///
    /// - Throws: ``Problem`` 404: what is not written like an id names nothing.
    func id<ID: LosslessStringConvertible>(_ type: ID.Type, _ what: String) throws -> ID {
        guard let text = parameters.get("id"), text.utf8.count <= 128, let id = ID(text) else {
            throw Problem.notFound(what)
        }
        return id
    }

    /// A query parameter; nil when it is absent or empty. A `+` is a blank, as forms and most clients write it (URL
    /// Standard, section 5.1).
    func query(_ name: String) -> String? {
        for pair in (request.uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, Self.decoded(parts[0]) == name else { continue }
            let value = Self.decoded(parts[1])
            return value.isEmpty ? nil : value
        }
        return nil
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = String(text.map { $0 == "+" ? " " : $0 })
        return spaced.removingPercentEncoding ?? spaced
    }

    /// A whole number within bounds.
    func integer(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = query(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Problem.badRequest(
                name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// One of a closed list of words.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) throws -> Word?
    where Word.RawValue == String {
        guard let text = query(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.badRequest(name, "must be one of \(known)")
        }
        return word
    }

    /// `limit` and `cursor`.
    func page() throws -> PageRequest {
        let limit = try integer("limit", 1...PageRequest.limitMax) ?? PageRequest.limitDefault
        let cursor = query("cursor")
        guard (cursor?.utf8.count ?? 0) <= 512 else { throw InvalidCursor() }
        return PageRequest(limit: limit, cursor: cursor)
    }
}
