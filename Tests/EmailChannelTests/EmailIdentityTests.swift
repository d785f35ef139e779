import Conversations
import EmailChannel
import MailFormat
import Testing

@Suite("What the channel knows of its own mails")
struct EmailIdentityTests {
    private let identity = Shop.identity()
    private let reference = EmailIdentity.Reference(conversation: ConversationID(number: 4711), seq: 9)

    @Test("A Message-ID, a bounce address, a reply address and a mark name what they were made for")
    func roundTrip() throws {
        let id = identity.messageID(of: reference)
        #expect(id.hasSuffix("@nordlicht.example"))
        #expect(identity.message(ofID: id) == reference)
        #expect(identity.message(ofID: id.uppercased()) == reference)
        #expect(identity.bouncedMessage(in: ["x@y.example", identity.returnPath(of: reference)]) == reference)
        let reply = try #require(identity.replyAddress(of: reference.conversation))
        #expect(identity.conversations(in: [reply.address]) == [reference.conversation])
        let mark = identity.mark(of: reference.conversation)
        #expect(identity.conversation(markedIn: "> Hallo\n> \(mark)\n") == reference.conversation)
        #expect(identity.own.contains(reply.address))
    }

    @Test("Nobody without the key makes one up, and none serves for another purpose or channel")
    func forged() throws {
        let other = Shop.identity(key: [UInt8](repeating: 8, count: 32))
        #expect(identity.message(ofID: other.messageID(of: reference)) == nil)
        #expect(identity.conversation(markedIn: other.mark(of: reference.conversation)) == nil)
        let reply = try #require(identity.replyAddress(of: reference.conversation))
        #expect(identity.bouncedMessage(in: [reply.address]) == nil)
        #expect(identity.conversations(in: [identity.returnPath(of: reference)]).isEmpty)
        let next = reply.address.replacing("+4711-", with: "+4712-")
        #expect(next != reply.address && identity.conversations(in: [next]).isEmpty)
        let foreign = reply.address.replacing("nordlicht", with: "elsewhere")
        #expect(identity.conversations(in: [foreign]).isEmpty)
        #expect(identity.message(ofID: "sb+4711-9-aaaaaaaaaaaaaaaa@nordlicht.example") == nil)
    }

    @Test("Without plus addresses answers come to the plain address")
    func plain() {
        let identity = Shop.identity(plus: false)
        #expect(identity.replyAddress(of: reference.conversation) == nil)
        #expect(identity.returnPath(of: reference) == Shop.address)
    }

    @Test("A text full of marks is looked through within bounds")
    func flood() {
        let text = String(repeating: "[#", count: 100_000) + identity.mark(of: reference.conversation)
        #expect(identity.conversation(markedIn: text) == nil)
    }
}
