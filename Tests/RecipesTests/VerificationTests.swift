import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import Recipes

/// Published and computed vectors of the platforms.
@Suite struct VerificationTests {
    private func isTaken(_ decision: WebhookDecision) -> Bool {
        switch decision {
        case .take, .handshake: true
        default: false
        }
    }

    private func refusal(_ decision: WebhookDecision) -> Verdict.Refusal? {
        if case .refuse(_, .unproven(let refusal)) = decision { refusal } else { nil }
    }

    @Test func slackSignaturesHoldForFiveMinutes() throws {
        let slack = try channel("slack", ["signing_secret": "switchboard-signing-secret"])
        let body = #"{"type":"url_verification","challenge":"abc123"}"#
        let signature = "v0=eef6d6aeab3a37144df91ff6c5ab43014f3f0b889a0271f47784b7de0d4e4c9c"
        let headers = [("X-Slack-Request-Timestamp", "1700000000"), ("x-slack-signature", signature)]
        guard case .handshake(_, let answer) = slack.receive(post(body, headers), now: 1_700_000_299_000) else {
            Issue.record("is refused")
            return
        }
        #expect(answer.body == Array(#"{"challenge":"abc123"}"#.utf8))
        #expect(refusal(slack.receive(post(body, headers), now: 1_700_000_301_000)) == .stale)
        #expect(refusal(slack.receive(post(body, headers), now: 1_699_999_698_000)) == .stale)
        #expect(refusal(slack.receive(post(body + " ", headers), now: 1_700_000_000_000)) == .forged)
        #expect(refusal(slack.receive(post(body), now: 1_700_000_000_000)) == .missing)
        let twice = headers + [("X-Slack-Signature", "v0=00")]
        #expect(refusal(slack.receive(post(body, twice), now: 1_700_000_000_000)) == .missing)
        let moved = [("X-Slack-Request-Timestamp", "1700000001"), ("X-Slack-Signature", signature)]
        #expect(refusal(slack.receive(post(body, moved), now: 1_700_000_000_000)) == .forged)
    }

    @Test func metaSignsTheBytesAsTheyCome() throws {
        let whatsapp = try channel("whatsapp", ["app_secret": "switchboard-app-secret"])
        let body =
            #"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"text":"Gr\u00fc\u00dfe \ud83d\udc4b"}}]}]}"#
        #expect(body.utf8.count == 140)
        let right = "sha256=d02230d208bf3a5a1d6696a8c16caef943933fe333db151033c4bfc9a80ad642"
        #expect(isTaken(whatsapp.receive(post(body, [("X-Hub-Signature-256", right)]), now: 0)))
        let upper = "sha256=" + right.dropFirst(7).uppercased()
        #expect(isTaken(whatsapp.receive(post(body, [("X-Hub-Signature-256", upper)]), now: 0)))
        for wrong in [
            String(right.dropFirst(7)), "sha1=" + right.dropFirst(7), "sha256=", String(right.dropLast(2)), "",
        ] {
            #expect(!isTaken(whatsapp.receive(post(body, [("X-Hub-Signature-256", wrong)]), now: 0)))
        }
    }

    @Test func eitherSecretHoldsWhileOneIsChanged() throws {
        let line = try channel("line", ["channel_secret": ["new", "channel-secret"]])
        let headers = [("X-Line-Signature", "B2fF7S6jgMOeNq3IokYsA4lKncYApSaoE3IcBIVdHr4=")]
        #expect(isTaken(line.receive(post(#"{"destination":"U1","events":[]}"#, headers), now: 0)))
        let viber = try channel("viber", ["auth_token": "auth-token"])
        let hex = [("X-Viber-Content-Signature", "38a88344448939a748ced350d87e57681857d3bd3a272be5e74927d1fce312ad")]
        #expect(isTaken(viber.receive(post(#"{"event":"webhook"}"#, hex), now: 0)))
    }

