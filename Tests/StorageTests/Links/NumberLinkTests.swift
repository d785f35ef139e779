import Conversations
import Escalation
import Intake
import Storage
import Testing

@Suite("One number on several channels")
struct NumberLinkTests {
    private let number = "+4915112345678"

    @Test("The same number on two channels is one person, with evidence, and claims no more than before")
    func linked() async throws {
        let bench = try LinkBench()
        let chat = try await bench.take("1", from: "s1", phone: number)
        try await bench.escalate(chat.state.id)
        let call = try await bench.take("1", from: number, on: LinkBench.call, phone: number, at: 3000)
        #expect(call.state.customer != chat.state.customer)
        #expect(try await bench.person(call.state.customer) == [call.state.customer, chat.state.customer])
        let link = try #require(try await bench.store.links(of: chat.state.customer).first)
        #expect(link.rule == .phoneNumber && link.by == Author(kind: .system))
        #expect(
            link.evidence.map(\.handle) == [
                Handle(scope: "web", address: "s1"), Handle(scope: "call", address: number),
            ])
        #expect(link.evidence.map(\.number) == [number, number])
        #expect(call.customer.assurance == .claimed && call.customer.facts.isEmpty)
        let matter = try #require(call.customer.matters.first)
        #expect(matter.conversation == chat.state.id && matter.openCase?.state == .open)
        let events = try await bench.store.events(of: call.state.id, after: 0, limit: 10)
        #expect(
            events.contains { event in
                if case .customerLink(let change) = event.body {
                    change.link == link.id && !change.isUndone
                } else {
                    false
                }
            })
        #expect(call.seq == 2)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("No number, another number and a shared number link nobody")
    func unlinked() async throws {
        let bench = try LinkBench()
        let chat = try await bench.take("1", from: "s1", phone: number)
        for (address, phone) in [
            ("anonymous:1", nil), ("+4915100000000", "+4915100000000"), ("other", "!\(number)"),
        ] {
            let call = try await bench.take("1", from: address, on: LinkBench.call, phone: phone)
            #expect(try await bench.person(call.state.customer) == [call.state.customer], "\(address)")
            #expect(call.customer.matters.isEmpty, "\(address)")
        }
        #expect(try await bench.store.links(of: chat.state.customer).isEmpty)
    }

    @Test("A number that is shared from now on no longer links whom it linked")
    func sharedLater() async throws {
        let bench = try LinkBench()
        let chat = try await bench.take("1", from: "s1", phone: number)
        let call = try await bench.take("1", from: number, on: LinkBench.call, phone: number)
        #expect(try await bench.person(chat.state.customer).count == 2)
        let next = try await bench.take("2", from: number, on: LinkBench.call, phone: "!\(number)")
        #expect(next.customer.matters.isEmpty)
        #expect(try await bench.person(call.state.customer).count == 1)
        #expect(try await bench.store.links(of: chat.state.customer).first?.undone?.reason == "shared_number")
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("A number more customers claim than one person can be links nobody, those it linked included")
    func tooMany() async throws {
        let bench = try LinkBench(customersMax: 2)
        let first = try await bench.take("1", from: "s1", phone: number).state.customer
        let second = try await bench.take("1", from: "s2", phone: number).state.customer
        #expect(try await bench.person(first) == [first, second])
        let third = try await bench.take("1", from: "s3", phone: number).state.customer
        for customer in [first, second, third] { #expect(try await bench.person(customer) == [customer]) }
        #expect(try await bench.store.links(of: first).map(\.undone?.reason) == ["number_of_many"])
    }

    @Test("Two proved identities are never joined, neither at once nor when the second is proved later")
    func verified() async throws {
        let bench = try LinkBench()
        let anna = try await bench.take("1", from: "s1", phone: number, account: "4711").state.customer
        let berta = try await bench.take("1", from: "s2", phone: number, account: "4712").state.customer
        #expect(anna != berta)
        #expect(try await bench.person(anna) == [anna])
        // A caller of that number may be either.
        let caller = try await bench.take("1", from: number, on: LinkBench.call, phone: number).state.customer
        #expect(try await bench.person(caller) == [caller])

        let other = "+4915199999999"
        let carla = try await bench.take("1", from: "s3", phone: other, account: "4713").state.customer
        let dora = try await bench.take("1", from: "s4", phone: other).state.customer
        #expect(try await bench.person(dora) == [dora, carla])
        let proved = try await bench.take("2", from: "s4", phone: other, account: "4714")
        #expect(proved.state.customer == dora && proved.customer.matters.isEmpty)
        #expect(try await bench.person(dora) == [dora])
        #expect(try await bench.store.links(of: dora).first?.undone?.reason == "both_verified")
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Whom an operator parted no number joins again, not even through a third")
    func parted() async throws {
        let bench = try LinkBench()
        let chat = try await bench.take("1", from: "s1", phone: number).state.customer
        let call = try await bench.take("1", from: number, on: LinkBench.call, phone: number).state.customer
        try await bench.unmerge(call, from: chat)
        try await bench.take("2", from: number, on: LinkBench.call, phone: number)
        let third = try await bench.take("1", from: "s3", phone: number).state.customer
        for customer in [chat, call, third] { #expect(try await bench.person(customer) == [customer]) }
        // An operator may think again.
        try await bench.merge(chat, call)
        #expect(try await bench.person(chat) == [chat, call])
    }

    @Test("A handle that takes another number, or turns out to be another customer's, loses its links")
    func strays() async throws {
        let bench = try LinkBench()
        let chat = try await bench.take("1", from: "s1", phone: number).state.customer
        let call = try await bench.take("1", from: number, on: LinkBench.call, phone: number).state.customer
        try await bench.take("2", from: "s1", phone: "+4915155555555")
        #expect(try await bench.person(call) == [call])
        #expect(try await bench.store.links(of: chat).map(\.undone?.reason) == ["other_number"])

        let owner = try await bench.take("1", from: "app", on: StoreBench.rest, account: "4711").state.customer
        let late = try await bench.take("1", from: "s9", phone: number)
        #expect(try await bench.person(late.state.customer) == [late.state.customer, call])
        let proved = try await bench.take("2", from: "s9", phone: number, account: "4711")
        #expect(proved.state.customer == owner)
        #expect(try await bench.person(late.state.customer) == [late.state.customer])
        #expect(try await bench.person(owner) == [owner, call])
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Erasing one of two leaves nothing of theirs with the other")
    func erased() async throws {
        let bench = try LinkBench()
        let chat = try await bench.take("1", from: "s1", phone: number).state.customer
        let call = try await bench.take("1", from: number, on: LinkBench.call, phone: number)
        #expect(try await bench.store.erase(chat, at: Timestamp(milliseconds: 9000)))
        #expect(try await bench.store.context(of: call.state).matters.isEmpty)
        #expect(try bench.rows("SELECT * FROM customer_links").isEmpty)
        #expect(try bench.rows("SELECT * FROM phone_numbers").count == 1)
        #expect(try await bench.store.verify().listed == [])
    }
}
