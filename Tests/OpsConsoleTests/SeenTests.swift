import Conversations
import Escalation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

/// Handing back and resolving name the newest event the operator has read.
@Suite struct SeenTests {
    private static let paths = [
        "conversations/c1/handback", "conversations/c1/resolve", "cases/k1-1/handback", "cases/k1-1/resolve",
    ]

    /// A claimed case; the sequence of the newest event its holder has read.
    private func claimedCase(_ console: Console, _ browser: Browser) async throws -> Int {
        try console.waitingCase(1)
        let user = DeskUser(id: browser.id, name: "Jana", role: .operator)
        return try await console.desk.claim(#require(CaseID("k1-1")), by: user).state.seq
    }

    private func write(_ console: Console, _ id: String) throws {
        try console.log.appendNow(to: ConversationID(number: 1), at: console.clock.now) { _ in
            [.messageReceived(MessageReceived(externalID: id, text: "Noch etwas!", name: nil))]
        }
    }

    @Test(arguments: paths)
    func `nothing ends before the operator has read what the customer wrote meanwhile`(_ path: String) async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let seen = try await claimedCase(console, jana)
        try write(console, "2")
        let before = console.log.events(of: ConversationID(number: 1)).count
        try await console.run { client async throws in
            let refused = try await client.post(path, #"{"seen":\#(seen)}"#, jana)
            #expect(refused.status == .conflict)
            #expect(refused.headers[.contentType] == "application/problem+json")
            let problem = try refused.json()
            #expect(problem["detail"]?.text?.contains("customer wrote again") == true)
            #expect(problem["holder"] == .null, "nobody else has it")
            #expect(console.log.events(of: ConversationID(number: 1)).count == before)
            let shown = try await client.get("/api/v1/conversations/c1?after=\(seen)", jana).json()
            #expect(shown["owner"] == .text("operator"))
            #expect(shown["timeline"]?.list.first?["text"] == .text("Noch etwas!"))
            let read = try #require(shown["last_seq"]?.number)
            #expect(try await client.post(path, #"{"seen":\#(Int(read))}"#, jana).status == .ok)
        }
    }

    @Test(arguments: paths)
    func `what others did meanwhile needs no reading`(_ path: String) async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let seen = try await claimedCase(console, jana)
        let ben = DeskUser(id: OperatorID(number: 99), name: "Ben", role: .operator)
        _ = try await console.desk.note(ConversationID(number: 1), text: "Stammkundin", by: ben)
        try await console.run { client async throws in
            #expect(try await client.post(path, #"{"seen":\#(seen)}"#, jana).status == .ok)
        }
    }

    @Test(arguments: paths)
    func `without it nothing is checked`(_ path: String) async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        _ = try await claimedCase(console, jana)
        try write(console, "2")
        try await console.run { client async throws in
            #expect(try await client.post(path, "{}", jana).status == .ok)
        }
    }

    @Test(arguments: paths)
    func `a number no event has is refused by name`(_ path: String) async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        _ = try await claimedCase(console, jana)
        try await console.run { client async throws in
            for bad in ["-1", #""3""#, "true"] {
                let answer = try await client.post(path, #"{"seen":\#(bad)}"#, jana)
                #expect(answer.status == .badRequest, "\(bad)")
                #expect(try answer.json()["errors"]?.list.first?["field"] == .text("seen"), "\(bad)")
            }
        }
    }
}
