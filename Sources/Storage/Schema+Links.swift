extension Schema {
    /// `customer_links` has every link there was; none is removed but with an erased customer. `phone_numbers` has the
    /// number a handle stands for. `customers.links` counts the links that hold, so that those without cost nothing.
    static let linksOfCustomers = """
        ALTER TABLE customers ADD COLUMN links INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE conversations ADD COLUMN parted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE chat_sessions ADD COLUMN phone TEXT;
        CREATE TABLE customer_links (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            first INTEGER NOT NULL REFERENCES customers (id),
            second INTEGER NOT NULL REFERENCES customers (id),
            rule TEXT NOT NULL CHECK (rule IN ('phone_number', 'merge')),
            number TEXT,
            first_scope TEXT, first_address TEXT, first_number TEXT,
            second_scope TEXT, second_address TEXT, second_number TEXT,
            made_at INTEGER NOT NULL,
            made_by TEXT,
            reason TEXT,
            undone_at INTEGER,
            undone_by TEXT,
            undone_reason TEXT,
            CHECK (first != second AND (rule = 'phone_number') = (number IS NOT NULL)
                AND (undone_at IS NOT NULL OR undone_by IS NULL))
        );
        CREATE INDEX customer_links_by_first ON customer_links (first);
        CREATE INDEX customer_links_by_second ON customer_links (second);
        CREATE INDEX customer_links_by_number ON customer_links (number) WHERE undone_at IS NULL;
        CREATE TABLE phone_numbers (
            scope TEXT NOT NULL,
            address TEXT NOT NULL,
            key TEXT NOT NULL,
            e164 TEXT NOT NULL,
            PRIMARY KEY (scope, address)
        ) WITHOUT ROWID;
        CREATE INDEX phone_numbers_by_key ON phone_numbers (key);
        """
}