    @Test func withoutASecretNothingIsTaken() throws {
        let recipe = try #require(shipped["line"])
        let scheme = try #require(recipe.verifier.schemes.first)
        let empty = try RecipeSettings([:], definitions: [])
        let request = post("{}", [("X-Line-Signature", "AA==")])
        let verdict = Verifier(schemes: [scheme]).verify(
            request, body: ParsedBody(value: .null), settings: empty, now: 0)
        #expect(verdict == .refused(.unconfigured))
        #expect(
            Verifier(schemes: []).verify(request, body: ParsedBody(value: .null), settings: empty, now: 0)
                == .refused(.unconfigured))
        #expect(throws: SettingsProblem.self) { try RecipeChannel(recipe: recipe, settings: [:]) }
        #expect(throws: SettingsProblem.self) {
            try RecipeChannel(recipe: recipe, settings: ["channel_secret": "", "access_token": "x"])
        }
    }

    @Test func twilioSignsAddressAndSortedFields() throws {
        let sms = try channel("sms", ["auth_token": "12345"])
        func request(_ url: String, _ form: String, _ signature: String) -> WebhookRequest {
            WebhookRequest(
                method: "POST", url: url,
                headers: [("Content-Type", "application/x-www-form-urlencoded"), ("X-Twilio-Signature", signature)],
                body: Array(form.utf8))
        }
        let form = "To=%2B18005551212&Digits=1234&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE"
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2"
        let signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
        #expect(isTaken(sms.receive(request(url, form, signature), now: 0)))
        #expect(!isTaken(sms.receive(request("https://mycompany.com/myapp.php?foo=1&bar=3", form, signature), now: 0)))
        #expect(!isTaken(sms.receive(request(url, form + "&x=1", signature), now: 0)))
        let repeated = "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234"
        #expect(isTaken(sms.receive(request(url, repeated, "IK+Dwps556ElfBT0I3Rgjkr1wJU="), now: 0)))
        let umlauts = "Body=Gr%C3%BC%C3%9Fe&From=%2B4915112345678&MessageSid=SM1&NumMedia=0&To=%2B493012345"
        let own = "j2eYI3rHa69wYMyN/difi8xrOTE="
        #expect(isTaken(sms.receive(request("https://sb.example.com/sms", umlauts, own), now: 0)))
        #expect(isTaken(sms.receive(request("https://sb.example.com:443/sms", umlauts, own), now: 0)))
        #expect(!isTaken(sms.receive(request("https://sb.example.com:444/sms", umlauts, own), now: 0)))
        // JSON is covered by its hash in the address, and by nothing else.
        let hashed = url + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
        var json = request(hashed, #"{"property": "value", "boolean": true}"#, "a9nBmqA0ju/hNViExpshrM61xv4=")
        json.headers[0].value = "application/json"
        guard case .refuse(415, .body(.wrongType)) = sms.receive(json, now: 0) else {
            Issue.record("genuine, and of a type the channel does not take")
            return
        }
        json.body[2] = UInt8(ascii: "q")
        #expect(refusal(sms.receive(json, now: 0)) == .forged)
    }

    @Test func discordSignsTimestampAndBody() throws {
        let key = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
        let discord = try channel("discord", ["public_key": .string(key)])
        let signature =
            "c1098e97d711377f30225d53d94b89d43537f92e5b3afaddc590781b1f9f9d4b2eeab335d370be3b9a090bc61a85b86448bc140dcd195f1569c2bff181257607"
        let headers = [("X-Signature-Ed25519", signature), ("X-Signature-Timestamp", "1700000000")]
        #expect(isTaken(discord.receive(post(#"{"type":1}"#, headers), now: 1_700_000_000_000)))
        guard
            case .refuse(401, .unproven(.forged)) = discord.receive(
                post(#"{"type":2}"#, headers), now: 1_700_000_000_000)
        else {
            Issue.record("Discord expects 401")
            return
        }
    }

    @Test func xAndLinkedInAnswerTheirChallenges() throws {
        func get(_ query: String) -> WebhookRequest {
            WebhookRequest(method: "GET", url: "https://gateway.example.org/channels/x?\(query)")
        }
        let x = try channel("x", ["consumer_secret": "consumer-secret"])
        guard case .handshake(_, let crc) = x.receive(get("crc_token=crc-token-123"), now: 0) else {
            Issue.record("no answer")
            return
        }
        #expect(
            try JSON(parsing: crc.body) == ["response_token": "sha256=pqNVCku98klY+uShlb3Xa/LIgd2B2xq7EveP37yRYOI="])
        let body = post(
            #"{"for_user_id":"1","direct_message_events":[]}"#,
            [("x-twitter-webhooks-signature", "sha256=jomUZei+3DJiHstmKDtMIjQQdJnN8EanBDgPRj9Ebyo=")])
        #expect(isTaken(x.receive(body, now: 0)))
        let linkedIn = try channel("linkedin", ["client_secret": "client-secret"])
        let code = "890e4665-4dfe-4ab1-b689-ed553bceeed0"
        guard case .handshake(_, let answer) = linkedIn.receive(get("challengeCode=\(code)"), now: 0) else {
            Issue.record("no answer")
            return
        }
        let wanted: JSON = [
            "challengeCode": .string(code),
            "challengeResponse": "8ab4bbad570533d66462deba280bde93c1cad8b543e7f526d3e962acaf6c391a",
        ]
        #expect(try JSON(parsing: answer.body) == wanted)
        let event = post(
            #"{"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[]}"#,
            [("X-LI-Signature", "4168af67cea95f7d24a882bff847d768c543da81e033c71278c6350cb5edf632")])
        #expect(isTaken(linkedIn.receive(event, now: 0)))
    }

    @Test func metaHandsBackAChallengeForTheRightTokenOnly() throws {
        let messenger = try channel("messenger", ["verify_token": "geheim"])
        func ask(_ query: String) -> WebhookDecision {
            messenger.receive(
                WebhookRequest(method: "GET", url: "https://gateway.example.org/channels/m?\(query)"), now: 0)
        }
        guard
            case .handshake(_, let answer) = ask("hub.mode=subscribe&hub.verify_token=geheim&hub.challenge=1158201444")
        else {
            Issue.record("no answer")
            return
        }
        #expect(answer == WebhookAnswer(status: 200, type: "text/plain; charset=utf-8", body: Array("1158201444".utf8)))
        for wrong in [
            "hub.mode=subscribe&hub.verify_token=falsch&hub.challenge=1", "hub.mode=subscribe&hub.challenge=1",
            "hub.mode=subscribe&hub.verify_token=geheim", "hub.verify_token=geheim&hub.challenge=1", "",
            "hub.mode=subscribe&hub.verify_token=geheim&hub.challenge=%0d%0aSet-Cookie",
            "hub.mode=subscribe&hub.verify_token=falsch&hub.verify_token=geheim&hub.challenge=1",
            "hub.mode=subscribe&hub.verify_token=geheim&hub.challenge=" + String(repeating: "1", count: 2_000),
        ] {
            #expect(!isTaken(ask(wrong)), "\(wrong)")
        }
    }

    @Test func aSecretHeaderIsComparedWhole() throws {
        let telegram = try channel("telegram", ["webhook_secret": "sb_9f2"])
        let update =
            #"{"update_id":1,"message":{"message_id":2,"date":1,"from":{"id":3,"is_bot":false,"first_name":"E"},"chat":{"id":3,"type":"private"},"text":"x"}}"#
        #expect(isTaken(telegram.receive(post(update, [("X-Telegram-Bot-Api-Secret-Token", "sb_9f2")]), now: 0)))
        for wrong in ["sb_9f", "sb_9f22", "SB_9F2", ""] {
            #expect(!isTaken(telegram.receive(post(update, [("X-Telegram-Bot-Api-Secret-Token", wrong)]), now: 0)))
        }
        #expect(refusal(telegram.receive(post(update), now: 0)) == .missing)
    }

    @Test func oversizedAndTruncatedBodiesAreRefused() throws {
        let line = try channel("line", ["channel_secret": "s"])
        func signed(_ body: String) -> WebhookRequest {
            var request = post(body)
            request.headers.append(("X-Line-Signature", line.signature(of: request) ?? ""))
            return request
        }
        let whole = #"{"destination":"U1","events":[{"type":"follow","source":{"type":"user","userId":"U2"}}]}"#
        #expect(isTaken(line.receive(signed(whole), now: 0)))
        for length in 1..<whole.utf8.count {
            guard case .refuse(400, .body(.json)) = line.receive(signed(String(whole.prefix(length))), now: 0) else {
                Issue.record("a body cut off after \(length) bytes is taken")
                return
            }
        }
        guard case .refuse(413, _) = line.receive(signed(String(repeating: " ", count: 2_000_000)), now: 0) else {
            Issue.record("too large")
            return
        }
        let deep = signed(String(repeating: "[", count: 100_000))
        guard case .refuse(400, .body(.json(.tooDeep))) = line.receive(deep, now: 0) else {
            Issue.record("too deep")
            return
        }
    }

    @Test func requestsSentAgainAreToldByTheirKey() throws {
        let slack = try channel("slack", ["signing_secret": "s"])
        var request = post(
            #"{"type":"event_callback","event":{"type":"channel_archive"}}"#,
            [("X-Slack-Request-Timestamp", "1700000000")])
        request.headers.append(("X-Slack-Signature", slack.signature(of: request) ?? ""))
        guard case .take(_, _, let key?) = slack.receive(request, now: 1_700_000_000_000) else {
            Issue.record("is refused")
            return
        }
        var memory = ReplayMemory()
        #expect(!memory.holds(key, now: 0))
        memory.remember(key, until: 600, now: 0)
        #expect(memory.holds(key, now: 599))
        #expect(!memory.holds(key, now: 600))
        for number in 0..<250_000 { memory.remember("\(number)", until: 1_000, now: 0) }
        #expect(memory.count <= ReplayMemory.entriesMax)
    }
}
