extension Schema {
    /// `sendings` keeps how far a message of several parts got on its platform; `private_replies` which comments had
    /// their one private answer.
    static let sendings = """
        CREATE TABLE sendings (
            conversation INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            progress BLOB NOT NULL,
            PRIMARY KEY (conversation, seq)
        ) WITHOUT ROWID;
        CREATE TABLE private_replies (
            conversation INTEGER NOT NULL,
            comment TEXT NOT NULL,
            PRIMARY KEY (conversation, comment)
        ) WITHOUT ROWID;
        """
}
