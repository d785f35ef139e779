/// One kind of request a platform takes. What must not come from outside stands here: the address, the secrets.
struct Endpoint: Sendable, Hashable {
    let name: String
    let method: String
    let url: Template
    let query: [String: Template]
    let headers: [String: Template]
    /// Name of the credential that goes along; nil for none.
    let credential: String?
    let timeoutSeconds: Int
    let answerBytesMax: Int
    /// Whether the platform drops what is sent again with the same key, so that an attempt of unknown outcome may be
    /// repeated.
    let dropsRepeats: Bool
    /// Whether its success means that the customer gets something; an upload does not.
    let delivers: Bool
    /// Whether the answer's body is a file, not an answer to be read.
    let isDownload: Bool
    /// Name of the mapping that reads the answer; nil for the status code alone.
    let answer: String?
    /// How the request is signed; nil when it is not.
    let signing: HMACScheme?

    /// Kinds of fields in an endpoint's templates.
    static let kinds = ["setting.", "var."]
}

/// A request to be made, complete but for its credential.
public struct RecipeRequest: Sendable, Hashable {
    /// What is sent; the client adds the bytes of files.
    public enum Body: Sendable, Hashable {
        case none
        case json([UInt8])
        /// `application/x-www-form-urlencoded`.
        case form([Field])
        case multipart([Part])
        /// The bytes of a file of the message, by its number.
        case file(Int)
    }

    /// A field of a form, before it is encoded.
    public struct Field: Sendable, Hashable {
        public let name: String
        public let value: String
    }

    /// A part of a multipart body: a text, or a file of the message.
    public struct Part: Sendable, Hashable {
        /// A text, or the number of a file of the message.
        public enum Content: Sendable, Hashable {
            case text(String)
            case file(Int)
        }

        public let name: String
        public let content: Content
    }

    /// Which of the recipe's endpoints it goes to.
    public let endpoint: String
    public let method: String
    /// Holds secrets on some platforms: not for logs.
    public let url: String
    public let headers: [String: String]
    public let body: Body
    /// Name of the credential to add.
    public let credential: String?
    public let timeoutSeconds: Int
    public let answerBytesMax: Int
}

extension Endpoint {
    /// Bounds of a request a mapping asks for.
    static let urlBytesMax = 8_192
    static let headerBytesMax = 4_096
    static let bodyBytesMax = 1 << 20

    private static let known: Set<String> = [
        "endpoint", "vars", "query", "headers", "json", "form", "multipart", "file",
    ]

    /// Makes the request a mapping asked for.
    ///
    /// - Parameter hosts: Patterns of hosts that may be called.
    /// - Throws: ``EventFault`` with what is wrong with it.
    func request(
        _ wanted: JSON, settings: RecipeSettings, hosts: [String], filesCount: Int
    ) throws(EventFault) -> RecipeRequest {
        if let unknown = wanted.members?.keys.sorted().first(where: { !Self.known.contains($0) }) {
            throw EventFault(reason: "a request has no member \(InboundEvent.label(unknown))")
        }
        func value(_ kind: String, _ name: String) -> String? {
            kind == "setting." ? settings.text(name) : wanted["vars"]?[name]?.text
        }
        guard var address = url.expanded(encoding: true, value) else {
            throw EventFault(reason: "\(name): a value of the address is missing")
        }
        var items: [(String, String)] = []
        for (key, template) in query.sorted(by: { $0.key < $1.key }) {
            if let text = template.expanded(encoding: false, value) { items.append((key, text)) }
        }
        for (key, item) in (wanted["query"]?.members ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let text = item.text ?? item.flag.map(String.init) { items.append((key, text)) }
        }
        if !items.isEmpty {
            let written = items.map { "\(Percent.encode($0.0))=\(Percent.encode($0.1))" }.joined(separator: "&")
            address += (address.contains("?") ? "&" : "?") + written
        }
        guard address.utf8.count <= Self.urlBytesMax, let read = AddressParts(address) else {
            throw EventFault(reason: "\(name): the address is none")
        }
        // Only a host the operator named may be talked to in the clear.
        guard isConfigured || read.scheme == "https" else {
            throw EventFault(reason: "\(name): the address is not encrypted")
        }
        guard isConfigured || AddressParts.matches(read.host, patterns: hosts) else {
            throw EventFault(
                reason: "\(name): the host \(InboundEvent.label(read.host)) is not among the recipe's hosts")
        }
        let body = try body(wanted, filesCount: filesCount)
        var headers = try headers(wanted, value)
        if let signing { headers[signing.place.name] = try signature(signing, address, headers, body, settings) }
        return RecipeRequest(
            endpoint: name, method: method, url: address, headers: headers, body: body,
            credential: credential, timeoutSeconds: timeoutSeconds, answerBytesMax: answerBytesMax)
    }

