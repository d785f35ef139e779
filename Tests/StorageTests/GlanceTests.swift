import Conversations
import Escalation
import GRDB
import Intake
import Testing

@testable import Storage

@Suite("What a row shows")
struct GlanceTests {
    private func glance(_ bench: StoreBench, _ id: ConversationID) async throws -> ConversationGlance {
        try #require(await bench.store.conversation(id)).glance
    }

    private func learn(_ bench: StoreBench, _ name: String, in id: ConversationID) async throws {
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 1500)) { state in
            [.factLearned(Fact(key: "name", value: name, source: state.lastReceived))]
        }
    }

    @Test("The name a customer gave shows, in all their conversations, until one is on file")
    func statedName() async throws {
        let bench = try StoreBench()
        let chat = try await bench.accept(StoreBench.message("1", from: "browser")).state.id
        #expect(try await glance(bench, chat).statedName == nil)
        try await learn(bench, "Kim", in: chat)
        try await learn(bench, "Kim Berger", in: chat)
        #expect(try await glance(bench, chat).statedName == "Kim Berger")
        #expect(try await glance(bench, chat).customerName == nil)
        try await bench.accept(StoreBench.message("2", from: "browser", name: "K. Berger-Vogt"))
        #expect(try await glance(bench, chat).statedName == nil)
        #expect(try await glance(bench, chat).customerName == "K. Berger-Vogt")
        let other = try await bench.accept(StoreBench.message("1", from: "other")).state.id
        #expect(try await glance(bench, other).statedName == nil)
    }

    @Test("An address shows where somebody vouches for it, an account before it")
    func address() async throws {
        let bench = try StoreBench()
        let browser = try await bench.accept(StoreBench.message("1", from: "browser")).state.id
        let app = try await bench.accept(
            StoreBench.message("1", from: "app", on: StoreBench.rest, assurance: .claimed)
        ).state.id
        let known = try await bench.accept(
            StoreBench.message("1", from: "session", assurance: .verified, account: "4711")
        ).state.id
        #expect(try await glance(bench, browser).address == nil)
        #expect(try await glance(bench, app).address == "app")
        #expect(try await glance(bench, known).address == "4711")
        try await bench.accept(StoreBench.message("2", from: "browser", assurance: .verified, account: "0815"))
        #expect(try await glance(bench, browser).address == "0815", "the account was proved later")
    }

    @Test("Lists show what the agent said behind the AI notice, and the notice where it said nothing else")
    func notice() async throws {
        let bench = try StoreBench()
        let notice = "Ich bin Mara, eine KI."
        for (said, shown) in [("\(notice)\n\nVon 9 bis 18 Uhr.", "Von 9 bis 18 Uhr."), (notice, notice), ("Ja", "Ja")] {
            let id = try await bench.accept(StoreBench.message("1", from: said)).state.id
            let appended = try await bench.store.append(to: id, at: Timestamp(milliseconds: 2000)) { state in
                [
                    .disclosed(Disclosed(notice: notice, persona: "Mara", onBehalfOf: "Lumo", language: "de")),
                    .messageSent(
                        MessageSent(author: Author(kind: .agent, name: "Mara"), text: said, epoch: state.epoch)),
                ]
            }
            #expect(try await glance(bench, id).lastMessage?.text == shown)
            try await bench.deliver(id, appended.state.seq, .failed)
            #expect(try await bench.store.deadLetters(PageRequest(limit: 1)).items.map(\.text) == [shown])
        }
    }

    @Test("The customer's newest message stands beside the newest of anybody")
    func messages() async throws {
        let bench = try StoreBench()
        let id = try await bench.accept(StoreBench.message("1", "Wann habt ihr offen?", at: 1000)).state.id
        try await bench.say("Von 9 bis 18 Uhr.", in: id)
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 2500)) { _ in
            [.noteAdded(NoteAdded(author: Author(kind: .operator, name: "Bo"), text: "Stammkunde"))]
        }
        let shown = try await glance(bench, id)
        #expect(shown.lastMessage?.text == "Von 9 bis 18 Uhr.")
        #expect(shown.lastCustomerMessage?.text == "Wann habt ihr offen?")
        #expect(shown.lastCustomerMessage?.sentAt == Timestamp(milliseconds: 1000))
        let long = String(repeating: "é", count: 500)
        try await bench.accept(StoreBench.message("2", long, at: 3000))
        #expect(try await glance(bench, id).lastCustomerMessage?.text == String(long.prefix(200)))
        #expect(try await glance(bench, id).lastMessage == glance(bench, id).lastCustomerMessage)
    }

    @Test("A conversation the agent opened has no message of the customer")
    func noCustomerMessage() async throws {
        let bench = try StoreBench()
        let id = try await bench.accept(StoreBench.message("1")).state.id
        try bench.raw("UPDATE conversations SET last_received = 0, answered_through = 0")
        try bench.raw("DELETE FROM events WHERE seq = 2")
        #expect(try await glance(bench, id).lastCustomerMessage == nil)
    }

    @Test("Lists of cases say what is wanted, cut for a row; the case has it whole")
    func wants() async throws {
        let bench = try StoreBench()
        let id = try await bench.accept(StoreBench.message("1", "Mein Rad?", from: "app", assurance: .claimed)).state.id
        let wish = "Rückruf: " + String(repeating: "👩‍🔧", count: 300)
        try await learn(bench, "Kim", in: id)
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 2000)) { _ in
            let brief = Brief(
                who: "Kim", wants: wish, tried: [], facts: [], mood: "calm", verification: .claimed, suggestion: "",
                draft: nil, language: "de")
            return [
                .escalated(
                    Escalated(
                        ordinal: 1, queue: "service", priority: .normal, reason: .wantsHuman, detail: "", brief: brief))
            ]
        }
        let listed = try #require(await bench.store.cases(CaseFilter(), PageRequest()).items.first)
        let whole = try #require(await bench.store.case(listed.id))
        #expect(listed.wants == String(wish.prefix(200)))
        #expect(whole.wants == listed.wants)
        #expect(whole.brief?.wants == wish)
        #expect(listed.brief == nil)
        let expected = try await glance(bench, id)
        #expect(listed.glance == expected)
        #expect(whole.glance == expected)
        #expect(expected.statedName == "Kim")
        #expect(expected.address == "app")
    }

    @Test("Nothing of an erased customer shows")
    func erased() async throws {
        let bench = try StoreBench()
        let accepted = try await bench.accept(
            StoreBench.message("1", "Geheim", from: "app", assurance: .verified, account: "4711"))
        try await learn(bench, "Kim", in: accepted.state.id)
        #expect(try await bench.store.erase(accepted.state.customer, at: Timestamp(milliseconds: 9000)))
        let shown = try await glance(bench, accepted.state.id)
        #expect(shown.statedName == nil)
        #expect(shown.address == nil)
        #expect(shown.lastCustomerMessage?.text == "")
    }

    @Test("A row is found by keys alone: no step of its query walks a table or sorts")
    func plan() async throws {
        let bench = try StoreBench()
        let steps = try await bench.store.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(GlanceRow.query)", arguments: [1, Handle.accountScope])
                .map { $0["detail"] as String }
        }
        let searches = steps.filter { $0.hasPrefix("SEARCH") }
        #expect(searches.count == 7)
        for step in steps {
            #expect(step.hasPrefix("SEARCH") || step.contains("SUBQUERY"), "\(step)")
        }
        #expect(
            searches.allSatisfy {
                $0.contains("PRIMARY KEY") || $0.contains("handles_by_customer (customer=? AND scope=?)")
            }, "\(steps)")
    }
}
