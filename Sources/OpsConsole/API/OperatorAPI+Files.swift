import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import NIOCore

extension OperatorAPI {
    /// Files an operator brings for a message, before it is sent.
    func addFileRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
        on(.post, "conversations/{id}/attachments", router) { try await bring($0) }
        on(.delete, "conversations/{id}/attachments/{file}", router) { call in
            let id = try call.id(ConversationID.self, "conversation")
            guard let file = call.parameters.get("file"), file.utf8.count <= 128 else {
                throw Problem.notFound("attachment")
            }
            do {
                try await desk.detach(file, from: id, by: call.user)
            } catch DeskError.noSuchFile {
                throw Problem.notFound("attachment")
            }
            return Response(status: .noContent)
        }
    }

    private func bring(_ call: Call) async throws -> Response {
        let id = try call.id(ConversationID.self, "conversation")
        let name = call.query("name") ?? call.request.headers[.contentDisposition].flatMap(FileNameHeader.name)
        try checkText(name, "name", max: Self.nameCharactersMax)
        // Before the bytes: whoever may not send them need not.
        try await desk.mayAttach(to: id)
        let max = desk.fileLimits.fileBytesMax
        if let stated = call.request.headers[.contentLength].flatMap(Int.init), stated > max {
            throw DeskError.fileTooLarge(bytesMax: max)
        }
        let body: ByteBuffer
        do {
            body = try await call.request.body.collect(upTo: max)
        } catch is NIOTooManyBytesError {
            throw DeskError.fileTooLarge(bytesMax: max)
        }
        let kept = try await desk.attach(
            Array(body.readableBytesView), name: name, type: call.request.headers[.contentType], to: id, by: call.user)
        return try WireJSON.response(WireWaitingFile(kept), status: .created)
    }

    /// Longer names are refused; what is kept of a name is shorter still.
    private static let nameCharactersMax = 1000
}

/// A file that waits for its message.
struct WireWaitingFile: Encodable, Sendable {
    let id: String
    let name: String
    let type: String
    let sizeBytes: Int

    init(_ waiting: WaitingFile) {
        id = waiting.id
        name = waiting.file.name
        type = waiting.file.type
        sizeBytes = waiting.file.sizeBytes
    }
}

/// What messages of a channel may carry.
struct WireFileLimits: Encodable, Sendable {
    let files: Int
    let fileBytes: Int
    let messageBytes: Int

    init(_ limits: FileLimits) {
        files = FileLimits.filesMax
        fileBytes = limits.fileBytesMax
        messageBytes = limits.messageBytesMax
    }
}

/// The file's name in a `Content-Disposition` header (RFC 6266).
enum FileNameHeader {
    /// `filename*` in UTF-8 (RFC 8187), else `filename`; nil when there is neither.
    static func name(_ header: String) -> String? {
        var plain: String?
        for (key, value) in parameters(header.utf8.prefix(headerBytesMax)) {
            if key == "filename*", let name = extended(value) { return name }
            if key == "filename" { plain = plain ?? String(decoding: value, as: UTF8.self) }
        }
        return plain
    }

    private static let headerBytesMax = 8192

    /// The parameters behind the first `;`, names in lower case, quotes and their escapes undone.
    private static func parameters(_ header: some Sequence<UInt8>) -> [(String, [UInt8])] {
        var found: [(String, [UInt8])] = []
        var key: [UInt8] = []
        var value: [UInt8]?
        var isQuoted = false
        var isEscaped = false
        func end() {
            if let value { found.append((String(decoding: key, as: UTF8.self).lowercased(), value)) }
            (key, value) = ([], nil)
        }
        for byte in header {
            switch byte {
            case _ where isEscaped:
                value?.append(byte)
                isEscaped = false
            case UInt8(ascii: "\\") where isQuoted: isEscaped = true
            case UInt8(ascii: "\"") where value != nil: isQuoted.toggle()
            case _ where isQuoted: value?.append(byte)
            case UInt8(ascii: ";"): end()
            case UInt8(ascii: " "), UInt8(ascii: "\t"): continue
            case UInt8(ascii: "=") where value == nil: value = []
            default: if value == nil { key.append(byte) } else { value?.append(byte) }
            }
        }
        end()
        return found
    }

    /// `UTF-8'language'percent-encoded`; nil for another charset or broken encoding.
    private static func extended(_ value: [UInt8]) -> String? {
        let parts = value.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, String(decoding: parts[0], as: UTF8.self).lowercased() == "utf-8" else { return nil }
        var bytes: [UInt8] = []
        var rest = parts[2][...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(validating: rest.prefix(2), as: UTF8.self), digits.utf8.count == 2,
                digits.allSatisfy(\.isHexDigit), let decoded = UInt8(digits, radix: 16)
            else { return nil }
            bytes.append(decoded)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
