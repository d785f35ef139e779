import Foundation
import Testing

@testable import Recipes

private func programs(_ text: String) throws -> JQPrograms {
    try JQPrograms([JQSource(name: "test", text: text)])
}

private func run(_ text: String, _ input: JSON = .null, limits: JQLimits = JQLimits()) throws -> JQRun {
    try programs(text).run("test", input, scope: JQScope(settings: ["greeting": "Hallo"], now: 42), limits: limits)
}

@Suite struct JQTests {
    @Test func valuesComeBackAsTheyWentIn() throws {
        let programs = try programs(".")
        var generator = SplitMix(seed: 3)
        for _ in 0..<200 {
            let value = generator.json(depth: 4)
            #expect(programs.run("test", value, scope: JQScope()).outputs == [value])
        }
        let odd: JSON = ["\u{0}", "👩‍👩‍👧", "9007199254740993"]
        #expect(programs.run("test", odd, scope: JQScope()).outputs == [odd])
    }

    @Test func aMappingSeesSettingsAndTime() throws {
        #expect(try run("[$settings.greeting, $now, .]", 1).outputs == [["Hallo", 42, 1]])
    }

    @Test func outputsBeforeAnErrorAreKept() throws {
        let run = try run("1, 2, error(\"no\"), 3")
        #expect(run.outputs == [1, 2])
        #expect(run.failure == .error(message: "no"))
    }

    @Test(arguments: [
        "def f: f; f", "[range(1e12)] | length", "reduce range(1e12) as $i (0; . + 1)", "def f: [f]; f",
        "last(range(1e12))", "def f: 1 + f; f", "[limit(1e12; range(1e13))] | length",
    ])
    func aRunWithoutEndIsEnded(_ text: String) throws {
        let started = ContinuousClock.now
        let run = try run(text, limits: JQLimits(timeMax: .milliseconds(50)))
        #expect(run.failure == .timeout || run.failure == .memory)
        #expect(started.duration(to: .now) < .seconds(10))
    }

    @Test func aRunThatGrowsIsEnded() throws {
        let run = try run(
            "reduce range(60) as $i (\"x\" * 1024; . + .) | length", limits: JQLimits(timeMax: .seconds(5)))
        #expect(run.failure == .memory || run.failure == .timeout)
    }

    @Test func afterARunThatWasEndedTheNextOneIsRight() throws {
        let programs = try programs("if . == 1 then def f: f; f else . + 1 end")
        for _ in 0..<3 {
            let limits = JQLimits(timeMax: .milliseconds(20))
            #expect(programs.run("test", 1, scope: JQScope(), limits: limits).failure == .timeout)
            #expect(programs.run("test", 2, scope: JQScope(), limits: limits).outputs == [3])
        }
    }

    @Test func aPatternThatTriesTooManyWaysGivesUp() throws {
        let started = ContinuousClock.now
        let run = try run("test(\"(a+)+$\")", .string(String(repeating: "a", count: 40) + "b"))
        guard case .error(let message) = run.failure else {
            Issue.record("\(String(describing: run.failure))")
            return
        }
        #expect(message.contains("retry-limit"))
        #expect(started.duration(to: .now) < .seconds(8))
    }

    @Test func outputsAreBounded() throws {
        #expect(try run("range(1e6)", limits: JQLimits(outputsMax: 10)).outputs.count == 10)
        #expect(try run("range(1e6)", limits: JQLimits(outputsMax: 10)).failure == .tooLarge)
        #expect(try run("[range(1000)]", limits: JQLimits(valuesMax: 100)).failure == .tooLarge)
        #expect(try run("\"x\" * 10000", limits: JQLimits(valuesMax: 100)).failure == .tooLarge)
        #expect(try run("reduce range(200) as $i (null; [.])").failure == .tooLarge)
    }

    @Test(arguments: [
        "input", "[inputs]", "env.HOME", "$ENV", "$ENV.PATH", "debug", "halt", "\"a\" | halt_error", "now", "repeat(.)",
        "while(true; .)", "until(false; .)", "[.] | implode", "1 | todate", "import \"a\" as a; .",
        "include \"a\"; .", "\"\\(env)\"", "..|env", "{a: input}", "infinite", "input_filename", "get_search_list",
        "# x\n\"#\" , env", "1 as $x | env", "\"a\\\"\" | env",
    ])
    func wordsThatReachOutsideAreRefused(_ text: String) {
        #expect(throws: JQComplaints.self) { try programs(text) }
    }

