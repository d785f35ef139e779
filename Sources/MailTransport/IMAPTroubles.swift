import Synchronization

/// Counts what went wrong with single mails, so that one that the server cannot give does not stop its folder.
final class IMAPTroubles: Sendable {
    /// One mail.
    struct Place: Hashable, Sendable {
        var folder: String
        var uidValidity: UInt32
        var uid: UInt32
    }

    private struct Trouble {
        var place: Place
        var points: Int
        var reason: String
    }

    /// A mail is given up at so many points: four clear refusals, or twelve lost connections.
    static let pointsMax = 12
    private static let refusalPoints = 3

    /// Each folder's mail at which reading stands.
    private let current = Mutex<[String: Trouble]>([:])

    /// Notes a failure. A connection that ends or a server that asks for patience says little about the mail.
    func note(_ failure: IMAPFailure, at place: Place) {
        let (points, reason): (Int, String) =
            switch failure {
            case .refused(let text): (Self.isPassing(text) ? 1 : Self.refusalPoints, text)
            case .wire(.malformed(let detail)): (Self.refusalPoints, WireFailure.malformed(detail).text)
            case .wire(.interrupted), .connect, .needsOperator: (0, "")
            case .wire(let failure): (1, failure.text)
            }
        guard points > 0 else { return }
        current.withLock { current in
            let before = current[place.folder].flatMap { $0.place == place ? $0.points : nil } ?? 0
            current[place.folder] = Trouble(place: place, points: before + points, reason: reason)
        }
    }

    /// Whether something went wrong with this mail before.
    func isKnown(_ place: Place) -> Bool { current.withLock { $0[place.folder]?.place == place } }

    /// Why no more is tried; nil while it is.
    func reasonToGiveUp(_ place: Place) -> String? {
        current.withLock { current in
            guard let trouble = current[place.folder], trouble.place == place, trouble.points >= Self.pointsMax else {
                return nil
            }
            return trouble.reason
        }
    }

    /// Response codes that speak of a while (RFC 5530, 3).
    private static func isPassing(_ text: String) -> Bool {
        let text = text.uppercased()
        return ["[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[OVERQUOTA]"].contains { text.contains($0) }
    }
}
