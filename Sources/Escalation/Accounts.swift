public import Conversations

/// What an operator may do; each can do what the one before can.
public enum Role: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
    /// Answers customers.
    case `operator`
    /// Also assigns to others, exports customers, retries dead letters.
    case supervisor
    /// Also erases customers.
    case admin

    private var rank: Int {
        switch self {
        case .operator: 0
        case .supervisor: 1
        case .admin: 2
        }
    }

    public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }
}

/// Somebody who may sign in to the console.
public struct OperatorAccount: Sendable, Hashable {
    public let id: OperatorID
    /// Shown to colleagues and customers.
    public let name: String
    public let role: Role
    /// As libsodium's `crypto_pwhash_str` writes it.
    public let passwordHash: String
    public let createdAt: Timestamp

    public init(id: OperatorID, name: String, role: Role, passwordHash: String, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.role = role
        self.passwordHash = passwordHash
        self.createdAt = createdAt
    }
}

/// A signed-in browser.
public struct StoredSession: Sendable, Hashable {
    /// SHA-256 of the secret in the cookie, 32 bytes.
    public let hash: [UInt8]
    public let operatorID: OperatorID
    public let createdAt: Timestamp
    public var lastUsedAt: Timestamp
    /// Ends then, used or not.
    public let expiresAt: Timestamp

    public init(
        hash: [UInt8], operatorID: OperatorID, createdAt: Timestamp, lastUsedAt: Timestamp, expiresAt: Timestamp
    ) {
        self.hash = hash
        self.operatorID = operatorID
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.expiresAt = expiresAt
    }
}

/// What an API token may be used for.
public enum TokenScope: String, Sendable, Hashable, Codable, CaseIterable {
    /// The server-to-server chat; nothing of the operators' API.
    case chat
    /// The operators' API in the role of an operator.
    case operate
    /// The operators' API in the role of an administrator.
    case admin

    /// The role the scope stands for; nil where it opens nothing of the operators' API.
    public var role: Role? {
        switch self {
        case .chat: nil
        case .operate: .operator
        case .admin: .admin
        }
    }
}

/// An API token without its secret.
public struct StoredToken: Sendable, Hashable {
    /// From the operators' sequence: under this id it holds cases and owns conversations.
    public let id: OperatorID
    public let name: String
    public let scope: TokenScope
    public let createdAt: Timestamp
    public let revokedAt: Timestamp?

    public init(id: OperatorID, name: String, scope: TokenScope, createdAt: Timestamp, revokedAt: Timestamp?) {
        self.id = id
        self.name = name
        self.scope = scope
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}

/// Who acts at the desk: an operator or a token under its own name.
public struct DeskUser: Sendable, Hashable {
    public let id: OperatorID
    public let name: String
    public let role: Role

    public init(id: OperatorID, name: String, role: Role) {
        self.id = id
        self.name = name
        self.role = role
    }

    /// The operator as a user of the desk.
    public init(_ account: OperatorAccount) { self.init(id: account.id, name: account.name, role: account.role) }

    /// As the author of what they write and do.
    public var author: Author { Author(kind: .operator, name: name) }
}

/// Who did what, when, to what. Holds ids and kinds, never customers' words or secrets.
public struct AuditEntry: Sendable, Hashable {
    public let at: Timestamp
    /// Nil where nobody is known yet, as with a failed sign-in.
    public let actor: OperatorID?
    /// As given at that time; for a failed sign-in the name that was tried, cut to 128 characters.
    public let actorName: String
    /// A constant word pair: `case.claim`, `customer.erase`, `session.refused`.
    public let action: String
    /// Id of what it was done to; empty for none.
    public let subject: String
    /// A constant or an id, for instance whom it was given to; empty for none.
    public let detail: String

    public init(
        at: Timestamp, actor: OperatorID?, actorName: String, action: String, subject: String = "",
        detail: String = ""
    ) {
        self.at = at
        self.actor = actor
        self.actorName = actorName
        self.action = action
        self.subject = subject
        self.detail = detail
    }
}
