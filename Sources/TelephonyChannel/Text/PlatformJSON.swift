import LosslessJSON

extension JSONValue {
    /// A platform's document; nil where it is none, is larger, deeper nested (32) or holds more values (50,000) than any.
    init?(_ text: some Collection<UInt8>, bytesMax: Int) {
        guard text.count <= bytesMax,
            let value = try? JSONParser.value(of: Array(text), limits: JSONLimits(depth: 32, values: 50_000))
        else { return nil }
        self = value
    }
}
