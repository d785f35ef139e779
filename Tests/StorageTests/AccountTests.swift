import Conversations
import Escalation
import Storage
import Testing

@Suite("Accounts that end")
struct AccountTests {
    private let moment = Timestamp(milliseconds: 1000)

    @Test("A removed operator is found no more; the name is free, the id is not given again")
    func removed() async throws {
        let bench = try StoreBench()
        let store = bench.store
        let jana = try await store.addOperator(name: "Jana", role: .admin, passwordHash: "h", at: moment)
        #expect(try await store.removeOperator(jana.id, at: moment))
        #expect(try await store.operatorAccount(jana.id) == nil)
        #expect(try await store.operatorAccount(named: "jana") == nil)
        #expect(try await store.operatorAccounts().isEmpty)
        #expect(try await !store.setPassword(of: jana.id, hash: "other"))
        #expect(try await !store.removeOperator(jana.id, at: moment))
        let again = try await store.addOperator(name: "JANA", role: .operator, passwordHash: "h", at: moment)
        #expect(again.id.number > jana.id.number)
        await #expect(throws: NameTaken.self) {
            _ = try await store.addOperator(name: "jana", role: .operator, passwordHash: "h", at: moment)
        }
    }

    @Test("A token is no operator who could be removed")
    func token() async throws {
        let bench = try StoreBench()
        let store = bench.store
        let token = try await store.addToken(name: "crm", scope: .operate, hash: [1, 2, 3], at: moment)
        #expect(try await !store.removeOperator(token.id, at: moment))
        #expect(try await store.token(hash: [1, 2, 3])?.revokedAt == nil)
    }
}
