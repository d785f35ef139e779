import Foundation
import Testing

@testable import Recipes

/// What `channels test` knows of a sample beside right and wrong.
@Suite struct SampleReportTests {
    static let document = Array(
        """
        {
          "request": { "body": { "text": "a \\"quoted\\" [word]: {" } },
          "events": [
            { "kind": "message" },
            {
              "kind": "edit",
              "targets": ["1", "2"]
            }
          ]
        }
        """.utf8)

    @Test(arguments: [
        ("", 1), ("request.body.text", 2), ("events", 3), ("events[0].kind", 4), ("events[1]", 5),
        ("events[1].kind", 6), ("events[1].targets[1]", 7), ("events[1].text", 5), ("events[7].text", 3),
        ("outcome.failure", 1),
    ])
    func aProblemHasTheLineOfItsPlace(_ path: String, _ line: Int) {
        #expect(SamplePlaces.line(of: path, in: Self.document) == line)
    }

    @Test func linesAreFoundInWhateverIsJSON() throws {
        // Deep, long and escaped documents take one pass.
        let deep = String(repeating: "[", count: 60) + "\n1" + String(repeating: "]", count: 60)
        #expect(SamplePlaces.line(of: String(repeating: "[0]", count: 60), in: Array(deep.utf8)) == 2)
        let long = "[" + (0..<20_000).map { "\n\"\\\\\($0)\"" }.joined(separator: ",") + "]"
        #expect(SamplePlaces.line(of: "[19999]", in: Array(long.utf8)) == 20_001)
    }

    @Test func whatCameIsTold() throws {
        let recipe = try #require(shipped["generic"])
        let secret: JSON = ["secret": "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=", "url": "https://app.example.org"]
        var sample: [String: JSON] = [
            "now": 1_760_000_000_000, "signed": true, "settings": secret,
            "request": [
                "headers": ["webhook-id": "1", "webhook-timestamp": "1760000000"],
                "body": ["id": 1, "sender": ["id": "u7"], "text": "Hallo"],
            ],
        ]
        let report = RecipeSamples.report(recipe, sample: .object(sample))
        #expect(report.problems == [])
        #expect(report.found["events"]?.items?.first?["text"] == "Hallo")
        #expect(report.found["signature"]?.text?.hasPrefix("v1,") == true)
        #expect(report.found["answer"]?["status"] == 200)
        sample["signed"] = nil
        sample["answer"] = ["status": 200]
        let refused = RecipeSamples.report(recipe, sample: .object(sample))
        #expect(refused.found["refused"]?["status"] == 401)
        #expect(refused.problems.map(\.description) == ["answer is a refusal with 401: it proves nothing"])
    }

    @Test func aRequestTooManyAndOneTooFewAreTold() throws {
        let recipe = try #require(shipped["slack"])
        let message: JSON = ["key": "k", "recipient": "U", "text": "x", "place": ["chat": "C"]]
        func problems(_ exchange: JSON) -> [String] {
            RecipeSamples.run(recipe, sample: ["action": "message", "message": message, "exchange": exchange])
        }
        let step: JSON = ["request": [:], "answer": ["body": ["ok": true, "channel": "C", "ts": "1.1"]]]
        #expect(problems([step]) == [])
        #expect(problems([]) == ["exchange lacks a request to post, https://slack.com/api/chat.postMessage"])
        #expect(problems([step, step]) == ["exchange[1] is a request that did not come"])
    }

    @Test func recordedPayloadsAreComparedByKindTextAndSender() throws {
        let folder = NSTemporaryDirectory() + "recorded-" + UUID().uuidString + "/generic"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder + "/..") }
        func write(_ name: String, _ text: String) throws {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        for name in ["right", "other-text", "other-kind"] {
            try write(
                "\(name).json",
                #"{"content_type":"application/json","payload":{"id":1,"sender":{"id":"u7"},"text":"Hallo"}}"#)
        }
        try write(
            "../expected.jsonl",
            """
            {"file":"generic/right.json","events":[{"becomes":"message","text":"Hallo","sender":"u7"}]}
            {"file":"generic/other-text.json","events":[{"becomes":"message","text":"Hello"}]}
            {"file":"generic/other-kind.json","events":[{"becomes":"edit"}]}
            """)
        let recipe = try #require(shipped["generic"])
        let results = RecordedPayloads.run(recipe, folder: folder)
        #expect(
            Dictionary(uniqueKeysWithValues: results.map { ($0.name, $0.problems.map(\.description)) }) == [
                "right": [], "other-kind": ["events are message, not edit"],
                "other-text": ["events[0].text is \"Hallo\", not \"Hello\""],
            ])
    }
}
