/// Whose pages may use the chat, and what browsers are told of it (the CORS protocol of the Fetch standard).
struct AllowedOrigins: Sendable, Hashable {
    /// What an answer says to the browser.
    struct Answer: Sendable, Hashable {
        /// `Access-Control-Allow-Origin`; nil leaves it out, so that the page does not see the answer.
        let origin: String?
        /// Whether the answer differs by origin, which caches must be told (`Vary`).
        let varies: Bool
    }

    private let origins: Set<String>

    /// - Parameters:
    ///   - origins: Such as `https://www.example.com`; `*` for all.
    ///   - publicURL: Where the gateway is reached; its pages may always use the chat.
    init(_ origins: [String], publicURL: String = "") {
        var all = Set(origins.map { $0.lowercased() })
        if let own = Self.origin(ofURL: publicURL) { all.insert(own) }
        self.origins = all
    }

    private var isOpen: Bool { origins.contains("*") }

    /// Whether pages of an origin may use the chat. No page at all, which is a program, may: it could write what it
    /// wants into the field.
    ///
    /// - Parameter host: The request's own `Host`: what was loaded from there may talk to there.
    func allows(_ origin: String?, host: String?) -> Bool {
        guard !isOpen, let origin = origin?.lowercased() else { return true }
        return origins.contains(origin) || Self.isSame(origin, host)
    }

    /// What to tell the browser about an answer to a request of this origin.
    func answer(to origin: String?, host: String?) -> Answer {
        if isOpen { return Answer(origin: "*", varies: false) }
        return Answer(origin: allows(origin, host: host) ? origin : nil, varies: true)
    }

    /// By host alone: a proxy in front may have taken TLS away.
    private static func isSame(_ origin: String, _ host: String?) -> Bool {
        guard let host, !host.isEmpty, let start = origin.firstRange(of: "://") else { return false }
        return origin[start.upperBound...] == host.lowercased()
    }

    private static func origin(ofURL url: String) -> String? {
        guard let start = url.firstRange(of: "://") else { return nil }
        return url[..<(url[start.upperBound...].firstIndex(of: "/") ?? url.endIndex)].lowercased()
    }
}
