import GRDB

/// The tables, version by version. A released migration is never changed; a new one follows it.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 conversations") { db in
            try db.execute(sql: conversations)
            try db.execute(sql: desk)
        }
        migrator.registerMigration("2 removed operators") { db in
            try db.execute(sql: removedOperators)
        }
        migrator.registerMigration("3 ends of chat sessions") { db in
            try db.execute(sql: endsOfChatSessions)
        }
        migrator.registerMigration("4 originals") { db in
            try db.execute(sql: originals)
        }
        migrator.registerMigration("5 files of operators") { db in
            try db.execute(sql: filesOfOperators)
        }
        migrator.registerMigration("6 places and rates of letters") { db in
            try db.execute(sql: placesAndRates)
        }
        migrator.registerMigration("7 webhook tokens") { db in
            try db.execute(sql: webhookTokens)
        }
        migrator.registerMigration("8 letters known everywhere") { db in
            try db.execute(sql: lettersKnownEverywhere)
        }
        migrator.registerMigration("9 openings") { db in
            try db.execute(sql: openings)
        }
        migrator.registerMigration("10 phases of calls") { db in
            try db.execute(sql: phasesOfCalls)
        }
        migrator.registerMigration("11 links of customers") { db in
            try db.execute(sql: linksOfCustomers)
        }
        migrator.registerMigration("12 age of originals") { db in
            try db.execute(sql: ageOfOriginals)
        }
        migrator.registerMigration("13 platforms") { db in
            try db.execute(sql: platforms)
        }
        migrator.registerMigration("14 sendings") { db in
            try db.execute(sql: sendings)
        }
        return migrator
    }()

    /// The message plane. `events` is the truth; every other table here is a projection of it, but `inbox`, which
    /// remembers what was accepted, and `handles`, whose changes are events too.
    private static let conversations = """
        CREATE TABLE customers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT,
            language TEXT,
            assurance INTEGER NOT NULL DEFAULT 0,
            facts TEXT NOT NULL DEFAULT '',
            conversations INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            erased_at INTEGER
        );
        CREATE TABLE conversations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            customer INTEGER NOT NULL REFERENCES customers (id),
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            seq INTEGER NOT NULL,
            owner TEXT NOT NULL CHECK (owner IN ('agent', 'queue', 'nobody') OR owner GLOB 'o[0-9]*'),
            owner_name TEXT,
            epoch INTEGER NOT NULL,
            takeover_epoch INTEGER NOT NULL,
            language TEXT,
            last_received INTEGER NOT NULL,
            answered_through INTEGER NOT NULL,
            unanswered_messages INTEGER NOT NULL,
            disclosed INTEGER NOT NULL,
            unanswered INTEGER NOT NULL,
            memory TEXT NOT NULL,
            hand_back_summary TEXT,
            case_ordinal INTEGER,
            rating INTEGER,
            opened_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            last_message INTEGER NOT NULL DEFAULT 0,
            CHECK (answered_through <= last_received AND last_received <= seq AND takeover_epoch <= epoch)
        );
        CREATE INDEX conversations_by_customer ON conversations (customer);
        CREATE INDEX conversations_by_change ON conversations (changed_at, id);
        CREATE INDEX conversations_in_hands ON conversations (changed_at, id) WHERE owner NOT IN ('agent', 'nobody');
        CREATE INDEX conversations_needing_turn ON conversations (id) WHERE owner = 'agent' AND unanswered_messages > 0;
        CREATE TABLE handles (
            scope TEXT NOT NULL,
            address TEXT NOT NULL,
            customer INTEGER NOT NULL REFERENCES customers (id),
            assurance INTEGER NOT NULL,
            conversation INTEGER REFERENCES conversations (id),
            PRIMARY KEY (scope, address)
        ) WITHOUT ROWID;
        CREATE INDEX handles_by_customer ON handles (customer);
        CREATE INDEX handles_by_address ON handles (address);
        CREATE TABLE events (
            conversation INTEGER NOT NULL REFERENCES conversations (id),
            seq INTEGER NOT NULL CHECK (seq > 0),
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (conversation, seq)
        ) WITHOUT ROWID;
        CREATE TABLE inbox (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            external_id TEXT NOT NULL,
            conversation INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY (channel, address, external_id)
        ) WITHOUT ROWID;
        CREATE TABLE outbox (
            conversation INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            channel TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unknown', 'withdrawn')),
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            detail TEXT,
            dropped_at INTEGER,
            PRIMARY KEY (conversation, seq),
            FOREIGN KEY (conversation, seq) REFERENCES events (conversation, seq)
        ) WITHOUT ROWID;
        CREATE INDEX outbox_waiting ON outbox (due_at) WHERE state IN ('pending', 'sending');
        CREATE INDEX outbox_dead ON outbox (changed_at) WHERE state IN ('failed', 'unknown');
        CREATE TABLE cases (
            conversation INTEGER NOT NULL REFERENCES conversations (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            customer INTEGER NOT NULL,
            queue TEXT NOT NULL,
            priority INTEGER NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'resolved')),
            holder INTEGER,
            holder_name TEXT,
            opened_at INTEGER NOT NULL,
            waiting_since INTEGER,
            resolved_at INTEGER,
            outcome TEXT,
            told_waiting INTEGER NOT NULL DEFAULT 0,
            brief TEXT NOT NULL,
            PRIMARY KEY (conversation, ordinal),
            CHECK (state != 'claimed' OR holder IS NOT NULL)
        ) WITHOUT ROWID;
        CREATE INDEX cases_by_state ON cases (state, priority, waiting_since);
        CREATE INDEX cases_resolved ON cases (-resolved_at, conversation, ordinal) WHERE state = 'resolved';
        CREATE TABLE ledger (
            channel TEXT PRIMARY KEY,
            received INTEGER NOT NULL DEFAULT 0,
            sent INTEGER NOT NULL DEFAULT 0,
            last_received_at INTEGER,
            last_sent_at INTEGER
        ) WITHOUT ROWID;
        CREATE TABLE outside_changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation INTEGER NOT NULL,
            first_seq INTEGER NOT NULL
        );
        """

    /// Accounts and what guards the doors. None of it is in the log.
    private static let desk = """
        CREATE TABLE operators (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            role TEXT,
            password_hash TEXT,
            scope TEXT,
            token_hash BLOB UNIQUE,
            created_at INTEGER NOT NULL,
            revoked_at INTEGER,
            CHECK ((role IS NULL) = (password_hash IS NULL) AND (scope IS NULL) = (token_hash IS NULL)
                AND (role IS NULL) != (scope IS NULL))
        );
        CREATE UNIQUE INDEX operators_by_name ON operators (lower(name)) WHERE role IS NOT NULL;
        CREATE UNIQUE INDEX tokens_by_name ON operators (name) WHERE scope IS NOT NULL AND revoked_at IS NULL;
        CREATE TABLE operator_sessions (
            hash BLOB PRIMARY KEY,
            operator INTEGER NOT NULL REFERENCES operators (id),
            created_at INTEGER NOT NULL,
            last_used_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX operator_sessions_by_operator ON operator_sessions (operator);
        CREATE TABLE chat_sessions (
            id TEXT PRIMARY KEY,
            token_hash BLOB NOT NULL,
            channel TEXT NOT NULL,
            locale TEXT,
            account TEXT,
            name TEXT,
            assurance INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            actor INTEGER,
            actor_name TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail TEXT NOT NULL
        );
        """

    /// An operator who was removed stays as a row, so that the id is never used again; the name is free.
    private static let removedOperators = """
        DROP INDEX operators_by_name;
        CREATE UNIQUE INDEX operators_by_name ON operators (lower(name)) WHERE role IS NOT NULL AND revoked_at IS NULL;
        """

    /// `ended_chat_sessions` tells a serving process which sessions another one ended.
    private static let endsOfChatSessions = """
        ALTER TABLE chat_sessions ADD COLUMN last_used_at INTEGER NOT NULL DEFAULT 0;
        UPDATE chat_sessions SET last_used_at = created_at;
        CREATE INDEX chat_sessions_by_use ON chat_sessions (last_used_at);
        CREATE INDEX chat_sessions_by_account ON chat_sessions (account) WHERE account IS NOT NULL;
        CREATE TABLE ended_chat_sessions (id TEXT PRIMARY KEY) WITHOUT ROWID;
        """

    /// The index finds who wrote in a conversation, however much they wrote elsewhere; `answer_rates` holds each message
    /// of the last day that the agent might answer, on channels that limit how many.
    private static let placesAndRates = """
        CREATE INDEX inbox_by_conversation ON inbox (conversation, channel, address);
        CREATE TABLE answer_rates (
            id INTEGER PRIMARY KEY,
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            at INTEGER NOT NULL
        );
        CREATE INDEX answer_rates_by_address ON answer_rates (channel, address, at);
        CREATE INDEX answer_rates_by_time ON answer_rates (at);
        """

    /// Letters are found by their id alone: on whichever channel, from whomever. `fingerprint` is null for everything
    /// else, and empty for what was taken before it was kept.
    private static let lettersKnownEverywhere = """
        ALTER TABLE inbox ADD COLUMN fingerprint TEXT;
        UPDATE inbox SET fingerprint = '' WHERE EXISTS (
            SELECT 1 FROM originals WHERE originals.conversation = inbox.conversation AND originals.seq = inbox.seq);
        CREATE INDEX inbox_letters ON inbox (external_id, address) WHERE fingerprint IS NOT NULL;
        """

    /// Calls of platforms that count once, until their signature is too old to count anyway.
    private static let webhookTokens = """
        CREATE TABLE webhook_tokens (
            channel TEXT NOT NULL,
            token TEXT NOT NULL,
            ends_at INTEGER NOT NULL,
            PRIMARY KEY (channel, token)
        ) WITHOUT ROWID;
        CREATE INDEX webhook_tokens_by_end ON webhook_tokens (ends_at);
        """

    /// The message that opened a conversation, whoever sent it: a finished call is known by its id alone, though it was
    /// led under a number its transcript does not tell.
    private static let openings = """
        CREATE INDEX inbox_openings ON inbox (channel, external_id) WHERE seq = 2;
        """

    /// When an original came into the store, which for an import is long after the message; 0 where it is not known.
    private static let ageOfOriginals = """
        ALTER TABLE originals ADD COLUMN kept_at INTEGER NOT NULL DEFAULT 0;
        """

    /// How far a conversation that is a call has come, as ``CallPhase`` has it; the index finds those that go on.
    private static let phasesOfCalls = """
        ALTER TABLE conversations ADD COLUMN call TEXT;
        UPDATE conversations SET call = (
            SELECT CASE json_extract(body, '$.handling.reason') WHEN 'finished_call' THEN 'over'
                WHEN 'call_began' THEN 'led' END
            FROM events WHERE events.conversation = conversations.id AND seq = 2 AND kind = 2);
        UPDATE conversations SET call = 'listened' WHERE call = 'led' AND EXISTS (
            SELECT 1 FROM events WHERE events.conversation = conversations.id AND kind = 2
                AND json_extract(body, '$.handling.reason') = 'overheard');
        CREATE INDEX conversations_in_calls ON conversations (channel, changed_at) WHERE call IN ('led', 'listened');
        """

    /// `originals` keeps messages byte for byte as they came, for the record; `mailbox_cursors` how far a mailbox was
    /// read, `secrets` keys the gateway made for itself.
    private static let originals = """
        CREATE TABLE originals (
            id INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            media_type TEXT NOT NULL,
            wants_answer INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            FOREIGN KEY (conversation, seq) REFERENCES events (conversation, seq)
        );
        CREATE UNIQUE INDEX originals_by_message ON originals (conversation, seq);
        CREATE TABLE mailbox_cursors (
            account TEXT NOT NULL,
            folder TEXT NOT NULL,
            cursor TEXT NOT NULL,
            PRIMARY KEY (account, folder)
        ) WITHOUT ROWID;
        CREATE TABLE secrets (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
        """

    /// `files` has the bytes of what messages carry, or are to carry, once for each conversation; `waiting_files` what
    /// operators have brought for a message they are still writing.
    private static let filesOfOperators = """
        CREATE TABLE files (
            id INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL REFERENCES conversations (id),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            is_sent INTEGER NOT NULL DEFAULT 0,
            bytes BLOB NOT NULL,
            UNIQUE (conversation, digest)
        );
        CREATE TABLE waiting_files (
            conversation INTEGER NOT NULL,
            operator INTEGER NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            digest TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (conversation, operator, id),
            FOREIGN KEY (conversation, digest) REFERENCES files (conversation, digest)
        ) WITHOUT ROWID;
        CREATE INDEX waiting_files_by_age ON waiting_files (at);
        """
}
