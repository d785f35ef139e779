/// How a mailbox is read.
public struct IMAPConfiguration: Sendable {
    /// What is done with a mail in its folder once it is stored here.
    public enum Mark: Sendable, Equatable {
        /// A word of ours is kept with it; people see nothing of it.
        case keyword(String)
        /// It is shown as read.
        case seen
        case move(folder: String)
        case nothing
    }

    /// Which of the mails that lie there at the very first sight are taken.
    public enum Start: String, Sendable, CaseIterable {
        /// Those nobody has read.
        case unseen
        case all
        /// None: only what comes from now on.
        case new
    }

    /// Our name of the mailbox: scopes cursors and ids.
    public var account: String
    public var server: MailServer
    /// The first is watched by IDLE, where the server can do that; the others are read every ``poll``.
    public var folders: [String]
    public var mark: Mark
    public var start: Start
    /// After a folder was numbered anew (another UIDVALIDITY): most mails of before that are taken without asking. Above
    /// it the folder is not read until a person says so by a higher number, or moves them away.
    public var renumberedMailsMax: Int
    /// Largest mail taken whole; of a bigger one this much from its beginning.
    public var mailBytesMax: Int
    /// Between two looks where the server cannot push.
    public var poll: Duration
    /// Longest IDLE in one go: servers allow 30 minutes (RFC 2177), networks often ten.
    public var idleMax: Duration
    /// For the answer to a command, and for each piece of a mail.
    public var commandTimeout: Duration
    /// First and longest wait before a lost connection is made again.
    public var backoff: ClosedRange<Duration>
    /// The same after a refused sign-in: mailboxes are locked for wrong passwords that come again and again.
    public var signInBackoff: ClosedRange<Duration>

    public init(
        account: String, server: MailServer, folders: [String] = ["INBOX"], mark: Mark = .keyword("$SwitchboardTaken"),
        start: Start = .unseen, renumberedMailsMax: Int = 200, mailBytesMax: Int = 50 << 20,
        poll: Duration = .seconds(5),
        idleMax: Duration = .seconds(540), commandTimeout: Duration = .seconds(60),
        backoff: ClosedRange<Duration> = .seconds(1) ... .seconds(300),
        signInBackoff: ClosedRange<Duration> = .seconds(240) ... .seconds(3600)
    ) {
        self.account = account
        self.server = server
        self.folders = folders
        self.mark = mark
        self.start = start
        self.renumberedMailsMax = renumberedMailsMax
        self.mailBytesMax = mailBytesMax
        self.poll = poll
        self.idleMax = idleMax
        self.commandTimeout = commandTimeout
        self.backoff = backoff
        self.signInBackoff = signInBackoff
    }

    /// What is wrong with these settings, for operators; nil when they can be used.
    public var problem: String? {
        if let problem = server.problem { return problem }
        if server.credentials == nil { return "a mailbox needs a user and a password or token" }
        guard !folders.isEmpty, Set(folders).count == folders.count else { return "each folder is named once" }
        var names = folders
        if case .move(let folder) = mark {
            names.append(folder)
            if folders.contains(folder) { return "mails cannot be moved into a folder that is read" }
        }
        guard names.allSatisfy({ IMAPFolderName.quoted($0) != nil }) else { return "a folder's name cannot be sent" }
        if case .keyword(let word) = mark {
            let isAtom = word.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"(){%*\"\\]".utf8.contains($0) }
            if word.isEmpty || !isAtom { return "the keyword must be one word of ASCII letters" }
        }
        return nil
    }
}

/// What a mailbox's connection does, for operators.
public enum IMAPState: Sendable, Equatable {
    /// All folders are read; `isPushed` when the server tells us of new mail.
    case watching(isPushed: Bool)
    /// A folder cannot be read while others can.
    case folderFailed(folder: String, detail: String)
    /// The store did not take a mail for now.
    case held(seconds: Int)
    /// No connection. `needsOperator` when waiting will not help; `detail` holds no secret.
    case disconnected(detail: String, needsOperator: Bool, retryAfter: Duration)
}
