import Crypto

/// Verifies `X-Twilio-Signature`: base64 of HMAC-SHA1 over the address and the parameters, under the account's token
/// (twilio.com, "Webhooks security"; read 2026-11). Telephony platforms that speak ConversationRelay sign alike.
public struct TwilioSignature: Sendable {
    /// What was signed beside the address.
    public enum Content: Sendable {
        /// A form post; a GET has no fields.
        case form(FormFields)
        /// Any other body, whose SHA-256 the address names in `bodySHA256`.
        case body([UInt8])
        /// An upgrade to a WebSocket: the query counts as parameters, not as part of the address.
        case socket
    }

    /// Most tokens that are valid at a time: the new one and the one before.
    public static let tokensMax = 2

    private let keys: [SymmetricKey]
    private let allowsBodiesWithoutHash: Bool

    /// - Parameters:
    ///   - tokens: The account's tokens, one or, during a rotation, two; empty ones are left out. With none left,
    ///     nothing is valid.
    ///   - allowsBodiesWithoutHash: Whether a body may come without `bodySHA256` in its address, as some newer webhooks
    ///     do. The signature then says nothing of the body.
    public init(tokens: [String], allowsBodiesWithoutHash: Bool = false) {
        keys = tokens.filter { !$0.isEmpty }.prefix(Self.tokensMax).map { SymmetricKey(data: Array($0.utf8)) }
        self.allowsBodiesWithoutHash = allowsBodiesWithoutHash
    }

    /// Whether the header's value was made by who holds a token, over this request.
    ///
    /// It takes the same time for every wrong value of one length.
    ///
    /// - Parameter header: The value of `X-Twilio-Signature`; nil where it is missing.
    public func isValid(_ header: String?, url: TwilioRequestURL, content: Content) -> Bool {
        guard let header, header.utf8.count <= 64, let given = ByteText.bytes(base64: header.utf8), given.count == 20
        else { return false }
        let forms: [String]
        let parameters: [UInt8]
        switch content {
        case .form(let fields):
            forms = url.forms
            parameters = Self.parameters(fields)
        case .body(let bytes):
            guard isHashRight(of: bytes, query: url.query) else { return false }
            forms = url.forms
            parameters = []
        case .socket:
            guard let fields = FormFields((url.query ?? "").utf8) else { return false }
            forms = url.socketForms
            parameters = Self.parameters(fields)
        }
        var isValid = false
        for key in keys {
            for form in forms {
                let matches = HMAC<Insecure.SHA1>.isValidAuthenticationCode(
                    given, authenticating: Array(form.utf8) + parameters, using: key)
                isValid = matches || isValid
            }
        }
        return isValid
    }

    private func isHashRight(of body: [UInt8], query: String?) -> Bool {
        guard let named = query.flatMap({ FormFields($0.utf8)?["bodySHA256"] }) else { return allowsBodiesWithoutHash }
        return ByteText.bytes(hex: named).map { $0.elementsEqual(SHA256.hash(data: body)) } ?? false
    }

    /// Names and values one after another, names by code point; a repeated name has each of its values once, sorted.
    /// UTF-8 sorts as code points do, while `String` takes canonically equal names for the same.
    private static func parameters(_ fields: FormFields) -> [UInt8] {
        var values: [[UInt8]: Set<[UInt8]>] = [:]
        for field in fields.fields { values[Array(field.name.utf8), default: []].insert(Array(field.value.utf8)) }
        var text: [UInt8] = []
        for (name, each) in values.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            for value in each.sorted(by: { $0.lexicographicallyPrecedes($1) }) { text += name + value }
        }
        return text
    }
}