    @Test(arguments: [
        ".env", "{env: 1}", "{input: .now}", "\"env input\"", "# env\n.", ".a.input.b", "@text \"now\"",
        "{now: 1} | .now",
        ".debug? // 1", "\"\\(1) env\"", "def x: \"halt\"; x",
    ])
    func theSameWordsAsNamesAreNot(_ text: String) throws {
        #expect(try run(text, ["env": 1]).failure == nil)
    }

    @Test func complaintsNameTheLine() throws {
        do {
            _ = try programs("{\n  a: .b,\n  c: .d |\n}")
            Issue.record("is no program")
        } catch let error as JQComplaints {
            #expect(error.complaints.first?.line == 4)
            #expect(error.complaints.first?.reason.hasPrefix("jq: syntax error, unexpected '}'") == true)
        }
        do {
            _ = try programs("1\n| nosuch(2)")
            Issue.record("is no program")
        } catch let error as JQComplaints {
            #expect(error.complaints == [JQComplaint(source: "test", line: 2, reason: "jq: nosuch/1 is not defined")])
        }
    }

    @Test func everyWrongMappingIsNamed() {
        let sources = [
            JQSource(name: "a", text: "."), JQSource(name: "b", text: "{"), JQSource(name: "c", text: "nosuch"),
        ]
        do {
            _ = try JQPrograms(sources)
            Issue.record("are no programs")
        } catch {
            #expect(Set(error.complaints.map(\.source)) == ["b", "c"])
        }
    }

    @Test func theHelpersDoWhatTheySay() throws {
        #expect(try run("[.[] | id]", ["a", 1, "", .null, ["x"]]).outputs == [["a", "1", .null, .null, .null]])
        #expect(try run("[.[] | seconds]", ["1", 2, .null, "x"]).outputs == [[1000, 2000, .null, .null]])
        #expect(try run("compact", ["a": 1, "b": .null]).outputs == [["a": 1]])
        #expect(try run("[.[] | list]", [.null, 1, [2]]).outputs == [[[], [1], [2]]])
        #expect(try run("words", ["a", .null, "b", ""]).outputs == ["a b"])
        #expect(try run("unescaped", "a &amp;lt; &lt;b&gt;").outputs == ["a &lt; <b>"])
        #expect(
            try run("[.[] | bounded(0; 10)]", ["3", "99", "-1", "x", .null, "1e300"]).outputs == [[3, 10, 0, 0, 0, 10]])
        #expect(
            try run("[.[] | embedded]", ["{\"a\":1}", "{", ["b": 2], .null]).outputs == [
                [["a": 1], .null, ["b": 2], .null]
            ])
        #expect(try run("[.[] | maybe(. + 1)]", [1, .null]).outputs == [[2, .null]])
    }

    @Test func manyAtOnceDoNotMix() async throws {
        let programs = try programs(". * 2")
        let threads = JQThreads(count: 4)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let run = try await threads.perform {
                        programs.run("test", .number(Double(number)), scope: JQScope())
                    }
                    return run.outputs == [.number(Double(number * 2))]
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(threads.lostThreads == 0)
    }
}

@Suite struct JQThreadsTests {
    @Test func aStuckJobCostsItsThreadAndNotTheOthers() async throws {
        let gate = DispatchSemaphore(value: 0)
        let threads = JQThreads(count: 1, lostMax: 1, stuckAfter: .milliseconds(1))
        let (begun, began) = AsyncStream<Void>.makeStream()
        let stuck = Task {
            try await threads.perform {
                began.finish()
                gate.wait()
            }
        }
        for await _ in begun {}
        // The next jobs are served although the only thread never comes back by itself.
        for number in 0..<3 {
            #expect(try await threads.perform { number } == number)
        }
        #expect(threads.lostThreads == 1)
        gate.signal()
        try await stuck.value
        _ = try await threads.perform { 1 }
    }

    @Test func tooManyWaitingJobsAreRefused() async throws {
        let gate = DispatchSemaphore(value: 0)
        let threads = JQThreads(count: 1, jobsMax: 2, lostMax: 0)
        let begun = DispatchSemaphore(value: 0)
        let first = Task {
            try await threads.perform {
                begun.signal()
                gate.wait()
            }
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                begun.wait()
                continuation.resume()
            }
        }
        let (refusals, refusal) = AsyncStream.makeStream(of: Void.self)
        let others = (0..<4).map { _ in
            Task {
                do { return try await threads.perform { 1 } } catch {
                    refusal.yield()
                    return 0
                }
            }
        }
        // Two wait behind the first; the two others are refused while it is still at work.
        var refused = 0
        for await _ in refusals {
            refused += 1
            if refused == 2 { break }
        }
        gate.signal()
        try await first.value
        var served = 0
        for other in others { served += await other.value }
        #expect(served == 2)
    }
}
