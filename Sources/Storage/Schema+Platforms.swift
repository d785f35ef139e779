extension Schema {
    /// What is known of customers and messages on platforms that are told of over HTTP.
    ///
    /// `places` says where a customer is met, the newest wins; `platform_ids` which message has which id there, theirs and
    /// ours; `receipts` what became of ours; `echoes` messages in our name of which it is not yet clear who wrote them;
    /// `remote_files` files that are to be fetched; `inbound_letters` requests that could not be read.
    static let platforms = """
        CREATE TABLE places (
            channel TEXT NOT NULL,
            address TEXT NOT NULL,
            recipient TEXT NOT NULL,
            chat TEXT,
            place TEXT NOT NULL,
            is_public INTEGER NOT NULL,
            last_direct_at INTEGER,
            last_id TEXT,
            opted_out_at INTEGER,
            PRIMARY KEY (channel, address)
        ) WITHOUT ROWID;
        CREATE INDEX places_by_recipient ON places (channel, recipient);
        CREATE INDEX places_by_chat ON places (channel, chat) WHERE chat IS NOT NULL;
        CREATE TABLE platform_ids (
            channel TEXT NOT NULL,
            id TEXT NOT NULL,
            conversation INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            is_ours INTEGER NOT NULL,
            PRIMARY KEY (channel, id)
        ) WITHOUT ROWID;
        CREATE INDEX platform_ids_by_message ON platform_ids (conversation, seq);
        CREATE TABLE receipts (
            conversation INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            delivered_at INTEGER,
            read_at INTEGER,
            PRIMARY KEY (conversation, seq)
        ) WITHOUT ROWID;
        CREATE TABLE echoes (
            channel TEXT NOT NULL,
            id TEXT NOT NULL,
            conversation INTEGER NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            PRIMARY KEY (channel, id)
        ) WITHOUT ROWID;
        CREATE INDEX echoes_by_due ON echoes (due_at);
        CREATE TABLE remote_files (
            conversation INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT,
            media_type TEXT,
            size_bytes INTEGER,
            source TEXT NOT NULL,
            bytes BLOB,
            PRIMARY KEY (conversation, seq, position)
        );
        CREATE TABLE inbound_letters (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT NOT NULL,
            request TEXT NOT NULL,
            body BLOB NOT NULL,
            at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 1,
            retry_at INTEGER,
            dropped_at INTEGER
        );
        CREATE INDEX inbound_letters_open ON inbound_letters (at) WHERE dropped_at IS NULL;
        CREATE TABLE poll_cursors (channel TEXT PRIMARY KEY, cursor TEXT NOT NULL) WITHOUT ROWID;
        """
}
