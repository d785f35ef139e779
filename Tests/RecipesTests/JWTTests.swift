import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Recipes

@Suite struct JWTTests {
    private struct Issuer {
        let key: _RSA.Signing.PrivateKey
        let set: KeySet

        init() throws {
            key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            let parts = try key.publicKey.getKeyPrimitives()
            let document: JSON = [
                "keys": [
                    [
                        "kty": "RSA", "kid": "k1", "n": .string(Base64.encode([UInt8](parts.modulus))),
                        "e": .string(Base64.encode([UInt8](parts.publicExponent))), "endorsements": ["msteams"],
                    ]
                ]
            ]
            set = try #require(KeySet(document.bytes))
        }

        func token(_ claims: JSON, header: JSON = ["alg": "RS256", "kid": "k1"]) throws -> String {
            func part(_ bytes: [UInt8]) -> String {
                Base64.encode(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            }
            let signed = part(header.bytes) + "." + part(claims.bytes)
            let signature = try key.signature(
                for: SHA256.hash(data: Array(signed.utf8)), padding: .insecurePKCS1v1_5)
            return signed + "." + part([UInt8](signature.rawRepresentation))
        }
    }

    private let body =
        #"{"type":"message","id":"1","text":"ping","channelId":"msteams","serviceUrl":"https://smba.trafficmanager.net/emea/","from":{"id":"29:x"},"recipient":{"id":"28:b"},"conversation":{"id":"a:1"}}"#

    private func claims(_ changes: [String: JSON] = [:]) -> JSON {
        var members: [String: JSON] = [
            "iss": "https://api.botframework.com", "aud": "app-1", "exp": 1_700_000_600, "nbf": 1_700_000_000,
            "serviceurl": "https://smba.trafficmanager.net/emea/",
        ]
        for (name, value) in changes { members[name] = value == .null ? nil : value }
        return .object(members)
    }

    @Test func aTokenMustBeGenuineFreshAndForThisRequest() throws {
        let issuer = try Issuer()
        let teams = try channel("teams", ["app_id": "app-1"])
        let source = try #require(teams.recipe.keySources.first)
        func receive(_ token: String?, _ text: String? = nil, keys: KeySet? = nil) -> WebhookDecision {
            let headers = token.map { [("Authorization", "Bearer \($0)")] } ?? []
            return teams.receive(
                post(text ?? body, headers), now: 1_700_000_100_000, keys: [source: keys ?? issuer.set])
        }
        func refusal(_ decision: WebhookDecision) -> Verdict.Refusal? {
            if case .refuse(403, .unproven(let refusal)) = decision { refusal } else { nil }
        }
        guard case .take(let reading, _, _) = receive(try issuer.token(claims())) else {
            Issue.record("a right token is refused: \(receive(try issuer.token(claims())))")
            return
        }
        #expect(reading.events.first?.text == "ping")
        #expect(refusal(receive(nil)) == .missing)
        #expect(refusal(receive(try issuer.token(claims(["aud": "app-2"])))) == .misdirected)
        #expect(refusal(receive(try issuer.token(claims(["aud": .null])))) == .misdirected)
        #expect(refusal(receive(try issuer.token(claims(["iss": "https://evil.example"])))) == .forged)
        #expect(refusal(receive(try issuer.token(claims(["exp": 1_699_999_799])))) == .stale)
        #expect(refusal(receive(try issuer.token(claims(["exp": .null])))) == .stale)
        #expect(refusal(receive(try issuer.token(claims(["nbf": 1_700_000_500])))) == .stale)
        #expect(refusal(receive(try issuer.token(claims(["serviceurl": "https://evil.example/"])))) == .misdirected)
        #expect(refusal(receive(try issuer.token(claims(["serviceurl": .null])))) == .misdirected)
        #expect(
            refusal(receive(try issuer.token(claims()), body.replacing("msteams", with: "webchat"))) == .misdirected)
        #expect(refusal(receive(try Issuer().token(claims()))) == .forged)
        for header: JSON in [
            ["alg": "none", "kid": "k1"], ["alg": "HS256", "kid": "k1"], ["alg": "RS256"],
            ["alg": "RS256", "kid": "k1", "crit": ["x"]], ["alg": "PS256", "kid": "k1"], ["kid": "k1"],
        ] {
            #expect(refusal(receive(try issuer.token(claims(), header: header))) == .forged)
        }
        let token = try issuer.token(claims())
        for wrong in ["", ".", "a.b.c", String(token.dropLast(4)), token + "AAAA", token.replacing(".", with: "..")] {
            #expect(refusal(receive(wrong)) != nil, "\(wrong)")
        }
        let unknown = try issuer.token(claims(), header: ["alg": "RS256", "kid": "k2"])
        guard case .needsKeys(source, isStale: true) = receive(unknown) else {
            Issue.record("keys that are not known are fetched anew")
            return
        }
    }

    @Test func keysAreAskedForWhenThereAreNone() throws {
        let issuer = try Issuer()
        let teams = try channel("teams", ["app_id": "app-1"])
        let request = post(body, [("Authorization", "Bearer \(try issuer.token(claims()))")])
        guard case .needsKeys(let source, isStale: false) = teams.receive(request, now: 1_700_000_100_000) else {
            Issue.record("no keys asked for")
            return
        }
        #expect(source.kind == .metadata)
        // A token for somebody else is refused without asking anybody.
        let other = post(body, [("Authorization", "Bearer \(try issuer.token(claims(["aud": "x"])))")])
        guard case .refuse = teams.receive(other, now: 1_700_000_100_000) else {
            Issue.record("asks for keys")
            return
        }
    }
}
