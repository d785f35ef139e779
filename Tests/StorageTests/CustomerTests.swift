import Conversations
import Escalation
import Intake
import Testing

@testable import Storage

@Suite("Who a sender is")
struct CustomerTests {
    @Test("A verified account is one customer on every channel")
    func oneCustomer() async throws {
        let bench = try StoreBench()
        let web = try await bench.accept(
            StoreBench.message("1", from: "browser", assurance: .verified, account: "4711", name: "Anna"))
        let rest = try await bench.accept(
            StoreBench.message("1", from: "app", on: StoreBench.rest, assurance: .verified, account: "4711"))
        #expect(web.state.customer == rest.state.customer)
        #expect(web.state.id != rest.state.id)
        #expect(rest.customer.earlierConversations == 1)
        #expect(rest.customer.assurance == .verified)
        #expect(rest.customer.name == "Anna")
    }

    @Test("An account nobody proved links nothing", arguments: [Assurance.anonymous, .claimed])
    func unproved(_ assurance: Assurance) async throws {
        let bench = try StoreBench()
        let owner = try await bench.accept(
            StoreBench.message("1", from: "browser", assurance: .verified, account: "4711", name: "Anna"))
        let other = try await bench.accept(
            StoreBench.message("1", from: "app", on: StoreBench.rest, assurance: assurance, account: "4711"))
        #expect(other.state.customer != owner.state.customer)
        #expect(other.customer.earlierConversations == 0)
        #expect(other.customer.name == nil)
        #expect(try bench.count("SELECT count(*) FROM handles WHERE scope = 'account'") == 1)
        // Nor does a claim make an account that a proof would later find.
        let later = try await bench.accept(
            StoreBench.message("2", from: "third", assurance: assurance, account: "0815"))
        let proved = try await bench.accept(
            StoreBench.message("1", from: "fourth", assurance: .verified, account: "0815"))
        #expect(later.state.customer != proved.state.customer)
    }

    @Test("An anonymous chat whose customer proves an account moves to that customer, with what was learned in it")
    func recognisedLater() async throws {
        let bench = try StoreBench()
        let owner = try await bench.accept(
            StoreBench.message("1", from: "app", on: StoreBench.rest, assurance: .verified, account: "4711"))
        let chat = try await bench.accept(StoreBench.message("1", from: "browser", name: "Anna"))
        _ = try await bench.store.append(to: chat.state.id, at: Timestamp(milliseconds: 5)) { _ in
            [.factLearned(Fact(key: "topic", value: "Bremse", source: 2))]
        }
        #expect(chat.state.customer != owner.state.customer)
        let proved = try await bench.accept(
            StoreBench.message("2", from: "browser", assurance: .verified, account: "4711"))
        #expect(proved.state.id == chat.state.id)
        #expect(proved.state.customer == owner.state.customer)
        #expect(proved.customer.facts["topic"]?.value == "Bremse")
        #expect(proved.customer.name == "Anna")
        #expect(proved.customer.earlierConversations == 1)
        let entry = try #require(try await bench.store.customer(owner.state.customer))
        #expect(Set(entry.handles.map(\.handle.address)) == ["4711", "app", "browser"])
        #expect(try await bench.store.customer(chat.state.customer)?.name == nil)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("An anonymous chat that proves a new account keeps its customer, who is verified from then on")
    func newAccount() async throws {
        let bench = try StoreBench()
        let chat = try await bench.accept(StoreBench.message("1", from: "browser"))
        let proved = try await bench.accept(
            StoreBench.message("2", from: "browser", assurance: .verified, account: "4711"))
        #expect(proved.state.customer == chat.state.customer)
        #expect(proved.customer.assurance == .verified)
        let events = try await bench.store.events(of: chat.state.id, after: 0, limit: 10)
        let links = events.compactMap { event -> IdentityLinked? in
            if case .identityLinked(let linked) = event.body { linked } else { nil }
        }
        #expect(links.map(\.handle.address) == ["4711"])
        #expect(links.allSatisfy { !$0.evidence.isEmpty })
    }

    @Test("What was learned in one conversation is known in the customer's next, a later fact in place of an earlier")
    func context() async throws {
        let bench = try StoreBench()
        let first = try await bench.accept(
            StoreBench.message("1", from: "browser", assurance: .verified, account: "4711", name: "Anna"))
        for value in ["4700", "4712"] {
            _ = try await bench.store.append(to: first.state.id, at: Timestamp(milliseconds: 5)) { _ in
                [.factLearned(Fact(key: "order_number", value: value, source: 2))]
            }
        }
        _ = try await bench.store.append(to: first.state.id, at: Timestamp(milliseconds: 6)) { state in
            [
                .turnEnded(
                    TurnEnded(
                        through: state.lastReceived, result: .answered, language: "en", unanswered: 0, memory: "",
                        trace: TurnTrace(intent: "question", confidence: 1)))
            ]
        }
        let second = try await bench.accept(
            StoreBench.message("1", from: "app", on: StoreBench.rest, assurance: .verified, account: "4711"))
        #expect(second.customer.facts.mapValues(\.value) == ["order_number": "4712"])
        #expect(second.customer.language == "en")
        #expect(second.customer.name == "Anna")
        #expect(try await bench.store.context(of: second.state) == second.customer)
        let stranger = try await bench.accept(StoreBench.message("1", from: "stranger"))
        #expect(stranger.customer.facts.isEmpty)
    }

    @Test("The language is remembered, though a human answered the first message")
    func languageAfterATakeover() async throws {
        let bench = try StoreBench()
        let first = InboundMessage(
            channel: StoreBench.web, externalID: "1", sender: InboundMessage.Sender(address: "anna"), text: "Hallo",
            locale: "de", receivedAt: Timestamp(milliseconds: 1000))
        let id = try await bench.accept(first).state.id
        for owner in [Owner.queue, .agent] {
            _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 2)) { state in
                [.ownerChanged(OwnerChanged(owner: owner, epoch: state.epoch + 1, by: Author(kind: .system)))]
            }
        }
        let second = try await bench.accept(StoreBench.message("2"))
        _ = try await bench.store.append(to: id, at: Timestamp(milliseconds: 3)) { state in
            [
                .turnEnded(
                    TurnEnded(
                        through: state.lastReceived, result: .answered, language: "de", unanswered: 0, memory: "",
                        trace: TurnTrace(intent: "question", confidence: 1)))
            ]
        }
        #expect(try await bench.store.context(of: second.state).language == "de")
        #expect(try await bench.store.verify().listed == [])
    }
}
