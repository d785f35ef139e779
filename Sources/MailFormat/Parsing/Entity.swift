/// A node of a mail's structure: the mail itself or one of its parts.
struct Entity {
    enum Content {
        /// Where the undecoded bytes of a leaf stand.
        case leaf(Range<Int>)
        case multipart([Entity])
    }

    var header: RawHeader
    var type: ContentType
    /// Whether the part says of itself what it is.
    var isTypeStated: Bool
    var disposition: ContentDisposition?
    var content: Content

    var encodingName: String {
        header.first("Content-Transfer-Encoding").map { String(decoding: HeaderText.unfolded($0), as: UTF8.self) } ?? ""
    }

    var contentID: String? {
        guard let value = header.first("Content-ID") else { return nil }
        return MessageIDs.parse(String(decoding: HeaderText.unfolded(value), as: UTF8.self), limit: 1).first
            ?? String(decoding: HeaderText.unfolded(value), as: UTF8.self).trimmingBlanks().nilIfEmpty
    }

    /// The name the sender gave the file, as it came.
    var fileName: String? { disposition?.parameters["filename"] ?? type.parameters["name"] }

    var isMultipart: Bool {
        if case .multipart = content { return true }
        return false
    }

    var children: [Entity] {
        if case .multipart(let children) = content { return children }
        return []
    }
}

extension String {
    var nilIfEmpty: String? { isEmpty ? nil : self }
}
