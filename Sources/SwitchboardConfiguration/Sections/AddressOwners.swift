/// Remembers while channels are read which of them an address belongs to.
final class AddressOwners {
    private var channels: [String: String] = [:]

    /// The channel that named an address before; nil when it is this channel's now.
    func owner(of address: String, unless channel: String) -> String? {
        let address = address.lowercased()
        guard let owner = channels[address] else {
            channels[address] = channel
            return nil
        }
        return owner == channel ? nil : owner
    }
}
