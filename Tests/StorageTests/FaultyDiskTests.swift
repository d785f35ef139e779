import Conversations
import Foundation
import GRDB
import Storage
import Testing

#if canImport(Glibc)
import Glibc
import Intake
#endif

@Suite("A disk that is full, read-only, locked or damaged")
struct FaultyDiskTests {
    private static func mount(_ folder: String) -> Bool {
        getuid() == 0 && run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder)
    }

    private static func run(_ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test("On a full disk new messages are refused, nothing acknowledged is lost, and with space it goes on")
    func full() async throws {
        let folder = TemporaryFolder()
        guard Self.mount(folder.path) else {
            try Test.cancel("a file system of its own size needs root and mount")
        }
        defer { _ = Self.run("umount", "-l", folder.path) }
        let bench = try StoreBench(folder: folder)
        let text = String(repeating: "Füllwort ", count: 2000)
        var acknowledged: [String] = []
        var failure: StoreFailure?
        for number in 0..<1000 where failure == nil {
            do {
                try await bench.accept(StoreBench.message("\(number)", text, from: "s\(number % 5)"))
                acknowledged.append("\(number)")
            } catch let refused as StoreFailure {
                failure = refused
            }
        }
        #expect(failure?.kind == .diskFull)
        #expect(failure?.detail.contains("disk") == true)
        #expect(!acknowledged.isEmpty)
        await #expect(throws: StoreFailure.self) { try await bench.accept(StoreBench.message("later", text)) }
        #expect(try await bench.store.verify().listed == [])
        #expect(try await bench.store.conversationsNeedingTurn(after: ConversationID(number: 0), limit: 10).count == 5)
        #expect(Self.run("mount", "-o", "remount,size=64m", folder.path))
        try await bench.accept(StoreBench.message("later", text))
        let kept = try await bench.store.writer(acknowledged)
        #expect(kept == acknowledged.count)
        #expect(try await bench.store.verify().listed == [])
        bench.store.close()
    }

    @Test("A file that may not grow refuses new messages, and takes them when it may")
    func limited() async throws {
        let folder = TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.database as String] in
            let store = try StoreBench.open(path)
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(1), &limit)
            let before = limit
            limit.rlim_cur = 1_000_000
            setrlimit(__rlimit_resource_t(1), &limit)
            let text = String(repeating: "Füllwort ", count: 2000)
            var acknowledged = 0
            var failure: StoreFailure?
            for number in 0..<1000 where failure == nil {
                do {
                    try await store.accept(StoreBench.message("\(number)", text)).committed()
                    acknowledged += 1
                } catch let refused as StoreFailure {
                    failure = refused
                }
            }
            guard failure?.kind == .diskFull, acknowledged > 0 else { exit(3) }
            limit = before
            setrlimit(__rlimit_resource_t(1), &limit)
            try await store.accept(StoreBench.message("later", text)).committed()
            guard try await store.verify().differences == 0 else { exit(4) }
            guard try await store.events(of: ConversationID(number: 1), after: 0, limit: 1000).count == acknowledged + 2
            else { exit(5) }
            store.close()
        }
    }

    @Test("A store this user may not write is refused at the start with the mend, and left as it is")
    func readOnly() async throws {
        let bench = try StoreBench()
        try await bench.accept(StoreBench.message("1"))
        bench.store.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: bench.folder.database))
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: bench.folder.database)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: bench.folder.path)
        await #expect(processExitsWith: .success) { [path = bench.folder.database as String] in
            // Permissions do not stop root.
            if getuid() == 0 { guard setgid(65534) == 0, setuid(65534) == 0 else { exit(2) } }
            do {
                _ = try StoreBench.open(path)
            } catch let failure as StoreFailure {
                guard failure.kind == .readOnly, failure.detail.contains("permissions") else { exit(3) }
                return
            }
            exit(4)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bench.folder.path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: bench.folder.database)) == before)
    }

    @Test("A folder that cannot be made is refused with the reason")
    func noFolder() throws {
        let failure = #expect(throws: StoreFailure.self) { _ = try StoreBench.open("/proc/switchboard/store.db") }
        #expect(failure?.kind == .readOnly)
    }

    @Test("While another process holds the lock, messages are refused as locked, all at once, and taken afterwards")
    func locked() async throws {
        let bench = try StoreBench()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: bench.folder.database, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let clock = ContinuousClock()
        let began = clock.now
        let kinds = await withTaskGroup(of: StoreFailure.Kind?.self) { group in
            for number in 0..<20 {
                group.addTask {
                    do {
                        try await bench.accept(StoreBench.message("\(number)", from: "s\(number)"))
                        return nil
                    } catch let failure as StoreFailure {
                        return failure.kind
                    } catch {
                        return .other
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds == Array(repeating: .locked, count: 20))
        // Twenty timeouts one after the other would be a hundred seconds.
        #expect(clock.now - began < .seconds(60))
        #expect(try await bench.store.state(of: ConversationID(number: 1)) == nil)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await bench.accept(StoreBench.message("1"))
        #expect(try await bench.store.verify().listed == [])
    }

    @Test(
        "A damaged file, or one that is no store, is refused with a clear word and left untouched",
        arguments: [0, 1, 2, 3])
    func damaged(_ damage: Int) async throws {
        let bench = try StoreBench()
        for number in 0..<200 {
            try await bench.accept(StoreBench.message("\(number)", String(repeating: "x", count: 500)))
        }
        bench.store.close()
        let url = URL(fileURLWithPath: bench.folder.database)
        var bytes = try Data(contentsOf: url)
        switch damage {
        case 0: bytes = Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
        case 1: bytes = bytes.prefix(bytes.count / 2)
        case 2: bytes.replaceSubrange(0..<100, with: Data(repeating: 0xFF, count: 100))
        default: bytes = Data("Das ist ein Brief und keine Datenbank.\n".utf8)
        }
        try bytes.write(to: url)
        let failure = await #expect(throws: StoreFailure.self) {
            let store = try StoreBench.open(bench.folder.database)
            _ = try await store.verify()
        }
        #expect(failure?.kind == .corrupt)
        #expect(failure?.detail.contains("backup") == true)
        #expect(try Data(contentsOf: url) == bytes)
    }
}

extension SQLiteStore {
    /// How many of these external ids are held as messages.
    fileprivate func writer(_ externalIDs: [String]) async throws -> Int {
        var kept = 0
        for sender in 1...5 {
            for event in try await events(of: ConversationID(number: Int64(sender)), after: 0, limit: 10_000) {
                if case .messageReceived(let message) = event.body, externalIDs.contains(message.externalID) {
                    kept += 1
                }
            }
        }
        return kept
    }
}
