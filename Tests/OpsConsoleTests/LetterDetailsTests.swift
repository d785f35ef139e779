import HTTPTypes
import HummingbirdTesting
import Testing

@testable import OpsConsole

/// What operators are told of a mail beside its words, and whom their own will reach.
@Suite struct LetterDetailsTests {
    private let conversation = "/api/v1/conversations/c1"

    @Test func `a reply reaches whom the channel says, which is told whole`() async throws {
        let (console, letters) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        letters.reach(
            ReplyRecipients(
                to: [LetterAddress(name: "Einkauf", address: "einkauf@vogt.example")],
                cc: [LetterAddress(name: nil, address: "jan@vogt.example")]))
        try await console.run { client async throws in
            let shown = try await client.get(conversation, jana).json()
            #expect(shown["reply_to"] == .text("einkauf@vogt.example"))
            let to = shown["recipients"]?["to"]?.list ?? []
            #expect(
                to == [.object(["name": .text("Einkauf"), "address": .text("einkauf@vogt.example")])])
            #expect(shown["recipients"]?["cc"]?.list.map { $0["address"] } == [.text("jan@vogt.example")])
            letters.reach(ReplyRecipients(to: []))
            let nobody = try await client.get(conversation, jana).json()
            #expect(nobody["reply_to"] == .null)
            #expect(nobody["recipients"]?["to"]?.list.isEmpty == true)
        }
    }

    @Test func `where no channel says it, a reply goes to the writer; chats have no recipients`() async throws {
        let (console, _) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        try console.conversation(2)
        try await console.run { client async throws in
            let shown = try await client.get(conversation, jana).json()
            #expect(shown["recipients"]?["to"]?.list.map { $0["address"] } == [.text("lena@vogt.example")])
            #expect(try await client.get("/api/v1/conversations/c2", jana).json()["recipients"] == .null)
        }
    }

    @Test func `the quote, the signature, the recipients and what files are about come on request`() async throws {
        let (console, letters) = try Console.ofLetters()
        let jana = try await console.operatorSession("Jana")
        let start = LetterDetails.Moment(time: "2026-11-30T10:00:00", zone: "Europe/Berlin")
        letters.tell(
            LetterDetails(
                to: [LetterAddress(name: "Service", address: "service@lumo.example")], quoted: "Von: Lumo",
                signature: "Lena Vogt", isFormatted: true,
                enclosed: [LetterDetails.Enclosed(index: 1, kind: .event, title: "Abholung", start: start)]),
            of: 2)
        try await console.run { client async throws in
            let letter = try await client.get("\(conversation)/messages/2/letter", jana).json()
            #expect(letter.names == ["to", "cc", "quoted", "signature", "formatted", "enclosed"])
            #expect(letter["to"]?.list.first?["name"] == .text("Service"))
            #expect(letter["quoted"] == .text("Von: Lumo"))
            #expect(letter["signature"] == .text("Lena Vogt"))
            #expect(letter["formatted"] == .bool(true))
            let event = letter["enclosed"]?.list.first
            #expect(event?["kind"] == .text("event"))
            #expect(event?["title"] == .text("Abholung"))
            #expect(event?["start"]?["zone"] == .text("Europe/Berlin"))
            #expect(event?["end"] == .null)
            #expect(try await client.get("\(conversation)/messages/3/letter", jana).status == .notFound)
            #expect(try await client.get("\(conversation)/messages/2/letter").status == .unauthorized)
        }
    }
}
