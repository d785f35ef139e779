/// How sure it is that a mail comes from the address it names.
public enum SenderAuthentication: Sendable, Equatable, CustomStringConvertible {
    /// A server we trust found that `domain`, the one of `From`, sent it.
    case verified(domain: String)
    /// The mail says so, and nobody we trust confirms it.
    case claimed
    /// There is no one address to believe: none, or several.
    case none

    public var description: String {
        switch self {
        case .verified(let domain): "verified: \(domain)"
        case .claimed: "claimed"
        case .none: "none"
        }
    }

    /// Judges a mail by the `Authentication-Results` fields of servers we trust.
    ///
    /// Only the topmost fields count, in an unbroken run of trusted ids above the first foreign one, and none below a
    /// `Received` of somebody else's server: a sender can put fields below, but not above what our server writes. Verified is an aligned `dmarc=pass`, or a `dkim=pass`
    /// whose `header.d` is the domain of `From` or one above it, with at least two labels. Without a list of public
    /// suffixes a signature by a subdomain of `From`'s own domain is not believed, as others may hold one.
    ///
    /// Nothing is verified where any of those fields says `dmarc=fail`, says two things about a policy, or follows no
    /// grammar: servers repeat a sender's words in them, and some forget the quotes.
    ///
    /// - Parameter trustedServers: authserv-ids of our own receiving servers, which must remove forged fields of
    ///   their names (RFC 8601, 5). Compared without case.
    public static func judge(_ mail: Mail, trustedServers: Set<String>) -> SenderAuthentication {
        guard mail.from.count == 1, let from = mail.from.first, mail.headers.all("From").count == 1 else {
            return .none
        }
        guard let domain = domain(of: from.address), !from.namesAnotherAddress else { return .claimed }
        let trusted = Set(trustedServers.map { $0.lowercased() })
        var believed: [AuthenticationResults] = []
        let ours = MailHeaders(Array(ReceivedTrace.ours(of: mail.headers, servers: trusted)))
        for value in ours.all("Authentication-Results").prefix(fieldsMax) {
            guard let field = AuthenticationResults.parse(value), trusted.contains(field.serverID) else { break }
            believed.append(field)
        }
        // One server judges a policy once. Where it is said twice, or against each other, one may be a sender's words.
        let policies = believed.map { $0.results.filter { $0.method == "dmarc" } }
        guard policies.allSatisfy({ $0.count <= 1 }), Set(policies.joined().map(\.result)).count <= 1,
            !policies.joined().contains(where: { $0.result == "fail" }), believed.allSatisfy(\.isWhole)
        else { return .claimed }
        return believed.contains { $0.results.contains { verifies($0, domain) } } ? .verified(domain: domain) : .claimed
    }

    /// Fields looked at: one for each of our servers on the way.
    private static let fieldsMax = 20

    private static func verifies(_ result: AuthenticationResults.Result, _ from: String) -> Bool {
        guard result.result == "pass" else { return false }
        switch result.method {
        case "dmarc":
            guard let stated = result.properties["header.from"] else { return false }
            return (Self.domain(of: stated) ?? folded(stated)) == from
        case "dkim":
            guard let signer = result.properties["header.d"] ?? result.properties["header.i"].flatMap(domain) else {
                return false
            }
            return isAligned(folded(signer), with: from)
        default: return false
        }
    }

    /// Relaxed alignment (RFC 7489, 3.1.1) as far as it can be told without a list of public suffixes.
    private static func isAligned(_ signer: String, with from: String) -> Bool {
        signer == from || (signer.contains(".") && !PublicSuffixes.isLikely(signer) && from.hasSuffix("." + signer))
    }

    private static func domain(of address: String) -> String? {
        guard let at = address.lastIndex(of: "@") else { return nil }
        return folded(String(address[address.index(after: at)...])).nilIfEmpty
    }

    private static func folded(_ domain: String) -> String {
        var bare = domain.lowercased().trimmingBlanks()
        while bare.hasSuffix(".") { bare.removeLast() }
        return bare
    }
}

/// Domains below which anybody may have a name, as far as their form tells.
enum PublicSuffixes {
    /// `co.uk`, `com.au`, `ac.jp`: a short second label of a known kind before a country's two letters.
    static func isLikely(_ domain: String) -> Bool {
        let labels = domain.split(separator: ".")
        guard labels.count == 2, labels[1].count == 2 else { return labels.count < 2 }
        return kinds.contains(String(labels[0])) || labels[0].count == 2
    }

    private static let kinds: Set<String> = [
        "com", "net", "org", "edu", "gov", "mil", "ac", "co", "or", "ne", "go", "gob", "gouv", "govt", "info", "nom",
        "name", "ltd", "plc", "sch", "school", "int", "asso", "firm", "gen", "web", "biz", "art", "blog", "eco", "adv",
    ]
}
