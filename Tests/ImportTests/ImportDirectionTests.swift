import Foundation
import Testing

@Suite("The imports of every module keep to the picture")
struct ImportDirectionTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folders of Sources that hold Swift; system libraries are module maps.
    static func modules() throws -> [String: [URL]] {
        let sources = root.appending(path: "Sources")
        var found: [String: [URL]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
            let folder = sources.appending(path: name)
            let files =
                FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
                .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
            if !files.isEmpty { found[name] = files }
        }
        return found
    }

    @Test("no source file imports what its module may not see")
    func importsFollowThePicture() throws {
        var checked = 0
        for (module, files) in try Self.modules() {
            for file in files {
                for line in ImportLine.all(in: try String(contentsOf: file, encoding: .utf8)) {
                    checked += 1
                    let objection = AllowedImports.project.objection(to: line.module, in: module)
                    #expect(objection == nil, "Sources/\(module)/\(file.lastPathComponent):\(line.line)")
                }
            }
        }
        #expect(checked > 50, "the walk over Sources found hardly any imports")
    }

    @Test("every module has its entry, and no entry is left over")
    func picturesAndFoldersAgree() throws {
        #expect(Set(try Self.modules().keys) == Set(AllowedImports.project.own.keys))
    }

    @Test("no module reaches itself")
    func noCycles() {
        #expect(AllowedImports.project.cycle() == nil)
    }
}
