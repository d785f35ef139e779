import Testing

@Suite("The import rules refuse what they are there to refuse")
struct ImportRuleTests {
    @Test(
        "an import is found in every form it can take",
        arguments: [
            ("import GRDB", "GRDB"),
            ("public import GRDB", "GRDB"),
            ("  internal import GRDB // why", "GRDB"),
            ("@testable import GRDB", "GRDB"),
            ("@preconcurrency public import GRDB", "GRDB"),
            ("import struct GRDB.Row", "GRDB"),
            ("import func Glibc.getenv", "Glibc"),
            ("import Foundation.NSDate", "Foundation"),
            ("/* a */ import GRDB", "GRDB"),
            ("let a = 1; import GRDB", "GRDB"),
        ])
    func importsAreFound(source: String, module: String) {
        #expect(ImportLine.all(in: source).map(\.module) == [module])
    }

    @Test(
        "what only looks like an import is none",
        arguments: [
            "// import GRDB",
            "/// import GRDB",
            "/*\nimport GRDB\n*/",
            "/* /* */\nimport GRDB\n*/",
            "let a = \"\"\"\n    import GRDB\n    \"\"\"",
            "important(GRDB)",
            "let text = \"a import GRDB\"",
        ])
    func lookalikesAreIgnored(source: String) {
        #expect(ImportLine.all(in: source).isEmpty)
    }

    @Test("a line number points at the import")
    func lineNumbers() {
        #expect(ImportLine.all(in: "\n\nimport GRDB\n").first == ImportLine(module: "GRDB", line: 3))
    }

    @Test(
        "a forbidden import is refused",
        arguments: [
            ("GRDB", "Intake"), ("GRDB", "Gateway"), ("GRDB", "Switchboard"),
            ("Hummingbird", "Storage"), ("Hummingbird", "Intake"), ("Hummingbird", "WebChatChannel"),
            ("JWTKit", "Gateway"), ("JWTKit", "OpsConsole"),
            ("Yams", "AgentCore"), ("ArgumentParser", "OpsConsole"),
            ("Storage", "Gateway"), ("Storage", "Intake"), ("AgentCore", "Intake"), ("Knowledge", "AgentCore"),
            ("Switchboard", "Storage"), ("SwitchboardTesting", "Switchboard"), ("ConnectorKit", "Conversations"),
            ("FoundationNetworking", "WebChatChannel"), ("SomethingNew", "Storage"),
        ])
    func forbidden(imported: String, module: String) {
        #expect(AllowedImports.project.objection(to: imported, in: module) != nil)
    }

    @Test(
        "an allowed import passes",
        arguments: [
            ("GRDB", "Storage"), ("Hummingbird", "Gateway"), ("JWTKit", "WebChatChannel"), ("Yams", "Knowledge"),
            ("Conversations", "Intake"), ("Foundation", "Conversations"), ("Storage", "Switchboard"),
        ])
    func allowed(imported: String, module: String) {
        #expect(AllowedImports.project.objection(to: imported, in: module) == nil)
    }

    @Test("a module without an entry is refused")
    func unknownModule() {
        #expect(AllowedImports.project.objection(to: "Conversations", in: "Extra") != nil)
    }

    @Test("a circle of arrows is found")
    func cycles() {
        let circle = AllowedImports(own: ["A": ["B"], "B": ["C"], "C": ["A"]], foreign: [:], platform: [])
        let line = AllowedImports(own: ["A": ["B", "C"], "B": ["C"], "C": []], foreign: [:], platform: [])
        #expect(circle.cycle() == "A")
        #expect(line.cycle() == nil)
    }
}
