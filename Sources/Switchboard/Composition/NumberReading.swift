import Conversations
import PhoneNumbers
import Storage
import SwitchboardConfiguration

/// Reads telephone numbers of customers as the configuration says, and tells whose they may be.
struct NumberReading: Sendable {
    /// The company's country.
    let region: String?
    private let regions: [ChannelName: String]
    private let shared: Set<String>
    private let customersMax: Int

    init(_ settings: SwitchboardSettings) {
        let phone = settings.identity.phone
        region = phone.region
        regions = Dictionary(
            settings.channels.compactMap { channel in channel.region.map { (channel.name, $0) } },
            uniquingKeysWith: { first, _ in first })
        customersMax = phone.customersMax
        shared = Set(phone.sharedNumbers.compactMap { PhoneNumber($0, region: phone.region).map(Self.key) })
    }

    /// What the store needs of it.
    var rules: PhoneRules {
        PhoneRules(customersMax: customersMax) { message in
            message.sender.phone.flatMap { subscriber($0, on: message.channel) }
        }
    }

    /// The number, in its country's form or with a country code.
    func number(_ written: String, region: String?) -> PhoneNumber? { PhoneNumber(written, region: region) }

    /// The subscriber a number of a channel reaches; nil for one that is not in use, and for lines that are no
    /// person's by their range: service numbers, voicemail, a whole company's.
    func subscriber(_ written: String, on channel: ChannelName) -> Subscriber? {
        guard let number = PhoneNumber(written, region: regions[channel] ?? region) else { return nil }
        // WhatsApp keeps old forms of mobile numbers that nobody can dial any more; the subscriber's new one is in use.
        let dialled = number.isValid ? number : PhoneNumber(number.subscriberKey)
        guard let dialled, dialled.isValid, Self.personal.contains(dialled.kind) else { return nil }
        let key = Self.key(number)
        return Subscriber(e164: number.e164, key: key, isShared: shared.contains(key))
    }

    /// Extensions are people of their own.
    static func key(_ number: PhoneNumber) -> String {
        number.subscriberKey + (number.extension.map { ";ext=\($0)" } ?? "")
    }

    private static let personal: Set<PhoneNumber.Kind> = [.fixed, .mobile, .fixedOrMobile, .voip, .personal]
}
