import Conversations
import GRDB
import Intake
import Testing

@testable import Storage

@Suite("A store from before customers could be linked")
struct LinkMigrationTests {
    @Test("Its customers are linked by what comes in from now on, and its logs verify")
    func migrated() async throws {
        let folder = TemporaryFolder()
        let pool = try DatabasePool(path: folder.database)
        try Schema.migrator.migrate(pool, upTo: "9 openings")
        try await pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO customers (name, assurance, conversations, created_at) VALUES ('Anna', 1, 1, 1000);
                    INSERT INTO conversations (customer, channel, address, seq, owner, epoch, takeover_epoch,
                        last_received, answered_through, unanswered_messages, disclosed, unanswered, memory, opened_at,
                        changed_at, last_message)
                    VALUES (1, 'call', '+4915112345678', 2, 'agent', 0, 0, 2, 0, 1, 0, 0, '', 1000, 1000, 2);
                    INSERT INTO handles VALUES ('call', '+4915112345678', 1, 1, 1);
                    INSERT INTO events VALUES (1, 1, 1000, 1,
                        '{"customer":"u1","channel":"call","address":"+4915112345678"}');
                    INSERT INTO events VALUES (1, 2, 1000, 2,
                        '{"externalID":"1","text":"Hallo","name":"Anna","assurance":1}');
                    INSERT INTO inbox (channel, address, external_id, conversation, seq)
                        VALUES ('call', '+4915112345678', '1', 1, 2);
                    INSERT INTO ledger VALUES ('call', 1, 0, 1000, NULL);
                    """)
        }
        try pool.close()
        let store = try LinkBench.open(folder.database)
        defer { store.close() }
        #expect(try await store.verify().listed == [])
        let again = LinkBench.call
        var call = InboundMessage(
            channel: again, externalID: "2",
            sender: InboundMessage.Sender(address: "+4915112345678", assurance: .claimed, phone: "+4915112345678"),
            text: "Hallo", receivedAt: Timestamp(milliseconds: 2000))
        let known = try await store.accept(call)
        try await known.committed()
        #expect(known.state.customer == CustomerID(number: 1))
        call = InboundMessage(
            channel: StoreBench.web, externalID: "1",
            sender: InboundMessage.Sender(address: "s1", assurance: .claimed, phone: "+4915112345678"), text: "Hallo",
            receivedAt: Timestamp(milliseconds: 3000))
        let chat = try await store.accept(call)
        try await chat.committed()
        #expect(chat.customer.matters.map(\.conversation) == [ConversationID(number: 1)])
        #expect(try await store.verify().listed == [])
    }
}
