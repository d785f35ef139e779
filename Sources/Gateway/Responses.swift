import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A JSON answer that nobody may keep.
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        var headers: HTTPFields = [:]
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A JSON answer given as text.
    static func json(_ text: String) -> Response { json(Array(text.utf8)) }
}

extension Request {
    /// The seconds of `?wait=`, 0 where it is missing, cut to what is allowed.
    func waitSeconds(max: Int) throws(Problem) -> Int {
        try whole("wait").map { Swift.min($0, max) } ?? 0
    }

    /// A whole number of the query from 0 on.
    func whole(_ name: String) throws(Problem) -> Int? {
        guard uri.query != nil, let text = uri.queryParameters[name[...]] else { return nil }
        guard let value = Int(text), value >= 0 else {
            throw Problem(status: 400, title: "Bad request", detail: "?\(name)= must be a whole number from 0 on.")
        }
        return value
    }
}
