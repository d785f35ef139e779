public import Foundation
public import LosslessJSON

/// A vCon (draft-ietf-vcon-vcon-core), the container for conversations, kept as it was written.
///
/// Everything in a vCon refers by array index, and extensions add keys at will: so the document itself is the value,
/// and what is known of it is read through it. Reading and ``written()`` lose nothing: unknown keys, the order of
/// keys and arrays and the digits of numbers stay. Files of the versions 0.0.1 to 0.4.0 and without one are read
/// leniently, both spellings of every key accepted; ``upgraded()`` and ``init(_:uuid:createdAt:)`` write 0.4.0.
public struct VCon: Sendable, Equatable {
    /// The syntaxes in the wild, by their `vcon` key.
    public enum Version: String, Sendable, Equatable, CaseIterable {
        case container1 = "0.0.1"
        case container2 = "0.0.2"
        case core0 = "0.3.0"
        case core1 = "0.4.0"
    }

    /// How the content lies in the file.
    public enum Form: Sendable, Equatable {
        case plain
        /// JSON Web Signature (RFC 7515): the content can be read by everyone.
        case signed
        /// JSON Web Encryption (RFC 7516).
        case encrypted
    }

    public var document: JSONObject

    public init(document: JSONObject) { self.document = document }

    /// Reads the JSON of a vCon in any form. Signed and encrypted ones stay wrapped: see ``Transcript``'s reader.
    ///
    /// - Throws: `Transcript.Problem` (`syntax`, `limit`, `unrecognised`) with its place.
    public init(_ data: Data, limits: TranscriptLimits = TranscriptLimits()) throws(Transcript.Problem) {
        guard data.count <= limits.bytes else {
            throw Transcript.Problem(.limit, at: "byte \(limits.bytes)", "more than \(limits.bytes) bytes")
        }
        let bytes = TextDecoding.utf8([UInt8](data)).bytes
        let value: JSONValue
        do throws(JSONFailure) {
            value = try JSONParser.value(of: bytes, limits: limits.json)
        } catch {
            throw error.problem(in: bytes)
        }
        guard let object = value.object, VCon.form(of: object) != nil else {
            throw Transcript.Problem(.unrecognised, at: "$", "no vCon")
        }
        document = object
    }

    /// The form of an object that is a vCon; nil for any other JSON.
    static func form(of object: JSONObject) -> Form? {
        if object.has("payload"), object.hasAny("signatures", "signature") { return .signed }
        if object.has("ciphertext"), object.hasAny("recipients", "encrypted_key", "iv", "protected") {
            return .encrypted
        }
        if object["vcon"] != nil { return .plain }
        if object["segments"] != nil, object["dialog"] == nil { return nil }
        return object["parties"] != nil || object.has("dialog", "uuid") || object.has("uuid", "analysis") ? .plain : nil
    }

    public var form: Form { VCon.form(of: document) ?? .plain }

    /// The version it claims; nil without one (0.4.0 deprecates the key).
    public var version: String? { document["vcon"]?.string }

    public var uuid: String? { document["uuid"]?.string }

    public var parties: [JSONValue] { document["parties"]?.array ?? [] }

    public var dialogs: [JSONValue] { document["dialog"]?.array ?? [] }

    public var analyses: [JSONValue] { document["analysis"]?.array ?? [] }

    public var attachments: [JSONValue] { document["attachments"]?.array ?? [] }

    /// The JSON as it was read, without the white space between its values.
    public func written() -> Data { Data(JSONWriter.written(.object(document))) }
}

/// Keys under the names of 0.4.0, looked up under the older ones too.
enum VConKey {
    static let older: [String: [String]] = [
        "mediatype": ["mimetype", "mime_type"], "transfer_target": ["transfer-target"],
        "target_dialog": ["target-dialog"], "amended": ["appended"], "critical": ["must_support"],
        "schema": ["vendor_schema"], "product": ["vendor_product"], "mailto": ["email"], "message_id": ["message-id"],
    ]

    static func value(_ key: String, in value: JSONValue) -> JSONValue? {
        for name in [key] + (older[key] ?? []) {
            if let found = value[name], !found.isNull { return found }
        }
        return nil
    }
}
