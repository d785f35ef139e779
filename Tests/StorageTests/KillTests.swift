import Conversations
import Foundation
import Storage
import SwitchboardTesting
import Testing

#if canImport(Glibc)
import Glibc
import Intake
#endif

/// A process that writes is killed as `kill -9` would; what it had acknowledged must be there.
@Suite("A process that is killed", .serialized)
struct KillTests {
    @Test(
        "Every message that was acknowledged is found again, and the log verifies",
        arguments: [1, 2, 3, 4, 5] as [UInt64])
    func acknowledged(_ seed: UInt64) async throws {
        let folder = TemporaryFolder()
        var known: Set<String> = []
        for round in 0..<3 {
            let roundSeed = seed &* 100 &+ UInt64(round)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = folder.path as String, roundSeed = roundSeed as UInt64] in
                try await Victim(folder: path, seed: roundSeed).run()
            }
            let store = try StoreBench.open(folder.database)
            let written = try String(contentsOfFile: folder.path + "/acknowledged", encoding: .utf8)
            known = Set(written.split(separator: "\n").map(String.init))
            #expect(!known.isEmpty, "seed \(seed), round \(round)")
            let held = try await Self.held(store)
            #expect(known.subtracting(held).isEmpty, "seed \(seed), round \(round)")
            #expect(try await store.verify().listed == [], "seed \(seed), round \(round)")
            for id in known.prefix(20) {
                let again = try await store.accept(Victim.message(id))
                try await again.committed()
                #expect(again.isDuplicate, "seed \(seed), round \(round), \(id)")
            }
            store.close()
        }
    }

    private static func held(_ store: SQLiteStore) async throws -> Set<String> {
        var held: Set<String> = []
        var number: Int64 = 1
        while let state = try await store.state(of: ConversationID(number: number)) {
            for event in try await store.events(of: state.id, after: 0, limit: 100_000) {
                if case .messageReceived(let message) = event.body { held.insert(message.externalID) }
            }
            number += 1
        }
        return held
    }
}

/// Takes messages from many senders at once, writes down on disk what was acknowledged, and kills itself.
private struct Victim: Sendable {
    let folder: String
    let seed: UInt64

    static func message(_ id: String) -> InboundMessage {
        StoreBench.message(id, "Hallo \(id)", from: "s\(id.utf8.reduce(0) { $0 &+ Int($1) } % 9)")
    }

    func run() async throws {
        let store = try StoreBench.open(folder + "/switchboard.db")
        let file = open(folder + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard file >= 0 else { exit(2) }
        var generator = SeededGenerator(seed: seed)
        let end = 40 + generator.below(400)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    var number = 0
                    while true {
                        number += 1
                        let id = "\(seed)-\(writer)-\(number)"
                        guard let accepted = try? await store.accept(Self.message(id)),
                            (try? await accepted.committed()) != nil
                        else { exit(3) }
                        let line = Array("\(id)\n".utf8)
                        guard write(file, line, line.count) == line.count, fsync(file) == 0 else { exit(4) }
                        if writer == 0 && number * 16 > end { kill(getpid(), SIGKILL) }
                    }
                }
            }
        }
    }
}
