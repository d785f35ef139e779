import Conversations
import Foundation
import SwitchboardConfiguration
import Testing

@testable import Switchboard

@Suite("Whose a telephone number is, by the configuration")
struct NumberReadingTests {
    private func reading(_ phone: String) throws -> NumberReading {
        let path = NSTemporaryDirectory() + "numbers-\(UUID().uuidString).yaml"
        try "identity: { phone: \(phone) }\n".write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let options = ConfigurationOptions(
            environment: [:], dataFolder: nil, channelFolders: [], isForServing: false, needsSecrets: false)
        return NumberReading(try LoadedConfiguration.load(path, options: options).settings)
    }

    private let phone = ChannelName("phone")

    @Test("The ways a number is written are one subscriber")
    func variants() throws {
        let numbers = try reading("{ region: DE }")
        let keys = [
            "0151 23456789", "+49 151 23456789", "+49 (0)151 23456789", "0049151/23456789", "tel:+4915123456789",
        ]
        .map { numbers.subscriber($0, on: phone)?.key }
        #expect(Set(keys) == ["+4915123456789"])
        // Brazil added a digit to its mobile numbers.
        #expect(
            numbers.subscriber("+55 31 8123 4567", on: phone)?.key
                == numbers.subscriber("+55 31 98123 4567", on: phone)?.key)
    }

    @Test(
        "Withheld, mistyped and service numbers are nobody's",
        arguments: [
            "", "anonymous", "unknown", "Restricted", "+266696687", "12", "+49151", "0800 330 1000", "0900 5 123456",
            "116117", "+1 555 555 5555", "sip:anna@example.org", String(repeating: "1", count: 500),
        ])
    func nobody(_ written: String) throws {
        #expect(try reading("{ region: DE }").subscriber(written, on: phone) == nil)
    }

    @Test("Without a region only numbers with a country code count; an extension is a subscriber of its own")
    func regions() throws {
        let numbers = try reading("{}")
        #expect(numbers.subscriber("0151 23456789", on: phone) == nil)
        #expect(numbers.subscriber("+49 151 23456789", on: phone) != nil)
        let desk = numbers.subscriber("+49 721 5550010 ext. 12", on: phone)
        #expect(desk?.key != numbers.subscriber("+49 721 5550010", on: phone)?.key)
    }

    @Test("A shared number is told however it is written")
    func shared() throws {
        let numbers = try reading("{ region: DE, shared_numbers: [\"0721 5550010\"] }")
        #expect(numbers.subscriber("+49 721 5550010", on: phone)?.isShared == true)
        #expect(numbers.subscriber("+49 151 23456789", on: phone)?.isShared == false)
    }
}
