import Crypto

/// Comparison whose time does not tell where two values differ.
enum ConstantTime {
    /// Whether both are the same. Both are hashed first, so that not even the length shows.
    static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let left = SHA256.hash(data: left)
        let right = SHA256.hash(data: right)
        var difference: UInt8 = 0
        for (one, other) in zip(left, right) { difference |= one ^ other }
        return difference == 0
    }
}

/// Names a request among others of the same channel, for telling that it was sent again.
enum ReplayKey {
    /// Nil without a timestamp: such a platform sends the same bytes again when it repeats an event, and only the
    /// event's own id tells.
    static func of(
        _ signature: [UInt8], timestamp: TimestampRule?, _ request: WebhookRequest, _ body: ParsedBody
    ) -> String? {
        guard let timestamp, let made = timestamp.place.value(in: request, form: body.fields) else { return nil }
        return "\(made).\(Hex.encode(SHA256.hash(data: signature).prefix(16)))"
    }
}
