-- Who may use the console, and what they did there. Statements upon these tables are the same on both databases.
CREATE TABLE account (
    id TEXT PRIMARY KEY,            -- random
    name TEXT NOT NULL,             -- as shown and typed
    normal_name TEXT NOT NULL,      -- as compared
    role TEXT NOT NULL,
    every_site INTEGER NOT NULL,    -- 1: all sites, also those to come; 0: those of account_site
    password_hash TEXT,             -- null: no password yet, or the university's login
    security_stamp TEXT NOT NULL,   -- another one ends every session
    totp_key TEXT,                  -- encrypted with the keys of the data directory
    totp_on INTEGER NOT NULL,
    recovery_codes TEXT,            -- hashes
    login_provider TEXT,            -- who vouches for them, for the university's own login
    login_key TEXT,
    language TEXT,
    time_zone TEXT,
    failures INTEGER NOT NULL,
    locked_until INTEGER,
    disabled_at INTEGER,
    created_at INTEGER NOT NULL,
    last_login_at INTEGER
) STRICT;
CREATE UNIQUE INDEX account_name ON account (normal_name);
CREATE UNIQUE INDEX account_login ON account (login_provider, login_key) WHERE login_key IS NOT NULL;

CREATE TABLE account_site (
    account_id TEXT NOT NULL REFERENCES account (id),
    site_id INTEGER NOT NULL REFERENCES site (id),
    PRIMARY KEY (account_id, site_id)
) STRICT, WITHOUT ROWID;

-- Links that open the console once.
CREATE TABLE login_link (
    hash TEXT PRIMARY KEY,          -- SHA-256 of the secret
    account_id TEXT REFERENCES account (id),
    site_id INTEGER REFERENCES site (id), -- for a link from Moodle, which opens this site alone
    who TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX login_link_expiry ON login_link (expires_at);

CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    who TEXT NOT NULL,              -- the name at that time
    what TEXT NOT NULL,
    site_id INTEGER,
    detail TEXT,
    affected INTEGER
) STRICT;
CREATE INDEX activity_site ON activity (site_id, id);
