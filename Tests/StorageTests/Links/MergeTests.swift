import Conversations
import Escalation
import Intake
import Storage
import SwitchboardTesting
import Testing

@Suite("Merged and unmerged customers")
struct MergeTests {
    /// Everything that says where a customer's things are; what links leave in the logs is left out.
    private static let places = [
        "SELECT id, name, language, assurance, facts, conversations FROM customers ORDER BY id",
        "SELECT scope, address, customer, assurance, conversation FROM handles ORDER BY scope, address",
        "SELECT id, customer, channel, address, owner, language, memory, case_ordinal FROM conversations ORDER BY id",
        "SELECT conversation, ordinal, customer, state, brief FROM cases ORDER BY conversation, ordinal",
        "SELECT conversation, kind, body FROM events WHERE kind != 17 ORDER BY conversation, seq",
        "SELECT channel, address, external_id, conversation FROM inbox ORDER BY channel, address, external_id",
    ]

    /// Each row as its sorted pieces: members of JSON texts stand in no order.
    private func places(_ bench: LinkBench) throws -> [[String]] {
        try Self.places.flatMap(bench.rows).map { row in
            row.split { ",{}[]".contains($0) }.map(String.init).sorted()
        }
    }

    /// One step of customers' and operators' lives; merges and unmerges only where `links`.
    private func live(_ bench: LinkBench, seed: UInt64, steps: Int, links: Bool) async throws {
        var arrivals = SeededGenerator(seed: seed)
        var choices = SeededGenerator(seed: seed &+ 1)
        var customers: Set<CustomerID> = []
        for step in 0..<steps {
            let who = arrivals.below(8)
            let proves = arrivals.below(6) == 0
            let taken = try await bench.take(
                "m\(step)", from: "a\(who)", on: who.isMultiple(of: 2) ? StoreBench.web : StoreBench.rest,
                phone: arrivals.below(3) == 0 ? "+491511234567\(who / 3)" : nil,
                account: proves ? "account\(who / 2)" : nil, at: Int64(1000 + step * 10))
            customers.insert(taken.state.customer)
            let learns = arrivals.below(3) == 0
            let escalates = arrivals.below(5) == 0
            if learns {
                _ = try await bench.store.append(
                    to: taken.state.id, at: Timestamp(milliseconds: Int64(1001 + step * 10))
                ) { _ in
                    [.factLearned(Fact(key: "order_number", value: "\(step)", source: 2))]
                }
            }
            if escalates, try await bench.store.state(of: taken.state.id)?.currentCase == nil {
                try await bench.escalate(taken.state.id, at: Int64(1002 + step * 10))
            }
            guard links, customers.count > 1 else { continue }
            let known = customers.sorted { $0.number < $1.number }
            let (one, other) = (known[choices.below(known.count)], known[choices.below(known.count)])
            do {
                if choices.below(3) == 0 {
                    try await bench.unmerge(one, from: choices.below(2) == 0 ? other : nil)
                } else {
                    try await bench.merge(one, other)
                }
            } catch is DeskError {}
        }
        guard links else { return }
        for customer in customers {
            do { try await bench.unmerge(customer) } catch DeskError.notLinked {}
        }
    }

    @Test(
        "After all merges are undone everything is where it would be without them",
        arguments: 1...12 as ClosedRange<UInt64>)
    func exact(_ seed: UInt64) async throws {
        let (merged, plain) = (try LinkBench(), try LinkBench(readsNumbers: false))
        try await live(merged, seed: seed, steps: 60, links: true)
        try await live(plain, seed: seed, steps: 60, links: false)
        #expect(try places(merged) == places(plain), "seed \(seed)")
        #expect(try merged.rows("SELECT 1 FROM customer_links WHERE undone_at IS NULL").isEmpty, "seed \(seed)")
        #expect(try merged.rows("SELECT 1 FROM customers WHERE links != 0").isEmpty, "seed \(seed)")
        #expect(try await merged.store.verify().listed == [], "seed \(seed)")
    }