    /// Whether the host is one the channel's settings name; then the operator chose it.
    private var isConfigured: Bool {
        if case .field("setting.", _, true)? = url.pieces.first { true } else { false }
    }

    private func signature(
        _ signing: HMACScheme, _ address: String, _ headers: [String: String], _ body: RecipeRequest.Body,
        _ settings: RecipeSettings
    ) throws(EventFault) -> String {
        guard case .json(let bytes) = body else { throw EventFault(reason: "\(name): only JSON is signed") }
        let request = WebhookRequest(
            method: method, url: address, headers: headers.map { ($0.key, $0.value) }, body: bytes)
        guard let signature = signing.signature(of: request, settings: settings) else {
            throw EventFault(reason: "\(name): cannot be signed; the secret or a part of what is signed is missing")
        }
        return signature
    }

    private func headers(
        _ wanted: JSON, _ value: (String, String) -> String?
    ) throws(EventFault) -> [String: String] {
        var all: [String: String] = [:]
        for (key, template) in headers {
            if let text = template.expanded(encoding: false, value) { all[key] = text }
        }
        for (key, item) in wanted["headers"]?.members ?? [:] {
            // What the recipe fixes, and what a credential sets, a mapping does not change.
            let isFixed = all.keys.contains { $0.lowercased() == key.lowercased() }
            guard !isFixed, key.lowercased() != "authorization", let text = item.text else {
                throw EventFault(reason: "\(name): a mapping may not set the header \(InboundEvent.label(key))")
            }
            all[key] = text
        }
        for (key, text) in all {
            let isClean = !text.utf8.contains { $0 < 0x20 || $0 == 0x7F } && !key.isEmpty
            guard isClean, text.utf8.count <= Self.headerBytesMax, key.utf8.allSatisfy(Self.isNameByte) else {
                throw EventFault(reason: "\(name): the header \(InboundEvent.label(key)) cannot be sent")
            }
        }
        return all
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private func body(_ wanted: JSON, filesCount: Int) throws(EventFault) -> RecipeRequest.Body {
        let kinds = ["json", "form", "multipart", "file"].filter { wanted[$0] != nil }
        guard kinds.count <= 1 else { throw EventFault(reason: "\(name): a request has one body") }
        let number = { (item: JSON?) throws(EventFault) -> Int in
            guard let part = item?.integer, (0..<Int64(filesCount)).contains(part) else {
                throw EventFault(reason: "\(name): there is no such file")
            }
            return Int(part)
        }
        switch kinds.first {
        case "json":
            let bytes = (wanted["json"] ?? .null).bytes
            guard bytes.count <= Self.bodyBytesMax else { throw EventFault(reason: "\(name): the body is too large") }
            return .json(bytes)
        case "form":
            return .form(
                Self.pairs(wanted["form"] ?? .null).map { RecipeRequest.Field(name: $0.0, value: $0.1) })
        case "multipart":
            var parts: [RecipeRequest.Part] = []
            for item in wanted["multipart"]?.items ?? [] {
                guard let field = item["name"]?.text else {
                    throw EventFault(reason: "\(name): a part needs a name")
                }
                let content: RecipeRequest.Part.Content =
                    item["file"] == nil ? .text(item["value"]?.text ?? "") : .file(try number(item["file"]))
                parts.append(.init(name: field, content: content))
            }
            return .multipart(parts)
        case "file": return .file(try number(wanted["file"]))
        default: return .none
        }
    }

    /// Names and values of a form: an object, whose lists are the name repeated, without what is null.
    private static func pairs(_ form: JSON) -> [(String, String)] {
        (form.members ?? [:]).sorted { $0.key < $1.key }.flatMap { key, item -> [(String, String)] in
            let values = item.items ?? [item]
            return values.compactMap { $0.text ?? $0.flag.map(String.init) }.map { (key, $0) }
        }
    }
}
