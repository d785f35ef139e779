import Crypto
import Foundation
import Testing

@testable import TelephonyChannel

@Suite("Signatures of the platform")
struct TwilioSignatureTests {
    private let signature = TwilioSignature(tokens: ["12345"])

    private func url(
        _ path: String, _ query: String? = nil, base: String = "https://sb.example.com"
    ) -> TwilioRequestURL {
        TwilioRequestURL(publicURL: base, path: path, rawQuery: query)!
    }

    /// What a platform would put into the header.
    private func signed(_ text: String, token: String = "12345") -> String {
        let key = SymmetricKey(data: Array(token.utf8))
        return Data(HMAC<Insecure.SHA1>.authenticationCode(for: Array(text.utf8), using: key)).base64EncodedString()
    }

    @Test("A form post is signed with its address and its sorted fields")
    func formPostSignedWith() {
        let fields = FormFields([
            .init("To", "+18005551212"), .init("CallSid", "CA1234567890ABCDE"), .init("Caller", "+14158675309"),
            .init("Digits", "1234"), .init("From", "+14158675309"),
        ])
        let address = url("/myapp.php", "foo=1&bar=2", base: "https://mycompany.com")
        #expect(signature.isValid("RSOYDt4T1cUTdK1PDd93/VVr8B8=", url: address, content: .form(fields)))
        let other = FormFields(fields.fields + [.init("Digits", "12345")])
        #expect(!signature.isValid("RSOYDt4T1cUTdK1PDd93/VVr8B8=", url: address, content: .form(other)))
        #expect(!signature.isValid(nil, url: address, content: .form(fields)))
        #expect(!signature.isValid("", url: address, content: .form(fields)))
        #expect(!signature.isValid("RSOYDt4T1cUTdK1PDd93/VVr8B8", url: url("/"), content: .form(fields)))
    }

    @Test("A repeated field has each value once, sorted")
    func repeatedFieldHasEach() {
        let fields = FormFields("Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234".utf8)!
        let address = url("/myapp.php", "foo=1&bar=2", base: "https://mycompany.com")
        #expect(signature.isValid("IK+Dwps556ElfBT0I3Rgjkr1wJU=", url: address, content: .form(fields)))
    }

    @Test("A body is signed through the hash in its address")
    func bodySignedThroughHash() {
        let body = Array(#"{"property": "value", "boolean": true}"#.utf8)
        let hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
        let address = url("/myapp.php", "foo=1&bar=2&bodySHA256=\(hash)", base: "https://mycompany.com")
        let header = "a9nBmqA0ju/hNViExpshrM61xv4="
        #expect(signature.isValid(header, url: address, content: .body(body)))
        #expect(!signature.isValid(header, url: address, content: .body(body + [32])))
    }

    @Test("A body without a hash is refused unless that is allowed")
    func bodyWithoutHashRefused() {
        let header = signed("https://sb.example.com/json")
        #expect(!signature.isValid(header, url: url("/json"), content: .body([])))
        let lenient = TwilioSignature(tokens: ["12345"], allowsBodiesWithoutHash: true)
        #expect(lenient.isValid(header, url: url("/json"), content: .body([])))
    }

    @Test("Umlauts and empty values are signed decoded")
    func umlautsEmptyValuesSigned() {
        let form = "Body=Gr%C3%BC%C3%9Fe&From=%2B4915112345678&MessageSid=SM1&NumMedia=0&To=%2B493012345"
        #expect(
            signature.isValid(
                "j2eYI3rHa69wYMyN/difi8xrOTE=", url: url("/sms"), content: .form(FormFields(form.utf8)!)))
        let empty = FormFields("A=&B=1".utf8)!
        #expect(signature.isValid(signed("https://sb.example.com/xAB1"), url: url("/x"), content: .form(empty)))
    }

