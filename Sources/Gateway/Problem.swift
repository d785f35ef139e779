import HTTPTypes
public import Hummingbird
import NIOCore
import WebChatChannel

/// An error answer that says what to mend (RFC 9457).
public struct Problem: Error, Sendable, Hashable {
    /// The HTTP status.
    public var status: Int
    /// The same words for every occurrence of one kind.
    public var title: String
    /// What is wrong here, and the mend. Without internals, secrets and the customer's words.
    public var detail: String
    /// Sent as `Retry-After`.
    public var retryAfterSeconds: Int?
    /// Methods that would do, sent as `Allow`.
    public var allow: [String] = []

    public init(status: Int, title: String, detail: String, retryAfterSeconds: Int? = nil) {
        self.status = status
        self.title = title
        self.detail = detail
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The body.
    public var json: [UInt8] {
        var json = JSONWriter(capacity: 192)
        json.beginObject()
        json.field("type", "about:blank")
        json.field("title", title)
        json.field("status", status)
        json.field("detail", detail)
        if let retryAfterSeconds { json.field("retry_after_s", retryAfterSeconds) }
        json.endObject()
        return json.bytes
    }

    /// Header fields beside the body's own.
    var headers: [(name: String, value: String)] {
        var headers: [(String, String)] = []
        if let retryAfterSeconds { headers.append(("Retry-After", String(retryAfterSeconds))) }
        if status == 401 { headers.append(("WWW-Authenticate", "Bearer")) }
        if !allow.isEmpty { headers.append(("Allow", allow.joined(separator: ", "))) }
        if status == 426 {
            headers.append(("Upgrade", "websocket"))
            headers.append(("Sec-WebSocket-Version", "13"))
        }
        return headers
    }

    /// The whole answer.
    public var response: Response {
        var fields = HTTPFields()
        fields[.contentType] = "application/problem+json"
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return Response(
            status: HTTPResponse.Status(code: status, reasonPhrase: Self.reason(status)), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }

    /// RFC 9110, section 15, for the statuses used here.
    static func reason(_ status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 426: "Upgrade Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        default: ""
        }
    }
}
