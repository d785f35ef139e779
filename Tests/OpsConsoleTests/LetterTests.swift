import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

/// What operators get of a mail, and what their browsers do with it.
@Suite struct LetterTests {
    private let message = "/api/v1/conversations/c1/messages/2"

    @Test func `the timeline tells a mail's subject, sender, files and handling`() async throws {
        let (console, _) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let shown = try await client.get("/api/v1/conversations/c1", jana).json()
            let item = try #require(shown["timeline"]?.list.first)
            #expect(item["subject"] == .text("Re: Reklamation"))
            #expect(item["from"] == .text("lena@arbeit.example"))
            #expect(item["handling"] == .object(["kind": .text("silent"), "reason": .text("auto_reply")]))
            #expect(item["has_original"] == .bool(true))
            let files = item["attachments"]?.list ?? []
            #expect(files.map { $0["url"] } == [.text("\(message)/attachments/0"), .text("\(message)/attachments/1")])
            #expect(files.map { $0["name"] } == [.text("Rechnung März.pdf"), .null])
            #expect(files.map { $0["inline"] } == [.bool(false), .bool(true)])
            #expect(files.first?["size_bytes"] == .number(4))
            #expect(shown["reply_to"] == .text("lena@vogt.example"))
            #expect(shown["last_customer_message"]?["subject"] == .text("Re: Reklamation"))
        }
    }

    @Test func `a message of a chat has none of it, and one whose original is gone has no addresses`() async throws {
        let (console, _) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(2)
        var mail = MessageReceived(externalID: "<gone>", text: "Noch eine")
        mail.attachments = [Attachment(name: "a.txt", type: "text/plain", sizeBytes: 1)]
        try console.log.appendNow(to: ConversationID(number: 1), at: console.clock.now) { [mail] _ in
            [.messageReceived(mail)]
        }
        try await console.run { client async throws in
            let chat = try await client.get("/api/v1/conversations/c2", jana).json()
            #expect(chat["reply_to"] == .null)
            let item = try #require(chat["timeline"]?.list.first)
            #expect(
                item.names == ["seq", "at", "kind", "id", "author", "text", "citations", "attachments", "has_original"])
            #expect(item["has_original"] == .bool(false))
            let gone = try await client.get("/api/v1/conversations/c1", jana).json()["timeline"]?.list.last
            #expect(gone?["attachments"]?.list.first?["url"] == .null)
        }
    }

    @Test func `a reply names the customer's message it answers, and no other event`() async throws {
        let (console, _) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        let path = "conversations/c1/messages"
        var later = MessageReceived(externalID: "<later>", text: "Noch eine")
        later.assurance = .claimed
        try console.log.appendNow(to: ConversationID(number: 1), at: console.clock.now) { [later] _ in
            [.messageReceived(later)]
        }
        try await console.run { client async throws in
            let shown = try await client.get("/api/v1/conversations/c1", jana).json()["timeline"]?.list.last
            #expect(shown?["verification"] == .text("claimed"))
            for wrong in [0, 1, 99] {
                let answer = try await client.post(path, #"{"text":"Ja","answers":\#(wrong)}"#, jana)
                #expect(answer.status == .badRequest, "\(wrong)")
            }
            #expect(try await client.post(path, #"{"text":"Ja","answers":2}"#, jana).status == .created)
        }
        let sent = console.log.events(of: ConversationID(number: 1)).compactMap { event -> Int?? in
            guard case .messageSent(let message) = event.body, message.author.kind == .operator else { return nil }
            return .some(message.answers)
        }
        #expect(sent == [2])
    }

    @Test func `the original comes byte for byte, as a download`() async throws {
        let (console, _) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let answer = try await client.get("\(message)/original", jana)
            #expect(answer.status == .ok)
            #expect(answer.text == "Subject: x\r\n\r\nHallo")
            #expect(answer.headers[.contentType] == "message/rfc822")
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"c1-2.eml\"") == true)
            isDefused(answer)
        }
    }

    @Test func `files come as downloads that no browser runs`() async throws {
        let (console, _) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let bill = try await client.get("\(message)/attachments/0", jana)
            #expect(bill.text == "%PDF")
            #expect(bill.headers[.contentType] == "application/pdf")
            #expect(
                bill.headers[.contentDisposition]
                    == "attachment; filename=\"Rechnung M_rz.pdf\"; filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf")
            isDefused(bill)
            let drawing = try await client.get("\(message)/attachments/1", jana)
            #expect(drawing.headers[.contentType] == "application/octet-stream")
            #expect(drawing.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"attachment-2\"") == true)
            isDefused(drawing)
        }
    }

    private func isDefused(_ answer: TestResponse) {
        let policy = answer.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.hasPrefix("sandbox; default-src 'none'"))
        #expect(!policy.contains("allow-"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.cacheControl] == "no-store")
    }

    @Test func `the formatted version is a page that runs and loads nothing`() async throws {
        let (console, _) = try Console.ofLetters(html: "<p>Hallo</p><script>alert(1)</script>")
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let answer = try await client.get("\(message)/html", jana)
            #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
            #expect(answer.text.contains("<p>Hallo</p>"))
            isDefused(answer)
            let policy = answer.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.contains("frame-ancestors 'self'"))
            #expect(policy.contains("img-src data:;"))
            #expect(!policy.contains("script-src"))
            #expect(answer.headers[.referrerPolicy] == "no-referrer")
        }
    }

    @Test(arguments: [
        "c1/messages/1/original", "c1/messages/3/original", "c1/messages/x/original", "c1/messages/-2/original",
        "c1/messages/02/original", "c1/messages/99999999999999999999/html", "c2/messages/2/original",
        "nobody/messages/2/html", "c1/messages/2/attachments/2", "c1/messages/2/attachments/-1",
        "c1/messages/2/attachments/x", "c1/messages/2/attachments/..", "c1/messages/2/nothing",
    ])
    func `what is not there is not found`(path: String) async throws {
        let (console, _) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let answer = try await client.get("/api/v1/conversations/\(path)", jana)
            #expect(answer.status == .notFound)
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func `without a formatted version, and without channels that keep anything, nothing is found`() async throws {
        let (console, _) = try Console.ofLetters(html: nil)
        let plain = Console()
        let (jana, ben) = (try await console.operatorSession("Jana"), try await plain.operatorSession("Ben"))
        try plain.conversation(1)
        try await console.run { client async throws in
            #expect(try await client.get("\(message)/html", jana).status == .notFound)
        }
        try await plain.run { client async throws in
            for part in ["original", "html", "attachments/0"] {
                #expect(try await client.get("\(message)/\(part)", ben).status == .notFound, "\(part)")
            }
        }
    }

    @Test func `strangers and tokens of the chat get nothing, a locked store says so`() async throws {
        let (console, letters) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        let chat = try await console.accounts.createToken(name: "chat", scope: .chat).secret
        try await console.run { client async throws in
            for part in ["original", "html", "attachments/0"] {
                #expect(try await client.get("\(message)/\(part)").status == .unauthorized)
                let refused = try await client.execute(
                    uri: "\(message)/\(part)", method: .get, headers: [.authorization: "Bearer \(chat)"]
                ) { $0 }
                #expect(refused.status == .forbidden)
            }
            letters.fail(with: StoreFailure(kind: .locked, detail: "busy"))
            for part in ["original", "html", "attachments/0"] {
                #expect(try await client.get("\(message)/\(part)", jana).status == .serviceUnavailable)
            }
            #expect(try await client.get("/api/v1/conversations/c1", jana).status == .serviceUnavailable)
        }
    }
}
