import Conversations
import Escalation
import HTTPTypes
import HummingbirdTesting
import SwitchboardTesting
import Testing

@testable import OpsConsole

/// An operator who leaves.
@Suite struct LeavingOperatorTests {
    private let machine = DeskUser(id: OperatorID(number: 0), name: "command line", role: .admin)

    @Test func `a removed operator can neither sign in nor go on`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        #expect(try await console.accounts.removeOperator(jana.id))
        #expect(try await console.accounts.session(secret: jana.secret) == nil)
        #expect(console.store.sessionHashes.isEmpty)
        await #expect(throws: SignInRefusal.wrong) {
            try await console.accounts.signIn(name: "Jana", password: Console.password, client: "192.0.2.1")
        }
        #expect(try await !console.accounts.removeOperator(jana.id))
        try await console.run { client async throws in
            #expect(try await client.get("/api/v1/cases", jana).status == .unauthorized)
        }
    }

    @Test func `what they hold waits again, and nothing else changes hands`() async throws {
        let console = Console()
        let jana = try await console.operatorSession("Jana")
        let ben = try await console.operatorSession("Ben")
        for number in 1...4 { try console.waitingCase(Int64(number)) }
        try await console.run { client async throws in
            for id in ["k1-1", "k2-1"] { #expect(try await client.post("cases/\(id)/claim", nil, jana).status == .ok) }
            #expect(try await client.post("cases/k3-1/claim", nil, ben).status == .ok)
        }
        let account = try #require(try await console.store.operatorAccount(jana.id))
        _ = try await console.accounts.removeOperator(jana.id)
        let released = try await console.desk.releaseCases(of: DeskUser(account), by: machine)
        #expect(Set(released.map(\.description)) == ["k1-1", "k2-1"])
        for (number, owner) in [(1, Owner.queue), (2, .queue), (3, .operator(ben.id)), (4, .queue)] {
            #expect(try await console.log.state(of: ConversationID(number: Int64(number)))?.owner == owner)
        }
        let entries = console.store.audited.filter { $0.action == "case.release" }
        #expect(entries.count == 2)
        #expect(entries.allSatisfy { $0.actorName == "command line" && $0.detail == jana.id.description })
        #expect(try await console.desk.releaseCases(of: DeskUser(account), by: machine).isEmpty)
    }
}
