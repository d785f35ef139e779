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

    /// What a sender calls himself and our server honestly repeats.
    static let hostileNames: [String] = {
        let words = [
            "=?utf-8?q?x=3Bdmarc=3Dpass_header.from=3Dexample.com=3B?=",
            "=?utf-8?b?O2RtYXJjPXBhc3MgaGVhZGVyLmZyb209ZXhhbXBsZS5jb207?=",
            "=?utf-8?q?=29=3B_dkim=3Dpass_header.d=3Dexample.com?=",
            "\"x;dmarc=pass header.from=example.com;\"", "\"x\\\";dmarc=pass header.from=example.com;\"",
            "a.\"b;dmarc=pass header.from=example.com;\"", "\"a) ;dmarc=pass header.from=example.com;x=y (\"",
            "+ADs-dmarc+AD0-pass header.from+AD0-example.com+ADs-",
        ]
        return words.map { "\($0)@evil.example" }
    }()

    @Test(arguments: hostileNames, ["none", "fail"])
    func aSendersWordsInOurServersFieldVerifyNothing(_ name: String, _ policy: String) {
        for part in [
            "spf=pass smtp.mailfrom=\(name)", "spf=pass smtp.helo=\(name)", "dkim=pass header.i=\(name)",
            "spf=pass (domain of \(name) designates 192.0.2.1) smtp.mailfrom=x@evil.example",
            "dkim=fail reason=\"\(name.filter { $0 != "\"" })\" header.d=evil.example",
        ] {
            #expect(judged(["mx.shop.example; \(part); dmarc=\(policy) header.from=example.com"]) == .claimed)
            #expect(judged(["mx.shop.example; \(part)"]) == .claimed)
            let charset = "Content-Type: text/plain; charset=utf-7\n"
            let field = "Authentication-Results: mx.shop.example;\n \(part)\n"
            #expect(
                SenderAuthentication.judge(
                    parse("\(field)From: erika@example.com\n\(charset)\nx\n"), trustedServers: ["mx.shop.example"])
                    == .claimed)
        }
    }

    @Test(arguments: [
        // A server that forgets the quotes.
        ["mx.shop.example; spf=pass smtp.mailfrom=x;dmarc=pass header.from=example.com;@evil.example"],
        [
            "mx.shop.example; spf=pass smtp.mailfrom=x;dmarc=pass header.from=example.com; dmarc=fail header.from=example.com"
        ],
        ["mx.shop.example; dmarc=pass header.from=example.com; dmarc=none header.from=example.com"],
        ["mx.shop.example; dkim=pass header.d=example.com", "mx.shop.example; dmarc=fail header.from=example.com"],
        ["mx.shop.example; dmarc=pass header.from=example.com; spf=pass (no end"],
        ["mx.shop.example; dmarc=pass header.from=example.com; spf=pass smtp.helo=\"no end"],
        // What removes forged fields by their id may not see it behind these.
        ["\"mx.shop.example\"; dmarc=pass header.from=example.com"],
        ["(x) mx.shop.example; dmarc=pass header.from=example.com"],
        ["=?utf-8?q?mx.shop.example?=; dmarc=pass header.from=example.com"],
        ["mx.\u{17F}hop.example; dmarc=pass header.from=example.com"],
    ])
    func contradictionsAndBrokenFieldsVerifyNothing(_ fields: [String]) { #expect(judged(fields) == .claimed) }

    @Test(arguments: [
        "mx.shop.example; spf=pass (policy: ok) client-ip=192.0.2.1; envelope-from=a@example.com; helo=mail.example.com; "
            + "dkim=pass header.i=@example.com; dmarc=pass header.from=example.com;",
        "mx.shop.example 1; dkim=pass (2048-bit key; \"unprotected\") header.d=example.com header.b=\"a;b\"; spf=none smtp.mailfrom=",
        "mx.shop.example; dmarc=pass action=none header.from=example.com; compauth=pass reason=100",
    ])
    func whatServersWriteIsWhole(_ field: String) {
        #expect(AuthenticationResults.parse(field)?.isWhole == true)
        #expect(judged([field]) == .verified(domain: "example.com"))
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
