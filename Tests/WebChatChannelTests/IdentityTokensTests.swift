import Conversations
import Crypto
import JWTKit
import Testing

@testable import WebChatChannel

@Suite struct IdentityTokensTests {
    private struct Payload: JWTPayload {
        var iss: String? = "shop"
        var aud: [String]? = ["switchboard"]
        var exp: Double? = 1600
        var nbf: Double?
        var sub: String? = "4711"
        var name: String? = "Kim"
        func verify(using _: some JWTAlgorithm) async throws {}
    }

    private let secret = "a secret of thirty-two bytes, ok"
    private let now = Timestamp(milliseconds: 1_000_000)
    private let rules = IdentityTokens.Rules(issuer: "shop", audience: "switchboard")

    private static func signature(of text: String, secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return SecretToken.base64URL(Array(code))
    }

    private func tokens() async throws -> IdentityTokens {
        try await IdentityTokens(key: .hs256(secret: secret), rules: rules)
    }

    private func sign(_ payload: Payload, secret: String? = nil) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: secret ?? self.secret), digestAlgorithm: .sha256)
        return try await keys.sign(payload)
    }

    private func refusal(of token: String, at now: Timestamp? = nil) async throws -> IdentityRefusal.Kind? {
        do {
            _ = try await tokens().verify(token, now: now ?? self.now)
            return nil
        } catch let error as IdentityRefusal {
            return error.kind
        }
    }

    @Test func aGoodTokenProvesAccountAndName() async throws {
        let token = try await sign(Payload())
        #expect(try await tokens().verify(token, now: now) == ProvenIdentity(account: "4711", name: "Kim"))
    }

    @Test func claimsThatDoNotFitAreRefused() async throws {
        let cases: [(Payload, IdentityRefusal.Kind)] = [
            (Payload(exp: nil), .expired), (Payload(exp: 900), .expired), (Payload(exp: 1000 + 90_000), .tooLongLived),
            (Payload(nbf: 1100), .notYetValid), (Payload(iss: "other"), .issuer), (Payload(iss: nil), .issuer),
            (Payload(aud: ["other"]), .audience), (Payload(aud: []), .audience), (Payload(aud: nil), .audience),
            (Payload(sub: nil), .subject), (Payload(sub: ""), .subject), (Payload(sub: "a\u{1}"), .subject),
            (Payload(sub: "a\u{0}"), .malformed),
            (Payload(sub: String(repeating: "9", count: 201)), .subject),
        ]
        for (payload, kind) in cases {
            let token = try await sign(payload)
            #expect(try await refusal(of: token) == kind, "\(payload)")
        }
    }

    @Test func anotherKeyOrAChangedTokenIsRefused() async throws {
        let token = try await sign(Payload(), secret: "another secret of 32 bytes, truly")
        #expect(try await refusal(of: token) == .signature)
        let parts = try await sign(Payload()).split(separator: ".")
        let forged = try await sign(Payload(sub: "1")).split(separator: ".")
        #expect(try await refusal(of: "\(parts[0]).\(forged[1]).\(parts[2])") == .signature)
        #expect(try await refusal(of: "\(parts[0]).\(parts[1]).") == .signature)
    }

    @Test func theHeaderDoesNotChooseTheAlgorithm() async throws {
        let parts = try await sign(Payload()).split(separator: ".")
        func with(header: String, signature: Substring) -> String {
            "\(SecretToken.base64URL(Array(header.utf8))).\(parts[1]).\(signature)"
        }
        #expect(try await refusal(of: with(header: #"{"alg":"none"}"#, signature: "")) == .algorithm)
        #expect(try await refusal(of: with(header: #"{"alg":"None"}"#, signature: "")) == .algorithm)
        #expect(try await refusal(of: with(header: #"{"alg":"RS256"}"#, signature: parts[2])) == .algorithm)
        #expect(try await refusal(of: with(header: #"{}"#, signature: parts[2])) == .algorithm)
        #expect(
            try await refusal(of: with(header: #"{"alg":"HS256","crit":["x"]}"#, signature: parts[2])) == .malformed)
    }

    @Test(arguments: [
        (#"{"iss":"shop","aud":"switchboard","exp":1600,"sub":5}"#, "sub is a number"),
        (#"{"iss":"shop","aud":"switchboard","exp":"1600","sub":"5"}"#, "exp is text"),
        (#"{"iss":"shop","aud":"switchboard","exp":1e400,"sub":"5"}"#, "a number that is too large"),
        (#"{"iss":"shop","aud":"switchboard","exp":1600,"nbf":true,"sub":"5"}"#, "nbf is true or false"),
        (#"{"iss":["shop"],"aud":"switchboard","exp":1600,"sub":"5"}"#, "iss is a list"),
        (#"{"iss":"shop","aud":[1],"exp":1600,"sub":"5"}"#, "aud is a number"),
        (#"{"iss":"shop","aud":"switchboard","exp":1600,"sub":"5","name":{}}"#, "name is an object"),
        ("[]", "not a JSON object"),
    ])
    func aWellSignedTokenWithAWrongClaimIsToldWhichOne(claims: String, said: String) async throws {
        let header = SecretToken.base64URL(Array(#"{"alg":"HS256"}"#.utf8))
        let signed = "\(header).\(SecretToken.base64URL(Array(claims.utf8)))"
        let digest = Self.signature(of: signed, secret: secret)
        do {
            _ = try await tokens().verify("\(signed).\(digest)", now: now)
            Issue.record("\(claims) passed")
        } catch let refusal as IdentityRefusal {
            #expect(refusal.kind == .malformed)
            #expect(refusal.detail.contains(said), "\(refusal.detail)")
        }
    }

    @Test func oneAudienceOrSeveralAndNullsAreRead() async throws {
        let header = SecretToken.base64URL(Array(#"{"alg":"HS256"}"#.utf8))
        for claims in [
            #"{"iss":"shop","aud":"switchboard","exp":1600,"sub":"5","name":null}"#,
            #"{"iss":"shop","aud":["x","switchboard"],"exp":1600.5,"nbf":null,"sub":"5"}"#,
        ] {
            let signed = "\(header).\(SecretToken.base64URL(Array(claims.utf8)))"
            let digest = Self.signature(of: signed, secret: secret)
            #expect(try await tokens().verify("\(signed).\(digest)", now: now).account == "5")
        }
    }

    @Test func aPublicKeyIsNoSharedSecret() async throws {
        let key = ES256PrivateKey()
        let pem = key.publicKey.pemRepresentation
        let asymmetric = try await IdentityTokens(key: .es256(pem: pem), rules: rules)
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: key)
        let good = try await keys.sign(Payload())
        #expect(try await asymmetric.verify(good, now: now).account == "4711")
        let confused = try await sign(Payload(), secret: pem)
        await #expect(throws: IdentityRefusal.self) { try await asymmetric.verify(confused, now: now) }
    }

    @Test(arguments: ["", "a", "a.b", "a.b.c", "....", "e30.e30.e30", "\u{1F600}.e30.e30"])
    func whatIsNoTokenIsMalformed(token: String) async throws {
        let kind = try await refusal(of: token)
        #expect(kind == .malformed || kind == .algorithm)
    }

    @Test func aHugeTokenIsNotLookedAt() async throws {
        #expect(try await refusal(of: String(repeating: "a", count: 1_000_000)) == .tooLarge)
    }

    @Test func aShortSecretIsRefusedAtTheStart() async {
        await #expect(throws: IdentityRefusal.self) {
            try await IdentityTokens(key: .hs256(secret: "short"), rules: rules)
        }
    }
}
