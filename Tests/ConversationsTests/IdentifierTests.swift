import Conversations
import SwitchboardTesting
import Testing

@Suite("Identifiers")
struct IdentifierTests {
    @Test("The written form reads back")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 20)
        for _ in 0..<2000 {
            let number = Int64(bitPattern: generator.next()) & Int64.max
            guard number > 0 else { continue }
            #expect(CustomerID("u\(number)")?.number == number, "seed 20")
            #expect(ConversationID(ConversationID(number: number).description)?.number == number, "seed 20")
            #expect(OperatorID(OperatorID(number: number).description)?.number == number, "seed 20")
            let id = CaseID(conversation: ConversationID(number: number), ordinal: 1 + generator.below(1000))
            #expect(CaseID(id.description) == id, "seed 20")
            #expect(try JSON.roundTrip(id) == id, "seed 20")
        }
        #expect(ConversationID("c9223372036854775807")?.number == Int64.max)
    }

    @Test(
        "Anything but a written form is refused",
        arguments: [
            "", "c", "7", "c0", "c-1", "c+7", "c07", "c007", "C7", "u7", "k7", "c7 ", " c7", "c7-1", "c 7", "c7.0",
            "c9223372036854775808", "c７", "c٧", "c7\u{0}", "cc7", "c0x7", "c1e3",
        ])
    func junk(_ text: String) {
        #expect(ConversationID(text) == nil)
        #expect(throws: DecodingError.self) {
            try JSON.read([ConversationID].self, JSON.text([text]))
        }
    }

    @Test(
        "A case's id needs both numbers in their written form",
        arguments: [
            "", "k", "k7", "k7-", "k-1", "k7-0", "k0-1", "k7--1", "k7-1-1", "k+7-1", "k7-+1", "k07-1", "k7-01", "c7-1",
            "k7-1 ", "k 7-1", "k7-9223372036854775808",
        ])
    func caseJunk(_ text: String) { #expect(CaseID(text) == nil) }

    @Test("An id of one kind is none of another")
    func kinds() {
        #expect(CustomerID("c1") == nil)
        #expect(OperatorID("u1") == nil)
        #expect(ConversationID("k1-1") == nil)
    }

    @Test("An owner survives being written and read, and an unknown word is refused")
    func owners() throws {
        for owner in [Owner.agent, .queue, .nobody, .operator(OperatorID(number: 42))] {
            #expect(try JSON.roundTrip([owner]) == [owner])
        }
        #expect(try JSON.text([Owner.operator(OperatorID(number: 42))]) == #"["o42"]"#)
        for word in ["", "robot", "o", "o0", "o-1", "Agent"] {
            #expect(throws: DecodingError.self) { try JSON.read([Owner].self, JSON.text([word])) }
        }
    }

    @Test("Priorities are ordered by urgency and read their own words only")
    func priorities() {
        #expect(CasePriority.allCases.sorted() == [.low, .normal, .high, .urgent])
        for priority in CasePriority.allCases { #expect(CasePriority(word: priority.word) == priority) }
        #expect(CasePriority(word: "Urgent") == nil)
        #expect(CasePriority(word: "") == nil)
    }
}
