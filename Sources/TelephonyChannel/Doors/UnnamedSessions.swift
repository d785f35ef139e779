import Conversations

/// Finds the conversation of clients that name none: by what their caller said before.
///
/// A client that goes on sends all that was said; two callers who began with the same words share what was answered to
/// those words and nothing else, for the first to go on takes the conversation along. A value for one owner.
struct UnnamedSessions: Sendable {
    /// How long after a text the same text is the same request, in milliseconds.
    static let repeatWithin: Int64 = 300_000
    /// How many messages a caller may add between two requests.
    private static let newMessagesMax = 8

    /// Most conversations remembered; beyond it the oldest go on as new ones.
    let countMax: Int
    private var keys: [String: (key: String, at: Timestamp)] = [:]
    private var order: [String] = []
    private var head = 0

    init(countMax: Int = 20_000) { self.countMax = countMax }

    var count: Int { keys.count }

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
        if let known = keys[whole], now <= known.at.advanced(byMilliseconds: Self.repeatWithin) { return known.key }
        var key = fresh
        if !said.isEmpty {
            for count in stride(from: said.count - 1, to: max(0, said.count - 1 - Self.newMessagesMax), by: -1) {
                guard let known = keys.removeValue(forKey: name(count)) else { continue }
                key = known.key
                break
            }
        }
        remember(whole, key, at: now)
        return key
    }

    private mutating func remember(_ name: String, _ key: String, at now: Timestamp) {
        if keys.updateValue((key, now), forKey: name) == nil { order.append(name) }
        while keys.count > countMax, head < order.count {
            keys[order[head]] = nil
            head += 1
        }
        // Names that went on stay in the row a while; they are few, and dropped with the rest.
        guard order.count > 4 * countMax || head > countMax else { return }
        order = order[head...].filter { keys[$0] != nil }
        head = 0
    }
}