    @Test("A socket is signed as wss, its query as fields")
    func socketSignedAsWss() {
        #expect(signature.isValid("FpDPvCtz3V7zdgKhOE+UmBQnBMU=", url: url("/relay"), content: .socket))
        let header = "aObgiAF3bNZK8FFZnNtou/iw4hQ="
        #expect(signature.isValid(header, url: url("/relay", "tenant=acme"), content: .socket))
        #expect(!signature.isValid(header, url: url("/relay", "tenant=other"), content: .socket))
        #expect(!signature.isValid(header, url: url("/relay", "tenant=acme"), content: .form(FormFields([]))))
    }

    @Test("The port may stand in the signed address or not")
    func portMayStandSigned() {
        let without = signed("https://sb.example.com/v")
        let with = signed("https://sb.example.com:443/v")
        let other = signed("https://sb.example.com:8443/v")
        let none = TwilioSignature.Content.form(FormFields([]))
        #expect(signature.isValid(without, url: url("/v"), content: none))
        #expect(signature.isValid(with, url: url("/v"), content: none))
        #expect(!signature.isValid(other, url: url("/v"), content: none))
        let custom = url("/v", base: "https://sb.example.com:8443/")
        #expect(signature.isValid(without, url: custom, content: none))
        #expect(signature.isValid(other, url: custom, content: none))
        let plain = url("/v", base: "http://sb.example.com")
        #expect(signature.isValid(signed("http://sb.example.com:80/v"), url: plain, content: none))
        #expect(signature.isValid(signed("wss://sb.example.com:443/v"), url: url("/v"), content: .socket))
    }

    @Test("A query written again by older libraries is valid too")
    func queryWrittenAgainBy() {
        let address = url("/v", "a=b+c&d=it's%21&a=2")
        let none = TwilioSignature.Content.form(FormFields([]))
        #expect(signature.isValid(signed("https://sb.example.com/v?a=b+c&d=it's%21&a=2"), url: address, content: none))
        #expect(signature.isValid(signed("https://sb.example.com/v?a=b%20c&a=2&d=it's!"), url: address, content: none))
        #expect(!signature.isValid(signed("https://sb.example.com/v?a=b%20c&d=it's!"), url: address, content: none))
    }

    @Test("Two tokens are valid during a rotation, none without a token")
    func twoTokensValidDuring() {
        let header = signed("https://sb.example.com/v", token: "old")
        let none = TwilioSignature.Content.form(FormFields([]))
        #expect(TwilioSignature(tokens: ["new", "old"]).isValid(header, url: url("/v"), content: none))
        #expect(!TwilioSignature(tokens: ["new"]).isValid(header, url: url("/v"), content: none))
        let empty = signed("https://sb.example.com/v", token: "")
        #expect(!TwilioSignature(tokens: [""]).isValid(empty, url: url("/v"), content: none))
    }

    @Test("Canonically equal names are not the same name")
    func canonicallyEqualNamesNot() {
        let fields = FormFields([.init("e\u{301}", "1"), .init("\u{e9}", "1")])
        let header = signed("https://sb.example.com/ve\u{301}1\u{e9}1")
        #expect(signature.isValid(header, url: url("/v"), content: .form(fields)))
    }

    @Test(
        "A public address that is none is refused",
        arguments: ["", "ftp://x", "https://", "https://user@host", "https://host:po", "host"])
    func publicAddressThatNone(address: String) {
        #expect(TwilioRequestURL(publicURL: address, path: "/") == nil)
    }

    @Test("Broken forms are no forms")
    func brokenFormsNoForms() {
        #expect(FormFields("a=%".utf8) == nil)
        #expect(FormFields("a=%4".utf8) == nil)
        #expect(FormFields("a=%FF".utf8) == nil)
        #expect(FormFields(String(repeating: "a&", count: 300).utf8) == nil)
        #expect(FormFields(String(repeating: "a", count: 70_000).utf8) == nil)
        #expect(FormFields("a=1+2&&b".utf8)?.fields == [.init("a", "1 2"), .init("b", "")])
    }

    @Test("The path of the public address stands before the request's")
    func pathPublicAddressStands() {
        let address = url("/channels/phone/voice", base: "https://sb.example.com/gateway/")
        let header = signed("https://sb.example.com/gateway/channels/phone/voice")
        #expect(signature.isValid(header, url: address, content: .form(FormFields([]))))
    }
}
