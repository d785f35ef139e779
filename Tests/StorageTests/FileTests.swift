import Conversations
import Delivery
import Escalation
import GRDB
import Intake
import Testing

@testable import Storage

@Suite("Files of operators")
struct FileTests {
    private static let jana = OperatorID(number: 1)

    private func file(
        _ text: String, _ id: String, in conversation: ConversationID, digest: Character = "a", at: Int64 = 1000
    ) -> WaitingFile {
        let digest = String(repeating: digest, count: 64)
        return WaitingFile(
            id: id, conversation: conversation, user: Self.jana,
            file: SentFile(name: "\(id).txt", type: "text/plain", sizeBytes: text.utf8.count, digest: digest),
            at: Timestamp(milliseconds: at))
    }

    @discardableResult
    private func keep(_ bench: StoreBench, _ text: String, _ file: WaitingFile, max: Int = 9) async throws -> Bool {
        try await bench.store.keep(file, bytes: Array(text.utf8), waitingMax: max)
    }

    @discardableResult
    private func send(_ bench: StoreBench, _ files: [WaitingFile], in id: ConversationID) async throws -> Int {
        try await bench.store.append(to: id, at: Timestamp(milliseconds: 2000)) { state in
            var message = MessageSent(author: Author(kind: .operator, name: "Jana"), text: "Anbei", epoch: state.epoch)
            message.attachments = files.map(\.file)
            return [.messageSent(message)]
        }.state.seq
    }

    private func conversation(_ bench: StoreBench, _ id: String = "1") async throws -> ConversationID {
        try await bench.accept(StoreBench.message(id, from: "anna-\(id)", on: StoreBench.mail)).state.id
    }

    @Test("The same bytes are kept once in a conversation, under as many names as they have")
    func once() async throws {
        let bench = try StoreBench()
        let (id, other) = (try await conversation(bench), try await conversation(bench, "2"))
        for name in ["x", "x", "y"] { try await keep(bench, "Hallo", file("Hallo", name, in: id)) }
        try await keep(bench, "Hallo", file("Hallo", "x", in: other))
        #expect(try bench.count("SELECT count(*) FROM files") == 2)
        let waiting = try await bench.store.waitingFiles(["x", "y", "z"], in: id, of: Self.jana)
        #expect(Set(waiting) == [file("Hallo", "x", in: id), file("Hallo", "y", in: id)])
        #expect(try await bench.store.waitingFiles(["x"], in: id, of: OperatorID(number: 2)).isEmpty)
        #expect(try await bench.store.dropWaitingFile("x", in: id, of: Self.jana))
        #expect(try await bench.store.bytes(ofFile: waiting[0].file.digest, in: id) == Array("Hallo".utf8))
        #expect(try await bench.store.dropWaitingFile("y", in: id, of: Self.jana))
        #expect(try await bench.store.bytes(ofFile: waiting[0].file.digest, in: id) == nil)
        #expect(!(try await bench.store.dropWaitingFile("y", in: id, of: Self.jana)))
    }

    @Test("What a message carries stays, what waits too long does not, and the outbox has it after a restart")
    func sent() async throws {
        let bench = try StoreBench()
        let id = try await conversation(bench)
        let (kept, late) = (file("eins", "x", in: id), file("zwei", "y", in: id, digest: "b"))
        try await keep(bench, "eins", kept)
        try await keep(bench, "zwei", late)
        try await send(bench, [kept], in: id)
        try await bench.store.dropWaitingFiles(before: Timestamp(milliseconds: 1000))
        #expect(try bench.count("SELECT count(*) FROM waiting_files") == 2)
        try await bench.store.dropWaitingFiles(before: Timestamp(milliseconds: 1001))
        #expect(try bench.count("SELECT count(*) FROM waiting_files") == 0)
        #expect(try await bench.store.bytes(ofFile: late.file.digest, in: id) == nil)
        #expect(try await bench.store.verify().listed == [])
        bench.store.close()
        let again = try StoreBench(folder: bench.folder)
        let due = try await again.due(at: Timestamp(milliseconds: 9000))
        #expect(due.first?.message.attachments == [kept.file])
        #expect(try await again.store.bytes(ofFile: kept.file.digest, in: id) == Array("eins".utf8))
    }

