import Foundation
import Storage
import Testing

@Suite("Nobody but the gateway's user opens what customers wrote")
struct PrivacyTests {
    private func permissions(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
    }

    @Test("Folder, database, what SQLite keeps beside it, and backups are the user's alone")
    func everything() async throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/var/data/switchboard.db"
        let store = try SQLiteStore(path: path)
        defer { store.close() }
        _ = try await store.accept(StoreBench.message("1"))
        #expect(try permissions(folder.path + "/var/data") == 0o700)
        for file in [path, path + "-wal", path + "-shm"] { #expect(try permissions(file) == 0o600, "\(file)") }
        let copy = folder.path + "/copy.db"
        try await store.backup(to: copy)
        #expect(try permissions(copy) == 0o600)
    }

    @Test("A folder and a file that are there keep the permissions somebody gave them")
    func given() throws {
        let folder = TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder.path)
        #expect(FileManager.default.createFile(atPath: folder.database, contents: nil))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.database)
        try SQLiteStore(path: folder.database).close()
        #expect(try permissions(folder.path) == 0o750)
        #expect(try permissions(folder.database) == 0o640)
    }

    @Test("A backup into a folder that is not there fails and says so")
    func nowhere() async throws {
        let bench = try StoreBench()
        let path = bench.folder.path + "/no/copy.db"
        let failure = await #expect(throws: (any Error).self) { try await bench.store.backup(to: path) }
        #expect("\(try #require(failure))".contains("No such file"))
    }
}
