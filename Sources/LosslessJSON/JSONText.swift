/// Written JSON (RFC 8259), put together from pieces.
public enum JSONText {
    /// A text in quotes.
    public static func quoted(_ text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 2)
        JSONWriter.write(text, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// An object with the members in this order; nil values, already written as JSON, are left out.
    public static func object(_ members: [(name: String, json: String?)]) -> String {
        var parts: [String] = []
        for case (let name, let json?) in members { parts.append("\(quoted(name)):\(json)") }
        return "{" + parts.joined(separator: ",") + "}"
    }
}
