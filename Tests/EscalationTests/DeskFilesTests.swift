import ConnectorKit
import Conversations
import Escalation
import SwitchboardTesting
import Synchronization
import Testing

/// Files operators bring, and the messages that carry them.
@Suite struct DeskFilesTests {
    private let log = InMemoryConversationLog()
    private let moment = Moment()
    private let desk: Desk
    private let jana = DeskUser(id: OperatorID(number: 1), name: "Jana", role: .operator)
    private let ben = DeskUser(id: OperatorID(number: 2), name: "Ben", role: .operator)
    private let mail = ConversationID(number: 1)
    private let chat = ConversationID(number: 2)

    private final class Moment: Sendable {
        let milliseconds = Mutex<Int64>(1000)
        var now: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }
    }

    init() throws {
        var letters = ChannelDefinition(
            name: ChannelName("mail"), kind: "email", transport: .pushed, limits: ChannelLimits(isLive: false))
        letters.takesFiles = true
        desk = Desk(
            store: InMemoryDesk(log: log), log: log, rules: try EscalationPlanTests.rules([]),
            channels: [letters, ChannelDefinition(name: ChannelName("web"), kind: "webchat")],
            fileLimits: FileLimits(fileBytesMax: 10, messageBytesMax: 15), now: { [moment] in moment.now })
        log.open(mail, channel: ChannelName("mail"))
        log.open(chat, channel: ChannelName("web"))
    }

    private func bring(_ text: String, _ name: String = "a.txt", by user: DeskUser? = nil) async throws -> WaitingFile {
        try await desk.attach(Array(text.utf8), name: name, type: "text/plain", to: mail, by: user ?? jana)
    }

    @Test func `a reply carries the files it names, in its order, under names that lead nowhere`() async throws {
        let first = try await bring("eins", "../../Prüfung\u{202E}.txt")
        let second = try await bring("zwei", "C:\\b.txt")
        let event = try await desk.reply(mail, text: "Anbei", attachments: [second.id, first.id], by: jana)
        guard case .messageSent(let sent) = event.body else { throw Refusal.noSuchCase }
        #expect(sent.attachments?.map(\.name) == ["b.txt", "Prüfung.txt"])
        #expect(sent.attachments?.map(\.sizeBytes) == [4, 4])
        let kept = try await desk.sentFile(0, of: event.seq, in: mail)
        #expect(kept?.bytes == Array("zwei".utf8))
        #expect(try await desk.sentFile(2, of: event.seq, in: mail) == nil)
        #expect(try await desk.sentFile(0, of: event.seq + 1, in: mail) == nil)
        #expect(try await desk.sentFile(0, of: event.seq, in: chat) == nil)
    }

    @Test func `what is repeated is the same file and the same message, also when the file is forgotten`() async throws
    {
        let file = try await bring("eins")
        #expect(try await bring("eins").id == file.id)
        #expect(try await bring("eins", "b.txt").id != file.id)
        let event = try await desk.reply(mail, text: "Anbei", attachments: [file.id], messageID: "m", by: jana)
        moment.milliseconds.withLock { $0 += FileLimits.waitingMillisecondsMax + 1 }
        try await desk.forgetUnsentFiles()
        let again = try await desk.reply(mail, text: "Anbei", attachments: [file.id], messageID: "m", by: jana)
        #expect(again == event)
        await #expect(throws: DeskError.noSuchFile(file.id)) {
            try await desk.reply(mail, text: "Noch einmal", attachments: [file.id], by: jana)
        }
    }

    @Test func `a file is its bringer's alone, until it is taken back`() async throws {
        let file = try await bring("eins")
        await #expect(throws: DeskError.noSuchFile(file.id)) {
            try await desk.reply(mail, text: "x", attachments: [file.id], by: ben)
        }
        await #expect(throws: DeskError.noSuchFile(file.id)) { try await desk.detach(file.id, from: mail, by: ben) }
        try await desk.detach(file.id, from: mail, by: jana)
        await #expect(throws: DeskError.noSuchFile(file.id)) { try await desk.detach(file.id, from: mail, by: jana) }
        await #expect(throws: DeskError.noSuchFile(file.id)) {
            try await desk.reply(mail, text: "x", attachments: [file.id], by: jana)
        }
        #expect(log.events(of: mail).count == 1, "nothing was written")
    }

    @Test func `every bound is told`() async throws {
        await #expect(throws: DeskError.fileTooLarge(bytesMax: 10)) { try await bring("elf Zeichen") }
        await #expect(throws: DeskError.emptyFile) { try await bring("") }
        let large = [try await bring("12345678", "1"), try await bring("abcdefgh", "2")].map(\.id)
        await #expect(throws: DeskError.filesTooLarge(bytesMax: 15)) {
            try await desk.reply(mail, text: "x", attachments: large, by: jana)
        }
        await #expect(throws: DeskError.tooManyFiles(max: FileLimits.filesMax)) {
            let ids = (0...FileLimits.filesMax).map(String.init)
            _ = try await desk.reply(mail, text: "x", attachments: ids, by: jana)
        }
        await #expect(throws: DeskError.noSuchFile(large[0])) {
            try await desk.reply(mail, text: "x", attachments: [large[0], large[0]], by: jana)
        }
        for number in 2..<FileLimits.waitingMax { _ = try await bring("\(number)") }
        await #expect(throws: DeskError.tooManyWaitingFiles(max: FileLimits.waitingMax)) { try await bring("mehr") }
        _ = try await bring("mehr", by: ben)
    }

    @Test func `a channel that takes no files says so, before and after`() async throws {
        let refusal = DeskError.noFilesHere(ChannelName("web"))
        await #expect(throws: refusal) { try await desk.mayAttach(to: chat) }
        await #expect(throws: refusal) {
            try await desk.attach([1], name: nil, type: nil, to: chat, by: jana)
        }
        await #expect(throws: refusal) { try await desk.reply(chat, text: "x", attachments: ["f"], by: jana) }
    }
}
