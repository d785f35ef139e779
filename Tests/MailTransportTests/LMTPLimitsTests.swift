import Foundation
import Testing

@testable import MailTransport

/// What a client may not do, and how the listener stops.
@Suite(.timeLimit(.minutes(2))) struct LMTPLimitsTests {
    @Test func aClientThatSendsItsCommandTooSlowlyIsSentAway() async throws {
        try await withListener {
            $0.commandTimeout = .milliseconds(300)
        } _: { _, port, _ in
            let lines = try await LMTPClient.with(port: port) { client in
                try await client.send("LHL")
                return try await client.rest()
            }
            #expect(lines.last == "421 4.4.2 too slow")
        }
    }

    @Test func aMailThatDripsIsGivenUp() async throws {
        try await withListener {
            $0.dataTimeout = .milliseconds(300)
        } _: { _, port, taker in
            let lines = try await LMTPClient.with(port: port) { client in
                try await client.send("LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\nhalf a mail\r\n")
                return try await client.rest()
            }
            #expect(lines.last == "421 4.4.2 too slow")
            #expect(taker.mails.isEmpty)
        }
    }

    @Test func aLineThatNeverEndsTakesNoMemory() async throws {
        try await withListener { _, port, _ in
            let lines = try await LMTPClient.with(port: port) { client in
                for _ in 0..<100 { try await client.send(String(repeating: "A", count: 10_000)) }
                try await client.send("\r\nQUIT\r\n")
                return try await client.rest()
            }
            #expect(lines.dropFirst().map { $0.prefix(3) } == ["500", "221"])
        }
    }

    @Test func tooManyMistakesOrEmptyCommandsEndTheConnection() async throws {
        try await withListener { _, port, _ in
            for (command, count) in [("NONSENSE\r\n", LMTPSession.mistakesMax), ("NOOP\r\n", LMTPSession.commandsMax)] {
                let lines = try await LMTPClient.with(port: port) { client in
                    try await client.send(String(repeating: command, count: count + 1))
                    return try await client.rest()
                }
                #expect(lines.last?.hasPrefix("421 4.7.0") == true)
            }
        }
    }

    @Test func oneConnectionTooManyIsToldToComeLater() async throws {
        try await withListener {
            $0.connectionsMax = 1
        } _: { _, port, _ in
            try await LMTPClient.with(port: port) { first in
                #expect(try await first.code() == 220)
                let lines = try await LMTPClient.with(port: port) { try await $0.rest() }
                #expect(lines == ["421 4.3.2 too many connections"])
                #expect(try await first.ask("NOOP") == 250)
            }
        }
    }

    @Test func stoppingAnswersTheMailThatIsBeingStoredAndEndsTheOthers() async throws {
        try await withListener { listener, port, taker in
            taker.hold()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let lines = try await LMTPClient.with(port: port) { client in
                        try await client.send("LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\nx\r\n.\r\n")
                        return try await client.rest()
                    }
                    #expect(lines.suffix(2) == ["250 2.0.0 stored as mail-1", "421 4.3.2 going down"])
                }
                group.addTask {
                    let lines = try await LMTPClient.with(port: port) { client in
                        let greeting = try await client.code()
                        while taker.waitingCount == 0 { await Task.yield() }
                        listener.stop()
                        let lines = try await client.rest()
                        taker.release()
                        return ["\(greeting)"] + lines
                    }
                    #expect(lines == ["220", "421 4.3.2 going down"])
                }
                try await group.waitForAll()
            }
            #expect(taker.mails.count == 1)
        }
    }

    @Test func aUnixSocketHasTheModeItWasGiven() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "lmtp-\(UUID().uuidString).sock").path
        try await withListener {
            $0.address = .unix(path: path, mode: 0o660)
        } _: { _, _, _ in
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o660)
        }
    }

    @Test func onlyTheMachineItselfMayBeListenedTo() {
        for (address, isGood) in [
            (LMTPConfiguration.Address.tcp(host: "127.0.0.1", port: 24), true),
            (.tcp(host: "0.0.0.0", port: 24), false),
            (.tcp(host: "127.0.0.1", port: 25), false), (.unix(path: "/run/x", mode: 0o660), true),
            (.unix(path: String(repeating: "a", count: 108), mode: 0o660), false),
        ] {
            #expect((LMTPConfiguration(address: address).problem == nil) == isGood)
        }
    }
}