    @Test("A message whose file is gone is refused, and nothing of it is written")
    func gone() async throws {
        let bench = try StoreBench()
        let id = try await conversation(bench)
        let before = try #require(try await bench.store.state(of: id)).seq
        await #expect(throws: Refusal.self) { try await send(bench, [file("eins", "x", in: id)], in: id) }
        #expect(try await bench.store.state(of: id)?.seq == before)
        #expect(try await bench.store.verify().listed == [])
    }

    @Test("Only so many files wait; sent ones count no more")
    func bound() async throws {
        let bench = try StoreBench()
        let id = try await conversation(bench)
        let first = file("eins", "x", in: id)
        #expect(try await keep(bench, "eins", first, max: 1))
        #expect(try await keep(bench, "eins", first, max: 1), "the same again")
        #expect(!(try await keep(bench, "zwei", file("zwei", "y", in: id, digest: "b"), max: 1)))
        #expect(try bench.count("SELECT count(*) FROM files") == 1)
        try await send(bench, [first], in: id)
        #expect(try await keep(bench, "zwei", file("zwei", "y", in: id, digest: "b"), max: 1))
    }

    @Test("Erasing the customer takes the bytes out of the file, and the log still verifies")
    func erased() async throws {
        let bench = try StoreBench()
        let accepted = try await bench.accept(StoreBench.message("1", on: StoreBench.mail))
        let (id, secret) = (accepted.state.id, "Zwetschgenkuchen")
        let (sent, waiting) = (file(secret, secret, in: id), file(secret + "2", secret, in: id, digest: "b"))
        try await keep(bench, secret, sent)
        try await send(bench, [sent], in: id)
        try await keep(bench, secret + "2", waiting)
        #expect(try await bench.store.erase(accepted.state.customer, at: Timestamp(milliseconds: 9000)))
        #expect(try bench.count("SELECT (SELECT count(*) FROM files) + (SELECT count(*) FROM waiting_files)") == 0)
        #expect(try bench.rows(containing: secret) == [])
        #expect(try await bench.store.verify().listed == [])
    }

    @Test(
        "Rows that are not what the log says are found",
        arguments: [
            "DELETE FROM files", "UPDATE files SET bytes = x'00'", "UPDATE files SET is_sent = 0",
            "UPDATE files SET digest = '\(String(repeating: "c", count: 64))'", "UPDATE files SET conversation = 99",
            "INSERT INTO files (conversation, digest, is_sent, bytes) "
                + "VALUES (1, '\(String(repeating: "c", count: 64))', 1, x'00')",
        ])
    func verified(_ change: String) async throws {
        let bench = try StoreBench()
        let id = try await conversation(bench)
        let kept = file("eins", "x", in: id)
        try await keep(bench, "eins", kept)
        try await send(bench, [kept], in: id)
        #expect(try await bench.store.verify().listed == [])
        try bench.raw(change)
        #expect(try await bench.store.verify().differences > 0)
    }

    @Test("A store of the version before opens, and its messages carry no files")
    func older() async throws {
        let folder = TemporaryFolder()
        do {
            let bench = try StoreBench(folder: folder)
            let id = try await conversation(bench)
            try await bench.say("Hallo", in: id)
            bench.store.close()
            try bench.raw("DROP TABLE waiting_files")
            try bench.raw("DROP TABLE files")
            try bench.raw("DELETE FROM grdb_migrations WHERE identifier = '5 files of operators'")
        }
        let bench = try StoreBench(folder: folder)
        let id = ConversationID(number: 1)
        let last = try await bench.store.events(of: id, after: 0, limit: 10).last
        guard case .messageSent(let message)? = last?.body else {
            Issue.record("no message")
            return
        }
        #expect(message.attachments == nil)
        try await keep(bench, "eins", file("eins", "x", in: id))
        #expect(try await bench.store.verify().listed == [])
    }
}
