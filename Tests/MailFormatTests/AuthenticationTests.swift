import Foundation
import MailFormat
import Testing

@Suite struct AuthenticationTests {
    @Test func aFieldIsRead() {
        let value = """
            MX.Shop.example 1; spf=pass (sender is allowed; really) smtp.mailfrom="erika@example.com"; \
            dkim=pass (2048-bit key) header.d=example.com header.s=s1 header.b="abc;d"; dmarc=fail reason="a \\"b\\"" \
            header.from=example.com; arc/1=none
            """
        let read = AuthenticationResults.parse(value)
        #expect(read?.serverID == "mx.shop.example")
        #expect(read?.results.map(\.method) == ["spf", "dkim", "dmarc", "arc"])
        #expect(read?.results.map(\.result) == ["pass", "pass", "fail", "none"])
        #expect(read?.results[0].properties == ["smtp.mailfrom": "erika@example.com"])
        #expect(read?.results[1].properties == ["header.d": "example.com", "header.s": "s1", "header.b": "abc;d"])
        #expect(read?.results[2].reason == "a \"b\"")
    }

    @Test(arguments: ["", ";", "(only a comment)", "((((", "\"open"])
    func whatIsNoFieldIsNil(_ value: String) { #expect(AuthenticationResults.parse(value) == nil) }

    @Test func noResultsAreRead() {
        #expect(AuthenticationResults.parse("mx; none") == AuthenticationResults(serverID: "mx", results: []))
        // What a comment pretends is no result.
        #expect(AuthenticationResults.parse("mx; spf=fail (x; dmarc=pass header.from=a.example)")?.results.count == 1)
    }

    private func judged(_ fields: [String], from: String = "Erika <erika@example.com>") -> SenderAuthentication {
        let results = fields.map { "Authentication-Results: \($0)\n" }.joined()
        return .judge(parse("\(results)From: \(from)\n\nx\n"), trustedServers: ["mx.shop.example"])
    }

    @Test(arguments: [
        (["mx.shop.example; dmarc=pass header.from=example.com"], true),
        (["MX.shop.example; dmarc=pass header.from=EXAMPLE.com"], true),
        (["mx.shop.example; dkim=pass header.d=example.com"], true),
        (["mx.shop.example; dkim=pass header.i=@example.com"], true),
        (["mx.shop.example; spf=pass", "mx.shop.example; dkim=pass header.d=example.com"], true),
        (["mx.shop.example; dmarc=fail header.from=example.com"], false),
        (["mx.shop.example; dmarc=pass header.from=evil.example"], false),
        (["mx.shop.example; dmarc=pass"], false),
        (["mx.shop.example; dkim=pass header.d=evil.example"], false),
        (["mx.shop.example; dkim=pass header.d=notexample.com"], false),
        (["mx.shop.example; dkim=pass header.d=com"], false),
        (["mx.shop.example; spf=pass smtp.mailfrom=erika@example.com"], false),
        (["mx.evil.example; dmarc=pass header.from=example.com"], false),
        // Below a foreign field anybody may have written ours.
        (["mx.evil.example; spf=pass", "mx.shop.example; dmarc=pass header.from=example.com"], false),
        ([], false),
    ])
    func onlyATrustedServersAlignedPassVerifies(_ fields: [String], _ isVerified: Bool) {
        #expect(judged(fields) == (isVerified ? .verified(domain: "example.com") : .claimed))
    }

    @Test func aSignatureOfADomainAboveCounts() {
        let pass = "mx.shop.example; dkim=pass header.d="
        #expect(judged([pass + "example.com"], from: "a@mail.example.com") == .verified(domain: "mail.example.com"))
        #expect(judged([pass + "co.uk"], from: "a@shop.co.uk") == .claimed)
    }

    @Test func severalOrDeceivingSendersAreNotBelieved() {
        let pass = ["mx.shop.example; dmarc=pass header.from=example.com"]
        #expect(judged(pass, from: "a@example.com, b@evil.example") == .none)
        #expect(judged(pass, from: "a@example.com\nFrom: b@evil.example") == .none)
        #expect(judged(pass, from: "\"boss@bank.example\" <a@example.com>") == .claimed)
        #expect(judged(pass, from: "nobody") == .none)
    }
}
