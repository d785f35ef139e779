import Conversations
import Escalation
import GRDB
import Intake
import Storage
import SwitchboardTesting
import Testing

@Suite("Lists")
struct ListTests {
    /// So many conversations made past the log, for lists alone.
    private func fill(_ bench: StoreBench, cases: Int, seed: UInt64) throws {
        try bench.raw(
            """
            INSERT INTO customers (id, name, created_at) VALUES (1, 'Kundin', 0);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(cases))
            INSERT INTO conversations (id, customer, channel, address, seq, owner, epoch, takeover_epoch,
                last_received, answered_through, unanswered_messages, disclosed, unanswered, memory, opened_at,
                changed_at)
            SELECT i, 1, 'web', 'a' || i, 0, 'queue', 0, 0, 0, 0, 0, 0, 0, '', 0, i / 100 FROM n
            """)
        var generator = SeededGenerator(seed: seed)
        for id in 1...cases {
            let state = ["open", "open", "claimed", "resolved"][generator.below(4)]
            try bench.raw(
                """
                INSERT INTO cases (conversation, ordinal, customer, queue, priority, reason, detail, state, holder,
                    opened_at, waiting_since, resolved_at, outcome, brief)
                VALUES (?, 1, 1, ?, ?, 'anger', '', ?, ?, ?, ?, ?, ?, '{}')
                """,
                [
                    id, generator.below(2) == 0 ? "service" : "workshop", generator.below(3), state,
                    state == "claimed" ? 1 : nil, 1000 + generator.below(2), state == "open" ? 1000 : nil,
                    state == "resolved" ? 5000 : nil, state == "resolved" ? "resolved" : nil,
                ])
        }
    }

    private func everyCase(_ bench: StoreBench, _ filter: CaseFilter, limit: Int) async throws -> [CaseEntry] {
        var entries: [CaseEntry] = []
        var cursor: String?
        repeat {
            let page = try await bench.store.cases(filter, PageRequest(limit: limit, cursor: cursor))
            #expect(page.items.count == limit || page.next == nil)
            entries += page.items
            cursor = page.next
        } while cursor != nil && entries.count < 2000
        return entries
    }

    @Test("Pages over five hundred cases of equal times miss none and repeat none", arguments: [1, 7, 50, 200])
    func casePages(_ limit: Int) async throws {
        let bench = try StoreBench()
        try fill(bench, cases: 500, seed: 3)
        for filter in [
            CaseFilter(), CaseFilter(states: [.open]), CaseFilter(states: [.resolved]),
            CaseFilter(states: [.open, .resolved], queue: "workshop"), CaseFilter(holder: OperatorID(number: 1)),
        ] {
            let entries = try await everyCase(bench, filter, limit: limit)
            #expect(Set(entries.map(\.id)).count == entries.count)
            let states = filter.states.map { "'\($0.rawValue)'" }.joined(separator: ",")
            let queue = filter.queue.map { "AND queue = '\($0)'" } ?? ""
            let holder = filter.holder == nil ? "" : "AND holder = 1"
            #expect(
                entries.count
                    == (try bench.count("SELECT count(*) FROM cases WHERE state IN (\(states)) \(queue) \(holder)")))
        }
    }

    @Test("Cases come by urgency, then by waiting time; who waits comes before who is served")
    func caseOrder() async throws {
        let bench = try StoreBench()
        try fill(bench, cases: 200, seed: 4)
        let entries = try await everyCase(bench, CaseFilter(), limit: 30)
        for (left, right) in zip(entries, entries.dropFirst()) {
            #expect(left.priority >= right.priority)
            if left.priority == right.priority {
                let leftSince = left.waitingSince?.milliseconds ?? .max
                let rightSince = right.waitingSince?.milliseconds ?? .max
                #expect(leftSince <= rightSince)
            }
        }
    }

    @Test("Pages over conversations of equal times miss none and repeat none", arguments: [1, 13, 200])
    func conversationPages(_ limit: Int) async throws {
        let bench = try StoreBench()
        try fill(bench, cases: 300, seed: 5)
        var ids: [ConversationID] = []
        var cursor: String?
        repeat {
            let page = try await bench.store.conversations(
                ConversationFilter(owner: .queue), PageRequest(limit: limit, cursor: cursor))
            ids += page.items.map(\.state.id)
            cursor = page.next
        } while cursor != nil && ids.count < 1000
        #expect(Set(ids).count == 300)
        #expect(ids.count == 300)
    }

    @Test(
        "A cursor of another list, or none at all, is refused",
        arguments: [
            "", "x", "k", "k.1", "k.1.2.3.4.x", "c.1.2", "k.1.2.3.4.5.6", "r.1.2.3", "k.1.2.3.4.9223372036854775808",
        ])
    func cursors(_ text: String) async throws {
        let bench = try StoreBench()
        await #expect(throws: InvalidCursor.self) {
            try await bench.store.cases(CaseFilter(), PageRequest(cursor: text))
        }
    }

    @Test(
        "A search finds words in names and messages, umlauts in either case, and takes % and _ as they are",
        arguments: [
            ("müller", [1]), ("MÜLLER", [1]), ("Größe", [2]), ("GRÖSSE", []), ("100%", [3]), ("%", [3]), ("_", [4]),
            ("a_b", [4]), ("rad", [1, 2, 3]), ("rad größe", [2]), ("rad müller", [1]), ("'", []), ("\"", []),
            ("\\", []), ("   ", [1, 2, 3, 4]), ("externalID", []), ("antwort", [4]),
        ] as [(String, [Int64])])
    func search(_ text: String, _ expected: [Int64]) async throws {
        let bench = try StoreBench()
        try await bench.accept(StoreBench.message("1", "Mein Rad quietscht", from: "s1", name: "Frau Müller"))
        try await bench.accept(StoreBench.message("1", "Welche Größe hat das Rad?", from: "s2"))
        try await bench.accept(StoreBench.message("1", "100% Rabatt auf Räder und Rad", from: "s3"))
        let four = try await bench.accept(StoreBench.message("1", "a_b", from: "s4")).state.id
        try await bench.say("Eine ANTWORT", in: four)
        let page = try await bench.store.conversations(ConversationFilter(text: text), PageRequest())
        #expect(page.items.map(\.state.id.number).sorted() == expected)
    }

    @Test("Filters by owner, phase, channel and customer combine")
    func filters() async throws {
        let bench = try StoreBench()
        let anna = try await bench.accept(StoreBench.message("1", from: "anna"))
        let bert = try await bench.accept(StoreBench.message("1", from: "bert", on: StoreBench.rest))
        _ = try await bench.store.append(to: bert.state.id, at: Timestamp(milliseconds: 9)) { _ in
            let owner = Owner.operator(OperatorID(number: 12))
            return [.ownerChanged(OwnerChanged(owner: owner, epoch: 1, by: Author(kind: .operator, name: "Bo")))]
        }
        func ids(_ filter: ConversationFilter) async throws -> [ConversationID] {
            try await bench.store.conversations(filter, PageRequest()).items.map(\.state.id)
        }
        #expect(try await ids(ConversationFilter()) == [anna.state.id, bert.state.id])
        #expect(try await ids(ConversationFilter(owner: .operator)) == [bert.state.id])
        #expect(try await ids(ConversationFilter(phase: .resolved)).isEmpty)
        #expect(try await ids(ConversationFilter(phase: .open, channel: StoreBench.rest)) == [bert.state.id])
        #expect(try await ids(ConversationFilter(owner: .agent, customer: bert.state.customer)).isEmpty)
        #expect(try await ids(ConversationFilter(customer: anna.state.customer)) == [anna.state.id])
    }
}
