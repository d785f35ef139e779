/// An HTTP request of a platform, as it came.
public struct WebhookRequest: Sendable {
    /// In capitals.
    public var method: String
    /// Scheme, host, path and query as the platform requested them, proxies in between undone.
    public var url: String
    /// The path after the channel's own, with its leading slash; empty for the channel's address itself.
    public var path: String
    /// In order; names in any case.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(
        method: String, url: String, path: String = "", headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.url = url
        self.path = path
        self.headers = headers
        self.body = body
    }

    /// The value of a header that came once; nil when it is missing, and when it came twice with different values, for
    /// then nobody knows which one was signed.
    public func header(_ name: String) -> String? {
        let name = name.lowercased()
        let values = headers.filter { $0.name.lowercased() == name }.map(\.value)
        guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    /// The query as it was written, without the question mark; empty when there is none.
    public var rawQuery: Substring {
        guard let mark = url.firstIndex(of: "?") else { return "" }
        return url[url.index(after: mark)...].prefix { $0 != "#" }
    }

    /// The decoded query; empty when it has more fields than are read.
    var query: [(name: String, value: String)] { Percent.form(rawQuery.utf8, max: Self.fieldsMax) ?? [] }

    /// A query field that came once.
    func queryValue(_ name: String) -> String? {
        let values = query.filter { $0.name == name }
        return values.count == 1 ? values[0].value : nil
    }

    /// The media type without parameters, in small letters.
    var mediaType: String {
        (header("content-type") ?? "").prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    }

    /// Most fields of a query or form that are read.
    static let fieldsMax = 1_000
}

/// How a body is read.
public enum BodyKind: String, Sendable, CaseIterable {
    case json, form, multipart
}

/// Why a body is none that is taken.
public enum BodyFault: Error, Sendable, Hashable {
    case tooLarge
    case wrongType
    case json(JSONFault)
    case form
    case multipart
}

/// A file in a multipart body.
public struct BodyFile: Sendable, Hashable {
    public let field: String
    public let name: String?
    public let type: String
    public let bytes: [UInt8]
}

/// A body as a mapping sees it, and the files it holds.
struct ParsedBody: Sendable {
    var value: JSON
    var files: [BodyFile] = []
    /// Form fields in order, for signatures.
    var fields: [(name: String, value: String)] = []

    /// Reads a body of one of the kinds; the media type says which, and where it says nothing known, the first kind
    /// that is allowed (platforms send JSON as text/plain).
    ///
    /// - Parameter embedded: A form field whose JSON stands for the whole body.
    static func read(
        _ request: WebhookRequest, kinds: [BodyKind], embedded: String? = nil, limits: JSONLimits = JSONLimits()
    ) throws(BodyFault) -> ParsedBody {
        guard !request.body.isEmpty else { return ParsedBody(value: .object([:])) }
        switch try kind(of: request.mediaType, kinds: kinds) {
        case .json:
            do { return ParsedBody(value: try JSON(parsing: request.body, limits: limits)) } catch {
                throw .json(error)
            }
        case .form:
            guard let fields = Percent.form(request.body, max: WebhookRequest.fieldsMax) else { throw .form }
            var body = ParsedBody(value: object(fields), fields: fields)
            if let embedded, let text = Self.embedded(embedded, in: fields) {
                do { body.value = try JSON(parsing: text, limits: limits) } catch { throw .json(error) }
            }
            return body
        case .multipart:
            let parts = try MultipartReader.read(request.body, contentType: request.header("content-type") ?? "")
            var body = ParsedBody(value: .null)
            var values: [(name: String, value: String)] = []
            for part in parts {
                if part.name == nil, part.type == "text/plain" {
                    values.append((part.field, String(decoding: part.bytes, as: UTF8.self)))
                } else {
                    body.files.append(part)
                }
            }
            body.fields = values
            var members = object(values).members ?? [:]
            members["files"] = .array(
                body.files.enumerated().map { index, file in
                    .object([
                        "field": .string(file.field), "name": file.name.map(JSON.string) ?? .null,
                        "type": .string(file.type), "size_bytes": .number(Double(file.bytes.count)),
                        "part": .number(Double(index)),
                    ])
                })
            body.value = .object(members)
            return body
        }
    }

    private static func kind(of mediaType: String, kinds: [BodyKind]) throws(BodyFault) -> BodyKind {
        let said: BodyKind? =
            switch mediaType {
            case "application/x-www-form-urlencoded": .form
            case "multipart/form-data": .multipart
            case "application/json": .json
            case _ where mediaType.hasSuffix("+json"): .json
            default: nil
            }
        guard let kind = said ?? kinds.first, kinds.contains(kind) else { throw .wrongType }
        return kind
    }

    /// The field's text. Some clients encode the equals sign too, so that the whole body is one name.
    private static func embedded(_ name: String, in fields: [(name: String, value: String)]) -> String? {
        if let field = fields.first(where: { $0.name == name }) { return field.value }
        guard fields.count == 1, fields[0].name.hasPrefix(name + "=") else { return nil }
        return String(fields[0].name.dropFirst(name.count + 1))
    }

    /// Fields as an object; a name that came more than once has a list.
    private static func object(_ fields: [(name: String, value: String)]) -> JSON {
        var members: [String: JSON] = [:]
        for field in fields {
            switch members[field.name] {
            case nil: members[field.name] = .string(field.value)
            case .array(let values): members[field.name] = .array(values + [.string(field.value)])
            case let first?: members[field.name] = .array([first, .string(field.value)])
            }
        }
        return .object(members)
    }
}
