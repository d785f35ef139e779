import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

/// Files operators bring over HTTP and send with a reply.
@Suite struct FileTests {
    private let files = "/api/v1/conversations/c1/attachments"

    private func console(limits: FileLimits = FileLimits()) throws -> Console {
        let console = Console(fileLimits: limits)
        console.log.open(ConversationID(number: 1), channel: ChannelName("support"), at: console.clock.now)
        try console.conversation(2)
        return console
    }

    private func bring(
        _ client: any TestClientProtocol, _ browser: Browser, _ uri: String, _ body: String = "%PDF",
        type: String? = "application/pdf", disposition: String? = nil
    ) async throws -> TestResponse {
        var headers = browser.headers
        headers[.contentType] = type
        headers[.contentDisposition] = disposition
        return try await client.execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body)) {
            $0
        }
    }

    @Test func `a file is brought, sent, shown and downloaded`() async throws {
        let console = try console()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let kept = try await bring(client, jana, "\(files)?name=Rechnung%20M%C3%A4rz.pdf")
            #expect(kept.status == .created)
            let file = try kept.json()
            #expect(file.names == ["id", "name", "type", "size_bytes"])
            #expect(file["name"] == .text("Rechnung März.pdf"))
            let id = try #require(file["id"]?.text)
            #expect(try await bring(client, jana, "\(files)?x=1&name=Rechnung+M%C3%A4rz.pdf").json()["id"]?.text == id)
            #expect(try await bring(client, jana, "\(files)?name=1%2B1=2").json()["name"] == .text("1+1=2"))
            let body = #"{"id":"m","text":"Anbei","attachments":["\#(id)"]}"#
            let sent = try await client.post("conversations/c1/messages", body, jana)
            #expect(sent.status == .created)
            #expect(try await client.post("conversations/c1/messages", body, jana).json() == sent.json())
            let shown = try await client.get("/api/v1/conversations/c1", jana).json()
            #expect(shown["file_limits"]?["file_bytes"] == .number(10_000_000))
            let item = try #require(shown["timeline"]?.list.last { $0["kind"] == .text("message") })
            #expect(item == (try sent.json()))
            let url = try #require(item["attachments"]?.list.first?["url"]?.text)
            let answer = try await client.get(url, jana)
            #expect(answer.text == "%PDF")
            #expect(answer.headers[.contentType] == "application/pdf")
            #expect(answer.headers[.contentDisposition]?.hasSuffix("filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf") == true)
            #expect(answer.headers[.contentSecurityPolicy]?.hasPrefix("sandbox; default-src 'none'") == true)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(try await client.get(url).status == .unauthorized)
        }
    }

    @Test func `what may hold script is never served as that`() async throws {
        let console = try console()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let html = "<script>alert(1)</script>"
            let kept = try await bring(client, jana, "\(files)?name=a.html", html, type: "text/html")
            let id = try #require(try kept.json()["id"]?.text)
            let sent = try await client.post(
                "conversations/c1/messages", #"{"text":"x","attachments":["\#(id)"]}"#, jana)
            let url = try #require(try sent.json()["attachments"]?.list.first?["url"]?.text)
            let answer = try await client.get(url, jana)
            #expect(answer.text == html)
            #expect(answer.headers[.contentType] == "application/octet-stream")
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
        }
    }

    @Test func `bounds are told with a problem that names them`() async throws {
        let console = try console(limits: FileLimits(fileBytesMax: 4, messageBytesMax: 6))
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let large = try await bring(client, jana, "\(files)?name=a", "12345")
            #expect(large.status == .contentTooLarge)
            #expect(large.headers[.contentType] == "application/problem+json")
            #expect(try large.json()["max"] == .number(4))
            var ids: [String] = []
            for text in ["1234", "5678"] {
                ids.append(try #require(try await bring(client, jana, "\(files)?name=a", text).json()["id"]?.text))
            }
            let both = #"{"text":"x","attachments":["\#(ids[0])","\#(ids[1])"]}"#
            let refused = try await client.post("conversations/c1/messages", both, jana)
            #expect(refused.status == .contentTooLarge)
            #expect(try refused.json()["max"] == .number(6))
            #expect(try await bring(client, jana, files, "").status == .badRequest)
            #expect(console.log.events(of: ConversationID(number: 1)).count == 1)
        }
    }

    @Test func `channels without files, notes, strangers and unknown files are refused with the reason`() async throws {
        let console = try console()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let refused = try await bring(client, jana, "/api/v1/conversations/c2/attachments?name=a")
            #expect(refused.status == .conflict)
            #expect(try refused.json()["detail"]?.text?.contains("cannot be sent files") == true)
            #expect(try await client.get("/api/v1/conversations/c2", jana).json()["file_limits"] == .null)
            let none = #"{"text":"x","attachments":["f0"]}"#
            #expect(try await client.post("conversations/c2/messages", none, jana).status == .conflict)
            #expect(try await client.post("conversations/c1/messages", none, jana).status == .badRequest)
            #expect(try await client.post("conversations/c1/notes", none, jana).status == .badRequest)
            #expect(try await bring(client, jana, "/api/v1/conversations/c9/attachments").status == .notFound)
            let forged = Browser(secret: jana.secret, csrf: "x", id: jana.id)
            #expect(try await bring(client, forged, "\(files)?name=a").status == .forbidden)
            let kept = try #require(try await bring(client, jana, files).json()["id"]?.text)
            for status in [HTTPResponse.Status.noContent, .notFound] {
                let gone = try await client.execute(
                    uri: "\(files)/\(kept)", method: .delete, headers: jana.headers
                ) { $0 }
                #expect(gone.status == status)
            }
        }
    }

    @Test(
        arguments: [
            ("attachment; filename=\"a b.pdf\"", "a b.pdf"), ("attachment; filename=a.pdf", "a.pdf"),
            ("attachment; filename=\"x.pdf\"; filename*=UTF-8''M%C3%A4rz.pdf", "März.pdf"),
            ("attachment; filename*=utf-8'de'%E2%82%AC.pdf", "€.pdf"), ("attachment; filename=\"a\\\"b;c\"", "a\"b;c"),
            ("attachment; filename*=UTF-8''%zz; filename=y", "y"), ("attachment; filename*=UTF-8''%C3", nil),
            ("attachment; filename*=iso-8859-1''%E4", nil), ("attachment", nil), ("", nil), (";;=;", nil),
            ("attachment; FILENAME = \"a\"", "a"), ("attachment; filename*=UTF-8''%", nil),
        ] as [(String, String?)])
    func `a name in a header is read as RFC 6266 says`(header: String, name: String?) {
        #expect(FileNameHeader.name(header) == name)
    }

    @Test func `the header's name is taken where none is asked for`() async throws {
        let console = try console()
        let jana = try await console.operatorSession("Jana")
        try await console.run { client async throws in
            let kept = try await bring(
                client, jana, files, type: nil, disposition: "attachment; filename*=UTF-8''..%2Fa%2FM%C3%A4rz.pdf")
            #expect(try kept.json()["name"] == .text("März.pdf"))
            #expect(try kept.json()["type"] == .text("application/octet-stream"))
            #expect(try await bring(client, jana, files).json()["name"] == .text("file"))
        }
    }
}
