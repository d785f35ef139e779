/// The claims of an identity token that are read (RFC 7519, section 4.1); all else is ignored.
struct IdentityClaims: Sendable, Hashable {
    let iss: String?
    /// One audience or several.
    let aud: [String]
    /// Seconds since 1970.
    let exp: Double?
    /// Seconds since 1970.
    let nbf: Double?
    let sub: String?
    let name: String?
    /// OpenID Connect Core 1.0, section 5.1: only where the site says that the number was proved to be the visitor's.
    let phone: String?

    /// Reads the middle part of a token whose signature is good.
    ///
    /// - Throws: ``IdentityRefusal`` that names the claim and what it must be.
    init(of token: String) throws(IdentityRefusal) {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let object: JSONObject
        do {
            object = try JSONReader.object(parts.count == 3 ? Base64URL.decode(parts[1]) ?? [] : [])
        } catch {
            throw IdentityRefusal(.malformed, "the identity token's claims cannot be read: \(error.sentence)")
        }
        iss = try Self.text("iss", object)
        aud = try Self.texts("aud", object)
        exp = try Self.seconds("exp", object)
        nbf = try Self.seconds("nbf", object)
        sub = try Self.text("sub", object)
        name = try Self.text("name", object)
        phone = object["phone_number_verified"] == .bool(true) ? try Self.text("phone_number", object) : nil
    }

    private static func text(_ name: String, _ object: JSONObject) throws(IdentityRefusal) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text): return text
        case .some(let other): throw wrong(name, other, "text")
        }
    }

    private static func texts(_ name: String, _ object: JSONObject) throws(IdentityRefusal) -> [String] {
        switch object[name] {
        case nil, .null: return []
        case .string(let text): return [text]
        case .array(let values):
            return try values.map { value throws(IdentityRefusal) in
                guard case .string(let text) = value else { throw wrong(name, value, "text or a list of texts") }
                return text
            }
        case .some(let other): throw wrong(name, other, "text or a list of texts")
        }
    }

    private static func seconds(_ name: String, _ object: JSONObject) throws(IdentityRefusal) -> Double? {
        switch object[name] {
        case nil, .null: return nil
        case .number(let number) where number.isFinite: return number
        case .some(let other): throw wrong(name, other, "a number of seconds since 1970")
        }
    }

    private static func wrong(_ name: String, _ value: JSONValue, _ wanted: String) -> IdentityRefusal {
        IdentityRefusal(.malformed, "the identity token's \(name) is \(value.kind), it must be \(wanted)")
    }
}
