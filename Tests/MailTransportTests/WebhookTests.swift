import Crypto
import CryptoExtras
import Foundation
import Logging
import SwiftASN1
import Synchronization
import Testing
import X509

@testable import MailTransport

/// Calls of SendGrid, Mailgun and Postmark: first who it is, then what it says.
@Suite struct WebhookTests {
    private let now = Date(timeIntervalSince1970: 1_700_000_000)

    private func form(_ fields: [(String, String)], boundary: String = "xYzZY") -> (type: String, body: Data) {
        let parts = fields.map { name, value in
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        return ("multipart/form-data; boundary=\(boundary)", Data((parts.joined() + "--\(boundary)--\r\n").utf8))
    }

    private func request(
        _ form: (type: String, body: Data), headers: [(name: String, value: String)] = [],
        query: [(name: String, value: String)] = []
    ) -> WebhookRequest {
        .init(headers: [("Content-Type", form.type)] + headers, query: query, body: form.body)
    }

    private func basic(_ user: String, _ password: String) -> (name: String, value: String) {
        ("authorization", "Basic " + Data("\(user):\(password)".utf8).base64EncodedString())
    }

    // MARK: Mailgun

    private func mailgunFields(
        token: String = "t0ken", time: Int = 1_700_000_000, key: String = "key"
    ) -> [(String, String)] {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(time)\(token)".utf8), using: SymmetricKey(data: Data(key.utf8)))
        let signature = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return [
            ("recipient", "support@acme.test"), ("sender", "erika@customer.test"), ("timestamp", "\(time)"),
            ("token", token), ("signature", signature), ("body-mime", "Subject: hi\r\n\r\nbody\r\n"),
        ]
    }

    @Test func aSignatureOfMailgunIsWhatItsAccountKeyMakes() async {
        let fields = [
            ("timestamp", "1700000000"), ("token", "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0"),
            ("signature", "f0b1f73bda4b198aea8b25a117ad7977c5874bdfb58e9b0ab37bafed604df2e8"),
            ("recipient", "a@b.test"), ("body-mime", "x"),
        ]
        let webhook = MailgunWebhook(signingKey: .init("mg-signing-key"))
        guard case .take = await webhook.decide(request(form(fields)), at: now) else {
            Issue.record("a good signature was refused")
            return
        }
        let other = MailgunWebhook(signingKey: .init("another key"))
        #expect(await other.decide(request(form(fields)), at: now) == .answer(.forged, note: "not authenticated"))
    }

    @Test func aMailOfMailgunIsTakenOnceForEachToken() async {
        let taker = MemoryTaker()
        let receiver = MailWebhookReceiver(
            MailgunWebhook(signingKey: .init("key")), taker: taker, logger: Logger(label: "test"))
        taker.refuse([.later(seconds: 1, reason: "full")])
        #expect(await receiver.receive(request(form(mailgunFields())), at: now).status == 503)
        #expect(await receiver.receive(request(form(mailgunFields())), at: now).status == 200)
        #expect(await receiver.receive(request(form(mailgunFields())), at: now).status == 200)
        #expect(taker.mails.count == 1)
        #expect(taker.mails.first?.raw == Data("Subject: hi\r\n\r\nbody\r\n".utf8))
        #expect(
            taker.mails.first?.envelope
                == .init(sender: .address("erika@customer.test"), recipients: ["support@acme.test"]))
        taker.refuse([.never(reason: "spam")])
        #expect(await receiver.receive(request(form(mailgunFields(token: "2"))), at: now).status == 406)
    }

