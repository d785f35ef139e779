/// Names one customer in this installation.
///
/// Written as `u` and a decimal number, for instance `u42`.
public struct CustomerID: Hashable, Sendable, NumberedID {
    public let number: Int64
    public static let prefix: Character = "u"
    public init(number: Int64) { self.number = number }
}

/// Names one conversation in this installation.
///
/// Written as `c` and a decimal number, for instance `c7`.
public struct ConversationID: Hashable, Sendable, NumberedID {
    public let number: Int64
    public static let prefix: Character = "c"
    public init(number: Int64) { self.number = number }
}

/// Names one human who works in the console.
///
/// Written as `o` and a decimal number, for instance `o3`.
public struct OperatorID: Hashable, Sendable, NumberedID {
    public let number: Int64
    public static let prefix: Character = "o"
    public init(number: Int64) { self.number = number }
}

/// Names one escalated case: the conversation and the how-manieth case of it.
///
/// It needs no counter of its own, so a decision inside a transaction can name a new case without asking the store.
/// Written as `k`, the conversation's number, a hyphen and the ordinal from 1: `k7-1`.
public struct CaseID: Hashable, Sendable, Codable, LosslessStringConvertible {
    public let conversation: ConversationID
    /// Counts the cases of the conversation, from 1.
    public let ordinal: Int

    public init(conversation: ConversationID, ordinal: Int) {
        self.conversation = conversation
        self.ordinal = ordinal
    }

    /// Reads the written form; anything else is nil.
    public init?(_ text: String) {
        guard text.first == "k" else { return nil }
        let parts = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(parts[0]), let ordinal = Int(parts[1]), number > 0, ordinal > 0
        else {
            return nil
        }
        self.init(conversation: ConversationID(number: number), ordinal: ordinal)
        guard description == text else { return nil }
    }

    public var description: String { "k\(conversation.number)-\(ordinal)" }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = CaseID(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a case id"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// An identifier that is a positive number inside and a letter with that number outside.
public protocol NumberedID: Codable, LosslessStringConvertible {
    /// The letter that tells the kinds apart.
    static var prefix: Character { get }
    /// The store's key, at least 1.
    var number: Int64 { get }
    init(number: Int64)
}

extension NumberedID {
    /// The written form.
    public var description: String { "\(Self.prefix)\(number)" }

    /// Reads the written form; anything else is nil.
    public init?(_ text: String) {
        guard text.first == Self.prefix, let number = Int64(text.dropFirst()), number > 0 else { return nil }
        self.init(number: number)
        // One id has one written form: no sign, no leading zero.
        guard description == text else { return nil }
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an id of the kind \(Self.prefix)"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The name of a configured channel, unique in the configuration: `web`, `support`.
public struct ChannelName: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Shorthand for literals and parsed names.
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}
