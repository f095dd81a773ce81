-- Passkeys of people: the public half, which opens nothing by itself. Statements upon this table are the same on both databases.
CREATE TABLE passkey (
    id text COLLATE "C" PRIMARY KEY,            -- the credential's id, base64url
    account_id text COLLATE "C" NOT NULL REFERENCES account (id),
    name text NOT NULL,             -- as its owner calls it
    public_key bytea NOT NULL,       -- COSE
    sign_count bigint NOT NULL,    -- what the authenticator counted at its last use; most always say 0
    transports text NOT NULL,       -- how browsers reach it, separated by spaces
    user_verified bigint NOT NULL,
    backup_eligible bigint NOT NULL,
    backed_up bigint NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint
);
CREATE INDEX passkey_account ON passkey (account_id);
