import ConfigurationReading
import Foundation
import Glibc
import SwitchboardConfiguration
import SwitchboardTesting
import Testing

/// Files somebody wrote to hurt, or a disk mangled: each ends in a problem, soon and within bounds.
@Suite struct HostileFilesTests {
    /// Most time of a core one file may take, whatever it holds, in seconds. Generous: it tells exponential from
    /// linear, and how busy the machine is makes no difference.
    static let coreSecondsMax = 30.0

    private func problems(_ bytes: Data) throws -> [String] {
        let folder = try ConfigurationFolder()
        try folder.write(bytes, to: "switchboard.yaml")
        let start = coreSeconds()
        let problems = folder.problems()
        #expect(coreSeconds() - start < Self.coreSecondsMax)
        return problems
    }

    /// Time of a core this thread has had.
    private func coreSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test func `a bomb of aliases is refused before it is built`() throws {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(aliases)]\n"
        }
        yaml += "? *a30\n: boom\n"
        let found = try problems(Data(yaml.utf8))
        #expect(found.count == 1)
        #expect(found.first?.contains("anchors and aliases") == true)
        #expect(found.first?.hasPrefix("switchboard.yaml:1: yaml:") == true)
    }

    @Test func `an ampersand and an asterisk in texts are no alias`() throws {
        let folder = try ConfigurationFolder([
            "persona.yaml": (ConfigurationFolder.valid["persona.yaml"] ?? "")
                .replacingOccurrences(of: "\"Hello.\"", with: "\"Food & Drinks, *new* at Smith &Sons.\"")
        ])
        #expect(folder.problems() == [])
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `nesting without end is refused`(opening: String) throws {
        let found = try problems(Data(("x: " + String(repeating: opening, count: 100_000)).utf8))
        #expect(found.count == 1)
        #expect(found.first?.contains(": yaml: ") == true)
    }

    @Test func `lines ever more indented are refused`() throws {
        var yaml = ""
        for depth in 0..<1_300 { yaml += String(repeating: " ", count: depth) + "k:\n" }
        let found = try problems(Data(yaml.utf8))
        #expect(!found.isEmpty)
    }

    @Test func `a file of ten megabytes is not read`() throws {
        let found = try problems(Data(repeating: UInt8(ascii: "a"), count: 10_000_000))
        #expect(found == ["switchboard.yaml:1: file: is larger than 1024 KiB"])
    }

    @Test func `NUL bytes are told with their line`() throws {
        #expect(
            try problems(Data("persona: a\nescalation: \u{0}\n".utf8))
                == ["switchboard.yaml:2: yaml: holds a control character"])
    }

    @Test func `text that is not UTF-8 is told with its line`() throws {
        var bytes = Data("persona: a\nescalation: b\nx: ".utf8)
        bytes.append(contentsOf: [0xC3, 0x28, 0x0A])
        #expect(try problems(bytes) == ["switchboard.yaml:3: yaml: is not UTF-8; save the file in UTF-8"])
    }

    @Test func `a byte order mark and Windows line ends are fine`() throws {
        let folder = try ConfigurationFolder()
        let text = (ConfigurationFolder.valid["switchboard.yaml"] ?? "").replacingOccurrences(of: "\n", with: "\r\n")
        try folder.write(Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), to: "switchboard.yaml")
        #expect(folder.problems() == [])
    }

    @Test func `a device or a folder in the place of a file does not hang`() throws {
        for path in ["/dev/zero", "/dev", "/no/such/file"] {
            #expect(throws: ConfigurationProblems.self) { try LoadedConfiguration.load(path) }
        }
    }

    @Test func `ten thousand unknown keys give a bounded report`() throws {
        let keys = (0..<10_000).map { "key\($0): 1\n" }.joined()
        let found = try problems(Data(keys.utf8))
        #expect(found.count == 201)
        #expect(found.last?.hasSuffix("more problems") == true)
    }

    @Test func `a key cannot steer the terminal`() throws {
        let found = try problems(Data("\"\\e[2Jkey\\u202E\": 1\n".utf8))
        #expect(found.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E } })
        #expect(found.contains { $0.contains("\\u{1b}[2Jkey\\u{202e}") })
    }

    @Test func `a reference that fails does not show what others hold`() throws {
        let folder = try ConfigurationFolder([
            "switchboard.yaml": (ConfigurationFolder.valid["switchboard.yaml"] ?? "")
                + "\nlog_level: \"${env:A}\"\ngateway: { port: \"${env:A}\", public_url: \"${env:A}${env:B}\" }\n"
        ])
        let found = folder.problems(environment: ["A": "hunter2-the-secret"])
        #expect(found.count == 3)
        #expect(!found.joined().contains("hunter2"))
    }

    @Test func `mangled files never crash and every problem names a place`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let names = ConfigurationFolder.valid.keys.filter { $0.hasSuffix(".yaml") }.sorted()
        let pieces = [
            "\n", " ", "\t", ":", "- ", "{", "}", "[", "]", "\"", "'", "#", "|", ">", "&a", "*a", "!!int ", "%", "?",
            "\u{FEFF}", "${env:X}", "é",
        ]
        for round in 0..<150 {
            let name = names[Int(random.next() % UInt64(names.count))]
            var bytes = Array((ConfigurationFolder.valid[name] ?? "").utf8)
            for _ in 0...(random.next() % 4) {
                let place = Int(random.next() % UInt64(bytes.count + 1))
                switch random.next() % 4 {
                case 0: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))].utf8, at: place)
                case 1: if place < bytes.count { bytes.remove(at: place) }
                case 2: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
                default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
                }
            }
            let folder = try ConfigurationFolder()
            try folder.write(Data(bytes), to: name)
            do {
                _ = try folder.load()
            } catch {
                for problem in error.problems {
                    #expect(problem.line >= 1, "seed \(seed), round \(round)")
                    #expect(problem.file.hasPrefix(folder.path), "seed \(seed), round \(round)")
                    #expect(!problem.key.isEmpty && !problem.reason.isEmpty, "seed \(seed), round \(round)")
                }
            }
        }
    }
}
