public import Conversations
import Crypto
import Foundation
public import MailFormat

/// Who an e-mail channel is: its addresses, and the key by which it knows what it wrote.
public struct EmailIdentity: Sendable {
    public let channel: ChannelName
    /// The address customers write to, with the name answers carry.
    public let address: MailAddress
    /// All addresses mail is taken for.
    public let own: OwnAddresses
    /// Those of every channel of the gateway: what comes from them is no customer's, and none is ever answered or copied.
    public let house: OwnAddresses
    /// Names of our receiving servers in `Authentication-Results` (RFC 8601).
    public let trustedServers: Set<String>
    /// Whether the mail server delivers `local+anything@domain` to `local@domain` (RFC 5233): then answers come back to
    /// an address that names their conversation, and bounces to one that names their message.
    public let usesPlusAddresses: Bool
    let token: MailToken

    /// - Parameters:
    ///   - neighbours: The addresses of the gateway's other channels.
    ///   - key: At least 32 random bytes, the same for as long as customers may answer.
    public init(
        channel: ChannelName, address: MailAddress, aliases: [String] = [], neighbours: [String] = [],
        trustedServers: Set<String> = [], usesPlusAddresses: Bool = false, key: [UInt8]
    ) {
        self.channel = channel
        self.address = address
        own = OwnAddresses([address.address] + aliases)
        house = OwnAddresses([address.address] + aliases + neighbours)
        self.trustedServers = trustedServers
        self.usesPlusAddresses = usesPlusAddresses
        let secret = SymmetricKey(data: key)
        token = MailToken { text in
            Array(HMAC<SHA256>.authenticationCode(for: Data("\(channel.rawValue) \(text)".utf8), using: secret))
        }
    }

    /// One message of ours.
    public struct Reference: Sendable, Hashable {
        public let conversation: ConversationID
        public let seq: Int

        public init(conversation: ConversationID, seq: Int) {
            self.conversation = conversation
            self.seq = seq
        }

        fileprivate var id: String { "\(conversation.number)-\(seq)" }

        fileprivate init?(id: String) {
            let parts = id.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int64(parts[0]), let seq = Int(parts[1]), number > 0, seq > 0 else {
                return nil
            }
            self.init(conversation: ConversationID(number: number), seq: seq)
        }
    }

    /// The Message-ID of a message, without brackets. The same for every attempt to send it.
    public func messageID(of reference: Reference) -> String {
        token.address(.message, id: reference.id, base: "sb\(domain)") ?? "\(reference.id)\(domain)"
    }

    /// The message a Message-ID of ours names; nil for everybody else's.
    public func message(ofID id: String) -> Reference? {
        token.id(.message, in: id).flatMap(Reference.init(id:))
    }

    /// The envelope's sender of a message: bounces come back to it.
    public func returnPath(of reference: Reference) -> String {
        guard usesPlusAddresses else { return address.address }
        return token.address(.bounce, id: reference.id, base: address.address) ?? address.address
    }

    /// The message a bounce is about, by one of the addresses it came to.
    public func bouncedMessage(in addresses: [String]) -> Reference? {
        for address in addresses where own.contains(address) {
            if let id = token.id(.bounce, in: address) { return Reference(id: id) }
        }
        return nil
    }

    /// Where answers to a conversation are asked for; nil leaves it at the channel's address.
    public func replyAddress(of conversation: ConversationID) -> MailAddress? {
        guard usesPlusAddresses else { return nil }
        return token.address(.conversation, id: String(conversation.number), base: address.address)
            .map { MailAddress(name: address.name, address: $0) }
    }

    /// The mark of a conversation in the text of a mail: `[#12-…]`.
    public func mark(of conversation: ConversationID) -> String {
        let tagged = token.address(.conversation, id: String(conversation.number), base: "x@x") ?? ""
        return "[#\(tagged.dropFirst(2).dropLast(2))]"
    }

    /// The conversations named by the addresses a mail came to, each once, the oldest first: in the same order whichever
    /// of several copies of the mail this is.
    public func conversations(in addresses: [String]) -> [ConversationID] {
        var numbers: Set<Int64> = []
        for address in addresses where own.contains(address) {
            if let id = token.id(.conversation, in: address), let number = Int64(id) { numbers.insert(number) }
        }
        return numbers.sorted().map(ConversationID.init(number:))
    }

    /// The conversation a mark in a text names: the first one that is ours.
    public func conversation(markedIn text: String) -> ConversationID? {
        var rest = text.utf8[...]
        var marks = 0
        while marks < Self.marksMax, let open = rest.firstIndex(of: UInt8(ascii: "[")) {
            rest = rest[open...].dropFirst()
            guard rest.first == UInt8(ascii: "#") else { continue }
            marks += 1
            let tag = rest.dropFirst().prefix(Self.markBytesMax)
            guard let close = tag.firstIndex(of: UInt8(ascii: "]")) else { continue }
            let words = String(decoding: tag[..<close], as: UTF8.self)
            if let id = token.id(.conversation, in: "x+\(words)@x"), let number = Int64(id) {
                return ConversationID(number: number)
            }
        }
        return nil
    }

    /// Whose mail a mail is, and to whom an answer goes: the same when it is taken and when it is answered.
    func addressing(
        of mail: Mail, _ authentication: SenderAuthentication, automatic: AutomaticMail.Kind?
    ) -> ReplyAddressing {
        let isVerified = if case .verified = authentication { true } else { false }
        return ReplyAddressing(mail, own: house, isVerified: isVerified, automatic: automatic)
    }

    /// The same, of a mail that was taken before.
    func addressing(of mail: Mail) -> ReplyAddressing {
        addressing(
            of: mail, .judge(mail, trustedServers: trustedServers),
            automatic: MailJudgement(mail, own: house, isOurs: { message(ofID: $0) != nil }).automatic?.kind)
    }

    private static let marksMax = 50
    private static let markBytesMax = 60

    private var domain: Substring {
        address.address.lastIndex(of: "@").map { address.address[$0...] } ?? "@localhost"
    }
}