    @Test("Merging again is the same merge; a cycle and a customer with itself are refused")
    func refused() async throws {
        let bench = try LinkBench()
        var customers: [CustomerID] = []
        for name in ["a", "b", "c"] { customers.append(try await bench.take("1", from: name).state.customer) }
        let link = try await bench.merge(customers[0], customers[1])
        #expect(try await bench.merge(customers[1], customers[0]).id == link.id)
        try await bench.merge(customers[1], customers[2])
        await #expect(throws: DeskError.alreadyMerged) { try await bench.merge(customers[2], customers[0]) }
        await #expect(throws: DeskError.sameCustomer) { try await bench.merge(customers[0], customers[0]) }
        await #expect(throws: DeskError.noSuchCustomer) { try await bench.merge(customers[0], CustomerID(number: 99)) }
        await #expect(throws: DeskError.notLinked) { try await bench.unmerge(customers[0], from: customers[2]) }
        #expect(try await bench.unmerge(customers[1]).count == 2)
        #expect(try await bench.person(customers[0]) == [customers[0]])
    }

    @Test("Two merges that cross make one, and whoever is second among many finds it done")
    func crossing() async throws {
        let bench = try LinkBench()
        let anna = try await bench.take("1", from: "a").state.customer
        let berta = try await bench.take("1", from: "b").state.customer
        let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
            for turn in 0..<20 {
                group.addTask {
                    try await turn.isMultiple(of: 2) ? bench.merge(anna, berta).id : bench.merge(berta, anna).id
                }
            }
            return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try bench.rows("SELECT 1 FROM customer_links").count == 1)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("A person is no crowd")
    func bounded() async throws {
        let bench = try LinkBench()
        var customers: [CustomerID] = []
        for name in 0...CustomerLink.membersMax {
            customers.append(try await bench.take("1", from: "\(name)").state.customer)
        }
        for other in customers[1..<CustomerLink.membersMax] { try await bench.merge(customers[0], other) }
        await #expect(throws: DeskError.tooManyCustomers(max: CustomerLink.membersMax)) {
            try await bench.merge(customers[0], try #require(customers.last))
        }
    }

    @Test("Unmerged during a turn, what the turn knew of the other is not said")
    func duringATurn() async throws {
        let bench = try LinkBench()
        let anna = try await bench.take("1", from: "a")
        let berta = try await bench.take("1", from: "b")
        try await bench.merge(anna.state.customer, berta.state.customer)
        let turn = try await bench.take("2", from: "a")
        #expect(turn.customer.matters.map(\.conversation) == [berta.state.id])
        try await bench.unmerge(berta.state.customer)
        let outcome = TurnOutcome(
            result: .answered, replies: [TurnOutcome.Reply(text: "Es geht um Bertas Rad.")], speaker: "Mara",
            language: "de", trace: TurnTrace(intent: "question", confidence: 1))
        let commit = TurnCommit(
            epoch: turn.state.epoch, through: turn.seq, seen: 2, parted: turn.state.parted, outcome: outcome)
        await #expect(throws: Refusal.superseded) {
            try await bench.store.append(to: turn.state.id, at: Timestamp(milliseconds: 7000)) {
                try commit.events(on: $0)
            }
        }
        let now = try #require(try await bench.store.state(of: turn.state.id))
        #expect(now.parted > turn.state.parted)
        #expect(try await bench.store.context(of: now).matters.isEmpty)
    }

    @Test("A merge during a turn lets it be: it said nothing it must not know")
    func mergeDuringATurn() async throws {
        let bench = try LinkBench()
        let anna = try await bench.take("1", from: "a")
        let berta = try await bench.take("1", from: "b")
        try await bench.merge(anna.state.customer, berta.state.customer)
        let now = try #require(try await bench.store.state(of: anna.state.id))
        #expect(now.parted == anna.state.parted && now.needsTurn)
        #expect(now.lastReceived == anna.state.lastReceived)
    }
}
