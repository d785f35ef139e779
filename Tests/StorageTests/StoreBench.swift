import ConnectorKit
import Conversations
import Delivery
import Escalation
import Foundation
import GRDB
import Intake
import Storage

/// A folder that is gone when its owner is.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "switchboard-" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            fatalError("no temporary folder: \(error)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/switchboard.db" }
}

/// A store in a folder of its own, with channels of both transports and the shorthands tests need.
final class StoreBench: Sendable {
    static let web = ChannelName("web")
    static let rest = ChannelName("rest")
    /// Its messages are brought out by Delivery.
    static let mail = ChannelName("mail")

    let folder: TemporaryFolder
    let store: SQLiteStore

    init(folder: TemporaryFolder = TemporaryFolder(), isServing: Bool = true) throws {
        self.folder = folder
        store = try Self.open(folder.database, isServing: isServing)
    }

    deinit { store.close() }

    static func open(_ path: String, isServing: Bool = true) throws -> SQLiteStore {
        try SQLiteStore(
            path: path, options: SQLiteStore.Options(isServing: isServing) { $0 == mail ? .pushed : .stored })
    }

    static func message(
        _ id: String, _ text: String = "Hallo", from address: String = "anna", on channel: ChannelName = web,
        assurance: Assurance = .anonymous, account: String? = nil, name: String? = nil, at: Int64 = 1000
    ) -> InboundMessage {
        InboundMessage(
            channel: channel, externalID: id,
            sender: InboundMessage.Sender(address: address, assurance: assurance, account: account, name: name),
            text: text, receivedAt: Timestamp(milliseconds: at))
    }

    /// A message on a channel of letters.
    static func letter(
        _ id: String, _ text: String = "Hallo", from address: String, assurance: Assurance = .claimed,
        answers: [InboundMessage.Thread.Reference] = [], proven: ConversationID? = nil,
        marked: ConversationID? = nil, name: String? = nil, at: Int64 = 1000
    ) -> InboundMessage {
        var message = message(id, text, from: address, on: mail, assurance: assurance, name: name, at: at)
        message.thread = InboundMessage.Thread(proven: proven, answers: answers, marked: marked)
        return message
    }

    /// Takes a message and waits for the disk.
    @discardableResult
    func accept(_ message: InboundMessage) async throws -> Accepted {
        let accepted = try await store.accept(message)
        try await accepted.committed()
        return accepted
    }

    /// Writes a message of the agent; its sequence.
    @discardableResult
    func say(_ text: String, in id: ConversationID, at: Int64 = 2000) async throws -> Int {
        try await store.append(to: id, at: Timestamp(milliseconds: at)) { state in
            [.messageSent(MessageSent(author: Author(kind: .agent, name: "Mara"), text: text, epoch: state.epoch))]
        }.state.seq
    }

    /// Records what became of a message.
    func deliver(
        _ id: ConversationID, _ seq: Int, _ state: DeliveryState, retryAt: Int64? = nil, at: Int64 = 3000
    )
        async throws
    {
        _ = try await store.append(to: id, at: Timestamp(milliseconds: at)) { _ in
            [
                .deliveryChanged(
                    DeliveryChanged(
                        message: seq, state: state, attempt: 1, detail: "test",
                        retryAt: retryAt.map(Timestamp.init(milliseconds:))))
            ]
        }
    }

    /// What Delivery would try.
    func due(at moment: Timestamp) async throws -> [OutboxItem] {
        try await store.due(at: moment, limit: 10, except: [])
    }

    /// Runs SQL past everything of ours, as another program would.
    func raw(_ sql: String, _ arguments: StatementArguments = []) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: folder.database, configuration: configuration)
        try queue.write { try $0.execute(sql: sql, arguments: arguments) }
        try queue.close()
    }

    /// A number the database holds.
    func count(_ sql: String) throws -> Int {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: folder.database, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 }
    }

    static let brief = Brief(
        who: "Anna", wants: "ihr Rad", tried: [], facts: [], mood: "calm", verification: .anonymous,
        suggestion: "zurückrufen", draft: nil, language: "de")

    static func escalation(_ state: ConversationState, _ priority: CasePriority = .normal) -> ConversationEvent.Body {
        .escalated(
            Escalated(
                ordinal: (state.currentCase?.ordinal ?? 0) + 1, queue: "service", priority: priority,
                reason: .wantsHuman, detail: "wants a human", brief: brief))
    }
}
