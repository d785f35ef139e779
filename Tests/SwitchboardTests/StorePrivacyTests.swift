import Foundation
import Testing

@testable import Switchboard

@Suite struct StorePrivacyTests {
    @Test(
        arguments: [
            (0o600, 0o700, false), (0o600, 0o755, false), (0o644, 0o700, false), (0o644, 0o755, true),
            (0o640, 0o750, true),
            (0o640, 0o701, false), (0o604, 0o750, false), (0o602, 0o711, true), (0o644, 0o744, false),
        ] as [(mode_t, mode_t, Bool)])
    func `a file is exposed when the same people may read it and pass its folder`(
        file: mode_t, folder: mode_t, isExposed: Bool
    ) {
        #expect(StorePrivacy.exposed([("f", file)], in: folder) == (isExposed ? ["f"] : []))
    }

    @Test func `the doctor names the files and the mend`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "switchboard-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        let path = folder + "/switchboard.db"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let finding = StorePrivacy.finding(of: path)
        #expect(finding.verdict == .warn)
        #expect(finding.detail.hasSuffix("chmod go= \(folder) \(path)"))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        #expect(StorePrivacy.finding(of: path).verdict == .ok)
    }
}
