import Conversations
import Escalation
import Foundation
import GRDB
import Intake
import Storage
import Testing

/// A store whose senders have numbers: what is written as a number is one, `!` before it makes it shared.
final class LinkBench: Sendable {
    static let call = ChannelName("call")
    static let operatorName = Author(kind: .operator, name: "Jana")

    let folder = TemporaryFolder()
    let store: SQLiteStore

    init(customersMax: Int = 5, readsNumbers: Bool = true) throws {
        store = try Self.open(folder.database, customersMax: customersMax, readsNumbers: readsNumbers)
    }

    deinit { store.close() }

    static func open(_ path: String, customersMax: Int = 5, readsNumbers: Bool = true) throws -> SQLiteStore {
        try SQLiteStore(
            path: path,
            options: SQLiteStore.Options(
                isServing: true,
                phone: PhoneRules(customersMax: customersMax) { message in
                    guard readsNumbers, let phone = message.sender.phone else { return nil }
                    let digits = phone.filter { $0.isNumber || $0 == "+" }
                    return Subscriber(e164: digits, key: digits, isShared: phone.hasPrefix("!"))
                }))
    }

    /// Takes a message.
    @discardableResult
    func take(
        _ id: String, from address: String, on channel: ChannelName = StoreBench.web, phone: String? = nil,
        account: String? = nil, newConversation: Bool = false, at: Int64 = 1000
    ) async throws -> Accepted {
        var message = InboundMessage(
            channel: channel, externalID: id,
            sender: InboundMessage.Sender(
                address: address, assurance: account != nil ? .verified : phone == nil ? .anonymous : .claimed,
                account: account, phone: phone),
            text: "Hallo", receivedAt: Timestamp(milliseconds: at))
        if newConversation { message.thread = InboundMessage.Thread() }
        let accepted = try await store.accept(message)
        try await accepted.committed()
        return accepted
    }

    func person(_ customer: CustomerID) async throws -> [CustomerID] {
        CustomerLink.members(of: customer, in: try await store.links(of: customer))
    }

    @discardableResult
    func merge(_ first: CustomerID, _ second: CustomerID) async throws -> CustomerLink {
        try await store.merge(first, second, by: Self.operatorName, reason: nil, at: Timestamp(milliseconds: 5000))
    }

    @discardableResult
    func unmerge(_ customer: CustomerID, from other: CustomerID? = nil) async throws -> [CustomerLink] {
        try await store.unmerge(
            customer, from: other, by: Self.operatorName, reason: "Sind zwei", at: Timestamp(milliseconds: 6000))
    }

    /// Opens a case in a conversation.
    func escalate(_ id: ConversationID, at: Int64 = 2000) async throws {
        _ = try await store.append(to: id, at: Timestamp(milliseconds: at)) { state in
            [
                .ownerChanged(OwnerChanged(owner: .queue, epoch: state.epoch + 1, by: Author(kind: .system))),
                StoreBench.escalation(state),
            ]
        }
    }

    /// Rows of a query as text, one each.
    func rows(_ sql: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: folder.database, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { db in try Row.fetchAll(db, sql: sql).map(\.description) }
    }
}
