import Conversations
import Foundation

/// Events as they stand in the store: a kind's number, which never changes once released, and a JSON body.
enum EventCodec {
    /// Number of each kind. A retired number is not used again.
    enum Kind: Int {
        case opened = 1
        case messageReceived = 2
        case messageSent = 3
        case disclosed = 4
        case turnEnded = 5
        case ownerChanged = 6
        case escalated = 7
        case caseChanged = 8
        case noteAdded = 9
        case handedBack = 10
        case rated = 11
        case deliveryChanged = 12
        case factLearned = 13
        case identityLinked = 14
        case waitingNoticeDue = 15
        case messageHeard = 16
        case customerLink = 17
    }

    /// The row's kind and body.
    static func encode(_ body: ConversationEvent.Body) throws -> (Kind, String) {
        switch body {
        case .opened(let value): (.opened, try json(value))
        case .messageReceived(let value): (.messageReceived, EventWriting.json(value))
        case .messageSent(let value): (.messageSent, EventWriting.json(value))
        case .disclosed(let value): (.disclosed, try json(value))
        case .turnEnded(let value): (.turnEnded, EventWriting.json(value))
        case .ownerChanged(let value): (.ownerChanged, try json(value))
        case .escalated(let value): (.escalated, try json(value))
        case .caseChanged(let value): (.caseChanged, try json(value))
        case .noteAdded(let value): (.noteAdded, try json(value))
        case .handedBack(let value): (.handedBack, try json(value))
        case .rated(let value): (.rated, try json(value))
        case .deliveryChanged(let value): (.deliveryChanged, try json(value))
        case .factLearned(let value): (.factLearned, try json(value))
        case .identityLinked(let value): (.identityLinked, try json(value))
        case .waitingNoticeDue(let value): (.waitingNoticeDue, try json(value))
        case .messageHeard(let value): (.messageHeard, try json(value))
        case .customerLink(let value): (.customerLink, try json(value))
        }
    }

    /// The event of a row.
    ///
    /// - Throws: ``StoreFailure`` of kind `corrupt` for a row no version of ours has written.
    static func decode(kind: Int, body: String) throws -> ConversationEvent.Body {
        guard let kind = Kind(rawValue: kind) else {
            throw StoreFailure(kind: .corrupt, detail: "event of unknown kind \(kind)")
        }
        do {
            switch kind {
            case .opened: return .opened(try value(body))
            case .messageReceived: return .messageReceived(try value(body))
            case .messageSent: return .messageSent(try value(body))
            case .disclosed: return .disclosed(try value(body))
            case .turnEnded: return .turnEnded(try value(body))
            case .ownerChanged: return .ownerChanged(try value(body))
            case .escalated: return .escalated(try value(body))
            case .caseChanged: return .caseChanged(try value(body))
            case .noteAdded: return .noteAdded(try value(body))
            case .handedBack: return .handedBack(try value(body))
            case .rated: return .rated(try value(body))
            case .deliveryChanged: return .deliveryChanged(try value(body))
            case .factLearned: return .factLearned(try value(body))
            case .identityLinked: return .identityLinked(try value(body))
            case .waitingNoticeDue: return .waitingNoticeDue(try value(body))
            case .messageHeard: return .messageHeard(try value(body))
            case .customerLink: return .customerLink(try value(body))
            }
        } catch let error as DecodingError {
            throw StoreFailure(kind: .corrupt, detail: "event of kind \(kind) does not read: \(error)")
        }
    }

    /// JSON text of a value.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The value of a JSON text.
    static func value<Value: Decodable>(_ json: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }
}