    @Test func whatMailgunDidNotSignOrSignedLongAgoIsForged() async {
        let webhook = MailgunWebhook(signingKey: .init("key"), tolerance: .seconds(600))
        let bad = [
            mailgunFields(key: "other"), mailgunFields(time: 1_699_999_000), mailgunFields(time: 1_700_001_000),
            mailgunFields().filter { $0.0 != "signature" }, mailgunFields().filter { $0.0 != "token" },
            mailgunFields().map { $0.0 == "signature" ? ("signature", "") : $0 },
        ]
        for fields in bad {
            #expect(await webhook.decide(request(form(fields)), at: now) == .answer(.forged, note: "not authenticated"))
        }
        let empty = MailgunWebhook(signingKey: .init(""))
        #expect(
            await empty.decide(request(form(mailgunFields(key: ""))), at: now)
                == .answer(.forged, note: "not authenticated"))
    }

    @Test func fieldsOfMailgunWithoutTheMailMakeAMail() async throws {
        var fields = mailgunFields().filter { $0.0 != "body-mime" }
        fields += [
            ("message-headers", #"[["Subject","Grüße"],["Message-Id","<1@x>"],["Content-Type","multipart/mixed"]]"#),
            ("body-plain", "Text ü"), ("body-html", "<p>x</p>"), ("attachment-1", "file"),
        ]
        let decision = await MailgunWebhook(signingKey: .init("key")).decide(request(form(fields)), at: now)
        guard case .take(let mail) = decision else {
            Issue.record("\(decision)")
            return
        }
        let raw = String(decoding: mail.raw, as: UTF8.self)
        #expect(raw.hasPrefix("Subject: Grüße\r\nMessage-Id: <1@x>\r\nMIME-Version: 1.0\r\n"))
        #expect(raw.contains(Data("Text ü".utf8).base64EncodedString()))
        #expect(raw.contains("filename*=UTF-8''attachment-1"))
        #expect(raw.components(separatedBy: "Content-Type: multipart/").count == 3)
    }

    // MARK: SendGrid

    @Test func sendGridIsBelievedBySecretBasicOrSignatureOnly() async throws {
        let fields = form([("email", "Subject: a\r\n\r\nb"), ("envelope", #"{"to":["s@acme.test"],"from":""}"#)])
        let key = P256.Signing.PrivateKey()
        let signature = try key.signature(for: Data("1700000000".utf8) + fields.body).derRepresentation
        let signed: [(name: String, value: String)] = [
            ("X-Twilio-Email-Event-Webhook-Timestamp", "1700000000"),
            ("X-Twilio-Email-Event-Webhook-Signature", signature.base64EncodedString()),
        ]
        let publicKey = key.publicKey.derRepresentation.base64EncodedString()
        let bySignature = SendGridWebhook(.signature(publicKey: publicKey, tolerance: .seconds(300)))
        let bySecret = SendGridWebhook(.shared(.secret(.init("s3cret"))))
        let byBasic = SendGridWebhook(.shared(.basic(user: "u", password: .init("p"))))
        var tampered = fields
        tampered.body.append(0)
        let cases: [(SendGridWebhook, WebhookRequest, Bool)] = [
            (bySignature, request(fields, headers: signed), true), (bySignature, request(fields), false),
            (bySignature, request(tampered, headers: signed), false),
            (bySecret, request(fields, query: [("secret", "s3cret")]), true),
            (bySecret, request(fields, query: [("secret", "s3cre")]), false), (bySecret, request(fields), false),
            (byBasic, request(fields, headers: [basic("u", "p")]), true),
            (byBasic, request(fields, headers: [basic("u", "q")]), false), (byBasic, request(fields), false),
            (.init(.shared(.secret(.init("")))), request(fields, query: [("secret", "")]), false),
        ]
        for (webhook, request, isGood) in cases {
            switch await webhook.decide(request, at: now) {
            case .take(let mail):
                #expect(isGood)
                #expect(mail.raw == Data("Subject: a\r\n\r\nb".utf8))
                #expect(mail.envelope == .init(sender: .none, recipients: ["s@acme.test"]))
            case .answer(let answer, _): #expect(!isGood && answer == .forged)
            }
        }
        #expect(
            await bySignature.decide(request(fields, headers: signed), at: now.addingTimeInterval(301))
                == .answer(.forged, note: "not authenticated"))
    }

    @Test func fieldsOfSendGridKeepTheirCharsets() async {
        var call = form([
            ("headers", "Subject: =?utf-8?q?a?=\nReceived: one\n two\n"),
            ("envelope", #"{"to":["s@a.test"],"from":"x@y"}"#),
            ("charsets", #"{"text":"iso-8859-1"}"#), ("text", "@@"),
        ])
        let place = call.body.range(of: Data("@@".utf8)) ?? 0..<0
        call.body.replaceSubrange(place, with: [0xFC, 0xDF])
        let webhook = SendGridWebhook(.shared(.secret(.init("s"))))
        guard case .take(let mail) = await webhook.decide(request(call, query: [("secret", "s")]), at: now) else {
            Issue.record("not taken")
            return
        }
        let raw = String(decoding: mail.raw, as: UTF8.self)
        #expect(raw.contains("Received: one two\r\n"))
        #expect(raw.contains("charset=\"iso-8859-1\""))
        #expect(raw.contains(Data([0xFC, 0xDF]).base64EncodedString()))
    }

    // MARK: Postmark

    @Test func postmarkIsBelievedByItsURLAndGivesTheMailOrItsFields() async {
        let webhook = PostmarkWebhook(.basic(user: "u", password: .init("p")))
        let plain = Data(
            #"{"MessageID":"id-1","OriginalRecipient":"s@acme.test","RawEmail":"Subject: r\r\n\r\nb","Headers":[{"Name":"Return-Path","Value":"<e@x.de>"},{"Name":"Return-Path","Value":"<forged@x>"}]}"#
                .utf8)
        let parsed = Data(
            #"{"MessageID":"id-2","OriginalRecipient":"s@acme.test","FromFull":{"Email":"e@x.de","Name":"Érika, \"E\""},"Subject":"Paket\r\nBcc: x","TextBody":"Hallo","HtmlBody":"","Headers":[{"Name":"Message-ID","Value":"<a@b>"}],"Attachments":[{"Name":"ü.png","Data":"AAAA","ContentType":"image/png","ContentID":"i1"}]}"#
                .utf8)
        let auth = [basic("u", "p")]
        guard case .take(let first) = await webhook.decide(.init(headers: auth, body: plain), at: now),
            case .take(let second) = await webhook.decide(.init(headers: auth, body: parsed), at: now)
        else {
            Issue.record("not taken")
            return
        }
        #expect(first.raw == Data("Subject: r\r\n\r\nb".utf8))
        #expect(first.envelope == .init(sender: .address("e@x.de"), recipients: ["s@acme.test"]))
        #expect(first.source == .webhook(provider: .postmark, id: "id-1"))
        let raw = String(decoding: second.raw, as: UTF8.self)
        #expect(second.envelope.sender == .unknown)
        #expect(raw.hasPrefix("Message-ID: <a@b>\r\nFrom: =?UTF-8?B?"))
        #expect(!raw.contains("\r\nBcc:") && raw.contains("Content-ID: <i1>"))
        #expect(
            await webhook.decide(.init(headers: [], body: plain), at: now)
                == .answer(.forged, note: "not authenticated"))
        #expect(
            await webhook.decide(.init(headers: auth, body: Data("[".utf8)), at: now)
                == .answer(
                    .init(status: 400, body: "not Postmark's inbound JSON"), note: "not Postmark's JSON"))
    }

    @Test func aCallOfPostmarkThatLacksSomethingIsToldWhat() async {
        let webhook = PostmarkWebhook(.secret(.init("s")))
        func decide(_ json: String) async -> WebhookDecision {
            await webhook.decide(
                .init(headers: [], query: [(name: "secret", value: "s")], body: Data(json.utf8)), at: now)
        }
        guard case .answer(let bare, _) = await decide(#"{"OriginalRecipient":"s@acme.test"}"#),
            case .answer(let nobody, _) = await decide(#"{"TextBody":"x"}"#),
            case .take(let mail) = await decide(#"{"ToFull":[{"Email":"s@acme.test"}],"TextBody":"x"}"#)
        else {
            Issue.record("decided otherwise")
            return
        }
        #expect(bare.status == 400 && bare.body.contains("RawEmail") && bare.body.contains("Include raw email"))
        #expect(nobody.status == 400 && nobody.body.contains("OriginalRecipient"))
        #expect(mail.envelope.recipients == ["s@acme.test"])
    }

    // MARK: before the body

    @Test func whatTheHeadTellsNeedsNoBody() {
        func answer(
            _ webhook: any MailWebhook, _ headers: [(name: String, value: String)] = [],
            _ query: [(name: String, value: String)] = []
        ) -> Int? { webhook.answer(toHead: .init(headers: headers, query: query, body: Data()), at: now)?.status }
        let form = [(name: "Content-Type", value: "multipart/form-data; boundary=x")]
        for webhook in [PostmarkWebhook(.secret(.init("s"))), SendGridWebhook(.shared(.secret(.init("s"))))]
            as [any MailWebhook]
        {
            #expect(answer(webhook) == 401 && answer(webhook, [], [("secret", "s")]) == nil)
        }
        let signed = SendGridWebhook(.signature(publicKey: "", tolerance: .seconds(600)))
        #expect(answer(signed, form) == 401)
        let mailgun = MailgunWebhook(signingKey: .init("k"))
        #expect(answer(mailgun) == 400 && answer(mailgun, form) == nil)
    }

    @Test func aTokenOfMailgunCountsOnceAcrossStarts() async {
        let taker = MemoryTaker()
        let seen = ReplayCache(limit: 10)
        for _ in 0..<2 {
            let receiver = MailWebhookReceiver(
                MailgunWebhook(signingKey: .init("key"), seen: seen), taker: taker, logger: Logger(label: "test"))
            #expect(await receiver.receive(request(form(mailgunFields())), at: now).status == 200)
        }
        #expect(taker.mails.count == 1)
    }

    // MARK: forms

    @Test func aFormIsReadOrRefusedAndNeverGuessed() {
        let good = WebhookForm(request(form([("a", "1"), ("b", "line\r\n--xYzZ\r\nend"), ("a", "")])))
        #expect(good?.fields.map(\.bytes) == [Data("1".utf8), Data("line\r\n--xYzZ\r\nend".utf8), Data()])
        let encoded = WebhookRequest(
            headers: [("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Data("a=1+2%C3%BC&b".utf8))
        #expect(WebhookForm(encoded)?.text("a") == "1 2ü")
        let whole = form([("a", "1")])
        for cut in [0, 5, 20, whole.body.count - 3, whole.body.count - 8] {
            #expect(WebhookForm(request((whole.type, whole.body.prefix(cut)))) == nil, "cut at \(cut)")
        }
        #expect(WebhookForm(request(form((0...WebhookForm.fieldsMax).map { ("n\($0)", "") }))) == nil)
        #expect(WebhookForm(request(("text/plain", whole.body))) == nil)
    }
}
