import Conversations

/// Finds the conversation of clients that name none: by what their caller said before.
///
/// A client that goes on sends all that was said. Where two callers said the same until then, nobody can tell whose
/// conversation it is: each goes on in a new one, and no caller's words come into another's. A value for one owner.
struct UnnamedSessions: Sendable {
    /// How long a text whose answer was not received may come again as the same request, and how long words that
    /// another caller said too stand in the way, in milliseconds.
    static let repeatWithin: Int64 = 300_000
    /// How many messages a caller may add between two requests.
    private static let newMessagesMax = 8

    private struct Candidate {
        let key: String
        let at: Timestamp
        /// Whether the answer was not received, so that the same text is the same request.
        var isOpen = false
    }

    /// Most conversations remembered; beyond it the oldest go on as new ones.
    let countMax: Int
    private var candidates: [String: [Candidate]] = [:]
    /// Under which name each key was found last; the oldest first in ``order``.
    private var names: [String: String] = [:]
    private var order: [String] = []
    private var head = 0

    init(countMax: Int = 20_000) { self.countMax = countMax }

    /// How many conversations are remembered.
    var count: Int { names.count }

    /// The conversation these messages belong to.
    ///
    /// - Parameters:
    ///   - scope: Who asks: only what came under the same scope is found.
    ///   - said: All of the caller, oldest first.
    ///   - fresh: The key of a new conversation.
    mutating func key(of said: [String], in scope: [String], fresh: String, at now: Timestamp) -> String {
        func name(_ count: Int) -> String {
            ChatCompletionRequest.digest(scope + [""] + said.prefix(count))
        }
        let whole = name(said.count)
        let earliest = now.advanced(byMilliseconds: -Self.repeatWithin)
        if let index = candidates[whole]?.lastIndex(where: { $0.isOpen && $0.at >= earliest }),
            let key = candidates[whole]?[index].key
        {
            candidates[whole]?[index].isOpen = false
            return key
        }
        var key = fresh
        if !said.isEmpty {
            for count in stride(from: said.count - 1, to: max(0, said.count - 1 - Self.newMessagesMax), by: -1) {
                guard let known = candidates[name(count)], let last = known.last else { continue }
                let isAmbiguous = known.dropLast().contains { $0.at >= earliest }
                if !isAmbiguous {
                    key = last.key
                    forget(key)
                }
                break
            }
        }
        remember(whole, key, at: now)
        return key
    }

    /// The answer to the key's newest request was not received.
    mutating func reopen(_ key: String) {
        guard let name = names[key], let index = candidates[name]?.lastIndex(where: { $0.key == key }) else { return }
        candidates[name]?[index].isOpen = true
    }

    private mutating func remember(_ name: String, _ key: String, at now: Timestamp) {
        candidates[name, default: []].append(Candidate(key: key, at: now))
        names[key] = name
        order.append(key)
        while names.count > countMax, head < order.count {
            forget(order[head])
            head += 1
        }
        // Keys that went on stand in the row more than once; dropped with the rest.
        guard order.count > 4 * countMax || head > countMax else { return }
        var seen: Set<String> = []
        order = order[head...].reversed().filter { names[$0] != nil && seen.insert($0).inserted }.reversed()
        head = 0
    }

    private mutating func forget(_ key: String) {
        guard let name = names.removeValue(forKey: key) else { return }
        candidates[name]?.removeAll { $0.key == key }
        if candidates[name]?.isEmpty == true { candidates[name] = nil }
    }
}
