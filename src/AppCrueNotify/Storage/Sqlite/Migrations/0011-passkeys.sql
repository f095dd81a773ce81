-- Passkeys of people: the public half, which opens nothing by itself. Statements upon this table are the same on both databases.
CREATE TABLE passkey (
    id TEXT PRIMARY KEY,            -- the credential's id, base64url
    account_id TEXT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,             -- as its owner calls it
    public_key BLOB NOT NULL,       -- COSE
    sign_count INTEGER NOT NULL,    -- what the authenticator counted at its last use; most always say 0
    transports TEXT NOT NULL,       -- how browsers reach it, separated by spaces
    user_verified INTEGER NOT NULL,
    backup_eligible INTEGER NOT NULL,
    backed_up INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_account ON passkey (account_id);
