import Conversations
import SwitchboardTesting
import Testing

@testable import TelephonyChannel

@Suite("Tickets of sockets")
struct RelayTicketTests {
    private let tickets = RelayTickets(channel: ChannelName("phone"), key: Array(repeating: 7, count: 32))
    private let now = Timestamp(milliseconds: 1_800_000_000_000)

    @Test("A ticket says which call it is for, and only for a while")
    func ticketSaysWhichCall() throws {
        var chance = SeededGenerator(seed: 1)
        let text = tickets.issue(callSid: "CA1", from: "+4930123.45|x", at: now, using: &chance)
        #expect(text.utf8.allSatisfy { $0 != 0x25 && $0 != 0x2F && $0 != 0x2B && $0 != 0x3D })
        let ticket = try tickets.verify(text, at: now.advanced(byMilliseconds: 119_999))
        #expect(ticket.callSid == "CA1")
        #expect(ticket.from == "+4930123.45|x")
        #expect(throws: RelayTicketFault.expired) {
            try tickets.verify(text, at: now.advanced(byMilliseconds: 120_000))
        }
    }

    @Test("No changed, foreign or broken ticket is taken")
    func noChangedForeignBroken() {
        var chance = SeededGenerator(seed: 2)
        let text = tickets.issue(callSid: "CA1", from: "+4930123", at: now, using: &chance)
        let parts = text.split(separator: ".").map(String.init)
        for place in 1..<parts.count {
            var changed = parts
            changed[place] = "QUJD"
            #expect(throws: RelayTicketFault.self) { try tickets.verify(changed.joined(separator: "."), at: now) }
        }
        let other = RelayTickets(channel: ChannelName("phone2"), key: Array(repeating: 7, count: 32))
        #expect(throws: RelayTicketFault.forged) { try other.verify(text, at: now) }
        for broken in ["", ".....", "t1.a.b.c.d.e", String(repeating: "x", count: 5000), text + ".x"] {
            #expect(throws: RelayTicketFault.self) { try tickets.verify(broken, at: now) }
        }
    }

    @Test("A ticket opens one socket, and what is remembered is bounded")
    func ticketOpensOneSocket() throws {
        var chance = SeededGenerator(seed: 3)
        var used = UsedTickets()
        let first = try tickets.verify(tickets.issue(callSid: "CA1", from: "", at: now, using: &chance), at: now)
        try used.use(first, at: now)
        #expect(throws: RelayTicketFault.used) { try used.use(first, at: now) }
        for number in 1..<UsedTickets.ticketsMax {
            let ticket = RelayTicket(callSid: "", from: "", expiresAt: first.expiresAt, nonce: String(number))
            try used.use(ticket, at: now)
        }
        let full = RelayTicket(callSid: "", from: "", expiresAt: first.expiresAt, nonce: "one more")
        #expect(throws: RelayTicketFault.used) { try used.use(full, at: now) }
        let later = now.advanced(byMilliseconds: 200_000)
        #expect(throws: RelayTicketFault.expired) { try used.use(first, at: later) }
        #expect(used.count == 0)
    }
}
