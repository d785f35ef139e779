extension PhoneNumber {
    /// The same for all ways in which one subscriber's number is written by telephone networks and by WhatsApp.
    ///
    /// Three countries changed their mobile numbers and WhatsApp kept the old form of some:
    /// - Brazil put a 9 before the eight digits of mobile numbers (2012 to 2016): `+55 31 8123 4567` is
    ///   `+55 31 98123 4567`. Eight digits that begin with 6 to 9 were mobile; landlines begin with 2 to 5. Area codes
    ///   have no 0.
    /// - Mexico dropped the 1 that mobile numbers had when called from abroad (2019): `+52 1 55 …` is `+52 55 …`.
    /// - Argentina has a 9 before mobile numbers when they are called from abroad, and networks and address books leave
    ///   it out; area code and number belong to one subscriber, mobile or not.
    ///
    /// A key for finding, not for dialling: send to ``e164``.
    public var subscriberKey: String {
        let digits = e164.dropFirst()
        switch countryCode {
        case 55:
            let national = digits.dropFirst(2)
            guard national.count == 10, !national.prefix(2).contains("0"),
                let first = national.dropFirst(2).first, ("6"..."9").contains(first)
            else { return e164 }
            return "+55\(national.prefix(2))9\(national.dropFirst(2))"
        case 52 where digits.hasPrefix("521") && digits.count == 13 && digits.dropFirst(3).first != "0":
            return "+52\(digits.dropFirst(3))"
        case 54 where digits.hasPrefix("549") && digits.count == 13 && digits.dropFirst(3).first != "0":
            return "+54\(digits.dropFirst(3))"
        default:
            return e164
        }
    }

    /// Whether both reach one subscriber: the same extension at the same ``subscriberKey``.
    public func isSame(as other: PhoneNumber) -> Bool {
        subscriberKey == other.subscriberKey && `extension` == other.extension
    }

    /// The forms under which a store may know the subscriber, this number's own first, each once; at most three.
    public var variants: [String] {
        var forms = [e164, subscriberKey]
        let national = subscriberKey.dropFirst(3)
        switch countryCode {
        case 55 where national.count == 11 && national.dropFirst(2).first == "9" && !national.prefix(2).contains("0"):
            if let first = national.dropFirst(3).first, ("6"..."9").contains(first) {
                forms.append("+55\(national.prefix(2))\(national.dropFirst(3))")
            }
        case 52 where national.count == 10 && national.first != "0": forms.append("+521\(national)")
        case 54 where national.count == 10 && national.first != "0": forms.append("+549\(national)")
        default: break
        }
        var seen: Set<String> = []
        return forms.filter { seen.insert($0).inserted }
    }
}
