import Glibc
import Testing

@testable import Switchboard

@Suite("One gateway for a data folder")
struct ServeLockTests {
    @Test("A second gateway is refused with the first one's number, and let in once that is gone")
    func exclusive() throws {
        var template = Array("/tmp/switchboard-lock-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        let path = folder + "/switchboard.db.lock"
        defer {
            unlink(path)
            rmdir(folder)
        }
        do {
            let first = try ServeLock(path: path)
            let refusal = #expect(throws: ServeLock.Refusal.self) { try ServeLock(path: path) }
            #expect(refusal?.description.contains("process \(getpid())") == true)
            withExtendedLifetime(first) {}
        }
        _ = try ServeLock(path: path)
    }

    @Test("A folder that is not there is named")
    func missingFolder() {
        let refusal = #expect(throws: ServeLock.Refusal.self) { try ServeLock(path: "/nowhere/at/all.lock") }
        #expect(refusal?.description.contains("/nowhere/at/all.lock") == true)
    }
}
