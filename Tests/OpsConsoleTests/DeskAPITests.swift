import Conversations
import Escalation
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

@Suite struct DeskAPITests {
    @Test func `of two operators who claim at once exactly one gets it, the other learns who`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let ben = try await console.operatorSession("Ben")
        for number in 1...20 { try console.waitingCase(Int64(number)) }
        try await console.run { client async throws in
            for number in 1...20 {
                async let first = client.post("cases/k\(number)-1/claim", nil, jana)
                async let second = client.post("cases/k\(number)-1/claim", nil, ben)
                let answers = try await [first, second]
                #expect(answers.map(\.status.code).sorted() == [200, 409])
                let won = try #require(answers.first { $0.status == .ok }).json()
                let lost = try #require(answers.first { $0.status == .conflict }).json()
                #expect(lost["holder"] == won["holder"])
                #expect(lost["holder"]?["name"]?.text != nil)
            }
        }
    }

    @Test func `claiming again as the holder changes nothing`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.waitingCase(1)
        try await console.run { client async throws in
            #expect(try await client.post("cases/k1-1/claim", nil, jana).status == .ok)
            let seq = console.log.events(of: ConversationID(number: 1)).count
            #expect(try await client.post("cases/k1-1/claim", nil, jana).status == .ok)
            #expect(console.log.events(of: ConversationID(number: 1)).count == seq)
        }
    }

    @Test func `a reply takes over from the agent first`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(1)
        try await console.run { client async throws in
            let answer = try await client.post("conversations/c1/messages", #"{"text":"Guten Tag!"}"#, jana)
            #expect(answer.status == .created)
            let item = try answer.json()
            #expect(item["kind"] == .text("message"))
            #expect(item["author"]?["kind"] == .text("operator"))
            let shown = try await client.get("/api/v1/conversations/c1", jana).json()
            #expect(shown["owner"] == .text("operator"))
            #expect(shown["holder"]?["name"] == .text("Jana"))
            #expect(shown["case"] == .text("k1-1"))
            #expect(try await client.get("/api/v1/cases/k1-1", jana).json()["reason"] == .text("takeover"))
        }
    }

    @Test func `a reply into a colleague's conversation is refused with the holder`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let ben = try await console.operatorSession("Ben")
        try console.waitingCase(1)
        try await console.run { client async throws in
            #expect(try await client.post("cases/k1-1/claim", nil, ben).status == .ok)
            for path in ["cases/k1-1/messages", "conversations/c1/messages"] {
                let answer = try await client.post(path, #"{"text":"Hallo"}"#, jana)
                #expect(answer.status == .conflict)
                #expect(try answer.json()["holder"]?["name"] == .text("Ben"))
            }
        }
    }

    @Test func `the same message id is the same message`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.waitingCase(1)
        try await console.run { client async throws in
            let body = #"{"id":"7c9e6679","text":"Guten Tag!"}"#
            let first = try await client.post("cases/k1-1/messages", body, jana)
            let again = try await client.post("conversations/c1/messages", body, jana)
            #expect(again.status == .created)
            #expect(try first.json()["seq"] == again.json()["seq"])
        }
        let sent = console.log.events(of: ConversationID(number: 1)).filter { event in
            if case .messageSent(let message) = event.body { message.author.kind == .operator } else { false }
        }
        #expect(sent.count == 1)
    }

    @Test func `a note changes no owner and is no message`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(1)
        try await console.run { client async throws in
            let answer = try await client.post("conversations/c1/notes", #"{"text":"Stammkunde"}"#, jana)
            #expect(answer.status == .created)
            #expect(try answer.json()["kind"] == .text("note"))
            let list = try await client.get("/api/v1/conversations", jana).json()["items"]?.list.first
            #expect(list?["owner"] == .text("agent"))
            #expect(list?["last_message"]?["text"] == .text("Wann habt ihr offen?"))
        }
        #expect(
            !console.log.events(of: ConversationID(number: 1)).contains { event in
                if case .messageSent = event.body { true } else { false }
            })
    }

    @Test func `resolve, hand back, release and transfer leave what they promise`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let ben = try await console.operatorSession("Ben")
        for number in 1...4 { try console.waitingCase(Int64(number)) }
        try await console.run { client async throws in
            for number in 1...4 { #expect(try await client.post("cases/k\(number)-1/claim", nil, jana).status == .ok) }
            let resolved = try await client.post("cases/k1-1/resolve", #"{"note":"Refund sent."}"#, jana).json()
            #expect(resolved["state"] == .text("resolved"))
            #expect(resolved["outcome"] == .text("resolved"))
            let handedBack = try await client.post("cases/k2-1/handback", nil, jana).json()
            #expect(handedBack["outcome"] == .text("handed_back"))
            let released = try await client.post("cases/k3-1/release", "{}", jana).json()
            #expect(released["state"] == .text("open"))
            #expect(released["holder"] == .null)
            #expect(released["waiting_since"]?.text != nil)
            let given = try await client.post("cases/k4-1/transfer", #"{"operator":"\#(ben.id)"}"#, jana).json()
            #expect(given["holder"]?["name"] == .text("Ben"))
            let queued = try await client.post("cases/k4-1/transfer", #"{"queue":"workshop","note":"n"}"#, ben).json()
            #expect(queued["queue"] == .text("workshop"))
            for body in [#"{"queue":"nowhere"}"#, #"{"operator":"o99"}"#, #"{"operator":"o1","queue":"front"}"#, "{}"] {
                #expect(try await client.post("cases/k4-1/transfer", body, ben).status == .badRequest, "\(body)")
            }
        }
        #expect(
            console.store.audited.map(\.action).filter { $0.hasPrefix("ca") || $0.hasPrefix("conversation") } == [
                "case.claim", "case.claim", "case.claim", "case.claim", "conversation.resolve",
                "conversation.handback", "case.release", "case.transfer", "case.transfer",
            ])
    }

    @Test func `roles decide who assigns, exports, retries and erases`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let sam = try await console.operatorSession("Sam", role: .supervisor)
        let ada = try await console.operatorSession("Ada", role: .admin)
        try console.conversation(1, name: "Lena")
        console.store.add(
            DeadLetter(
                id: "dl1", direction: .outbound, channel: ChannelName("web"), conversation: nil, reason: "rejected",
                detail: nil, text: nil, attempts: 3, at: console.clock.now))
        try await console.run { client async throws in
            let assign = #"{"operator":"\#(jana.id)"}"#
            #expect(try await client.post("conversations/c1/assign", assign, jana).status == .forbidden)
            #expect(try await client.post("deadletters/dl1/retry", nil, jana).status == .forbidden)
            #expect(try await client.get("/api/v1/customers/u1/export", jana).status == .forbidden)
            #expect(try await client.post("conversations/c1/assign", assign, sam).status == .ok)
            #expect(try await client.post("deadletters/dl1/retry", nil, sam).status == .accepted)
            #expect(try await client.post("deadletters/dl1/retry", nil, sam).status == .notFound)
            let export = try await client.get("/api/v1/customers/u1/export", sam)
            #expect(export.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(try export.json()["conversations"]?.list.first?["timeline"]?.list.isEmpty == false)
            func erase(_ browser: Browser) async throws -> HTTPResponse.Status {
                try await client.execute(uri: "/api/v1/customers/u1", method: .delete, headers: browser.headers) {
                    $0.status
                }
            }
            #expect(try await erase(sam) == .forbidden)
            #expect(try await erase(ada) == .conflict, "Jana has the conversation")
            #expect(try await client.post("conversations/c1/resolve", nil, jana).status == .ok)
            #expect(try await erase(ada) == .noContent)
            #expect(try await client.get("/api/v1/customers/u1", ada).status == .notFound)
        }
    }

    @Test func `lists come in order, page by page, each item once`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        for number in 1...7 {
            try console.waitingCase(Int64(number), priority: number == 5 ? .urgent : .normal)
            console.clock.advance(minutes: 1)
        }
        try await console.run { client async throws in
            for (list, expected) in [
                ("cases", ["k5-1", "k1-1", "k2-1", "k3-1", "k4-1", "k6-1", "k7-1"]),
                ("conversations", ["c7", "c6", "c5", "c4", "c3", "c2", "c1"]),
            ] {
                var found: [String] = []
                var next: String?
                repeat {
                    let cursor = next.map { "&cursor=\($0)" } ?? ""
                    let page = try await client.get("/api/v1/\(list)?limit=3\(cursor)", jana).json()
                    found += page["items"]?.list.compactMap { $0["id"]?.text } ?? []
                    next = page["next"]?.text
                } while next != nil
                #expect(found == expected)
                #expect(try await client.get("/api/v1/\(list)?cursor=zzz", jana).status == .badRequest)
                for limit in ["0", "201", "x", "-1"] {
                    #expect(try await client.get("/api/v1/\(list)?limit=\(limit)", jana).status == .badRequest)
                }
            }
        }
    }

    @Test func `filters choose, and nonsense in them is named`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(1, "Meine Bremse quietscht", name: "Lena Vogt")
        try console.waitingCase(2)
        try await console.run { client async throws in
            func ids(_ query: String) async throws -> [String] {
                try await client.get("/api/v1/\(query)", jana).json()["items"]?.list.compactMap { $0["id"]?.text } ?? []
            }
            #expect(try await ids("conversations?owner=queue") == ["c2"])
            #expect(try await ids("conversations?q=bremse") == ["c1"])
            #expect(try await ids("conversations?q=VOGT%20bremse") == ["c1"])
            #expect(try await ids("conversations?state=resolved") == [])
            #expect(try await ids("conversations?channel=other") == [])
            #expect(try await ids("conversations?customer=u2") == ["c2"])
            #expect(try await ids("conversations?customer=nobody") == [])
            #expect(try await ids("cases?holder=me") == [])
            #expect(try await client.post("cases/k2-1/claim", nil, jana).status == .ok)
            #expect(try await ids("cases?holder=me&state=open,claimed") == ["k2-1"])
            #expect(try await ids("cases?state=resolved") == [])
            for state in ["nonsense", "snoozed", "open,snoozed"] {
                #expect(try await client.get("/api/v1/cases?state=\(state)", jana).status == .badRequest)
            }
            #expect(try await client.get("/api/v1/conversations?owner=me", jana).status == .badRequest)
        }
    }

    @Test func `unknown ids are not found, whatever they look like`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(1)
        try await console.run { client async throws in
            for path in [
                "conversations/c99", "conversations/x", "conversations/c0", "conversations/c-1",
                "conversations/c99999999999999999999", "cases/k1-1", "cases/k1", "customers/u99", "nothing",
                "conversations/%00",
            ] {
                let answer = try await client.get("/api/v1/\(path)", jana)
                #expect(answer.status == .notFound, "\(path)")
                #expect(answer.headers[.contentType] == "application/problem+json", "\(path)")
            }
            for path in [
                "conversations/c99/takeover", "conversations/c99/resolve", "conversations/c99/handback",
                "conversations/c99/escalate", "cases/k99-1/claim", "cases/k1-7/release", "deadletters/x/retry",
            ] where path != "deadletters/x/retry" {
                #expect(try await client.post(path, nil, jana).status == .notFound, "\(path)")
            }
            for path in [
                "conversations/c99/messages", "conversations/c99/notes", "cases/k99-1/messages", "cases/k1-9/notes",
            ] {
                #expect(try await client.post(path, #"{"text":"x"}"#, jana).status == .notFound, "\(path)")
            }
        }
    }

    @Test func `bad bodies are refused and change nothing`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(1)
        let before = console.log.events(of: ConversationID(number: 1)).count
        let long = String(repeating: "x", count: 4001)
        let longer = String(repeating: "x", count: 300_000)
        let bodies: [(String?, Int)] = [
            (nil, 400), ("{}", 400), (#"{"text":"  \n"}"#, 400), (#"{"text":7}"#, 400), (#"{"text":null}"#, 400),
            ("{\"text\":", 400), (#"{"text":"x","id":""}"#, 400), ("{\"text\":\"\(long)\"}", 413),
            ("{\"text\":\"\(longer)\"}", 413), ("\u{FEFF}", 400),
        ]
        try await console.run { client async throws in
            for (body, status) in bodies {
                let answer = try await client.post("conversations/c1/messages", body, jana)
                #expect(answer.status.code == status, "\(body?.prefix(30) ?? "")")
                #expect(try answer.json()["detail"]?.text?.isEmpty == false)
            }
            var headers = jana.headers
            headers[.contentType] = "text/plain"
            let plain = try await client.execute(
                uri: "/api/v1/conversations/c1/messages", method: .post, headers: headers,
                body: ByteBuffer(string: #"{"text":"x"}"#)
            ) { $0 }
            #expect(plain.status.code == 415)
            #expect(
                try await client.post("conversations/c1/escalate", #"{"priority":"extreme"}"#, jana).status
                    == .badRequest)
        }
        #expect(console.log.events(of: ConversationID(number: 1)).count == before)
    }

    @Test func `hostile text goes through as it came`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let hostile = "<script>alert(1)</script>\u{202E}\u{0}\u{2028}👨‍👩‍👧‍👦\"\\"
        try console.conversation(1, hostile)
        try await console.run { client async throws in
            let shown = try await client.get("/api/v1/conversations/c1", jana).json()
            let texts = shown["timeline"]?.list.compactMap { $0["text"]?.text } ?? []
            #expect(texts.contains(hostile))
        }
    }

    @Test func `a store that fails answers 503 and says when to come again`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(1)
        console.log.fail(with: StoreFailure(kind: .diskFull, detail: "secret path"))
        try await console.run { client async throws in
            let answer = try await client.post("conversations/c1/takeover", nil, jana)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] != nil)
            #expect(!answer.text.contains("secret path"))
        }
    }

    @Test func `answers have every member the contract requires`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        try console.waitingCase(1)
        try await console.run { client async throws in
            let summary = try await client.get("/api/v1/conversations", jana).json()["items"]?.list.first
            #expect(
                summary?.names.isSuperset(of: [
                    "id", "customer", "channel", "state", "owner", "holder", "case", "language", "created_at",
                    "updated_at", "last_seq", "last_message", "last_customer_message",
                ]) == true)
            let entry = try await client.get("/api/v1/cases/k1-1", jana).json()
            #expect(
                entry.names.isSuperset(of: [
                    "id", "conversation", "customer", "queue", "priority", "state", "reason", "reason_detail",
                    "holder", "created_at", "waiting_since", "resolved_at", "outcome", "language", "channel",
                    "last_message", "last_customer_message", "wants", "brief",
                ]))
            #expect(entry["reason"] == .text("asked_for_human"))
            #expect(entry["brief"]?["mood"] == .text("impatient"))
            #expect(entry["brief"]?["draft"] == .null)
            let listed = try await client.get("/api/v1/cases", jana).json()["items"]?.list.first
            #expect(listed?["brief"] == nil)
            console.clock.advance(minutes: 1)
            let metrics = try await client.get("/api/v1/metrics/summary?hours=1", jana).json()
            #expect(metrics["agent"]?["latency_ms_p50"] == .null)
            #expect(metrics["cases"]?["wait_s_p90"] == .null)
            #expect(metrics["cases"]?["waiting"] == .number(1))
            #expect(metrics["cases"]?["by_reason"]?.list.first?["reason"] == .text("asked_for_human"))
            #expect(metrics["ratings"]?["distribution"]?.list.count == 5)
            #expect(metrics["system"]?["uptime_s"] != nil)
            #expect(try await client.get("/api/v1/metrics/summary?hours=0", jana).status == .badRequest)
            let channels = try await client.get("/api/v1/channels", jana).json()["items"]?.list ?? []
            let channel = channels.first { $0["name"] == .text("web") }
            #expect(channel?["kind"] == .text("webchat"))
            #expect(channel?["received"] == .number(0))
        }
    }
}
