-- Times are Unix milliseconds. States and outcomes are words. AUTOINCREMENT where an id is compared or remembered
-- after its row may be gone: recipients (order per user) and attempts (fence).

CREATE TABLE site (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    moodle_url TEXT NOT NULL,
    app_id TEXT NOT NULL,
    twinpush_url TEXT NOT NULL,
    creator_key TEXT NOT NULL,      -- encrypted with the keys of the data directory
    api_token TEXT,                 -- likewise
    settings TEXT NOT NULL,         -- JSON object, as typed by the admin
    pause_reason TEXT,
    paused_at INTEGER,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX site_name ON site (name) WHERE removed_at IS NULL;

CREATE TABLE site_token (
    id TEXT PRIMARY KEY,            -- the public half of the token
    site_id INTEGER NOT NULL REFERENCES site (id),
    hash TEXT NOT NULL,             -- SHA-256 of the secret half, in hexadecimal
    created_at INTEGER NOT NULL,
    expires_at INTEGER
) STRICT, WITHOUT ROWID;

-- One row that counts changes of sites and tokens, so that a running gateway notices what a command changed.
CREATE TABLE site_version (version INTEGER NOT NULL) STRICT;
INSERT INTO site_version VALUES (1);
CREATE TRIGGER site_inserted AFTER INSERT ON site BEGIN UPDATE site_version SET version = version + 1; END;
CREATE TRIGGER site_updated AFTER UPDATE ON site BEGIN UPDATE site_version SET version = version + 1; END;
CREATE TRIGGER site_token_inserted AFTER INSERT ON site_token BEGIN UPDATE site_version SET version = version + 1; END;
CREATE TRIGGER site_token_updated AFTER UPDATE ON site_token BEGIN UPDATE site_version SET version = version + 1; END;
CREATE TRIGGER site_token_deleted AFTER DELETE ON site_token BEGIN UPDATE site_version SET version = version + 1; END;

CREATE TABLE push (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id INTEGER NOT NULL REFERENCES site (id),
    hash TEXT NOT NULL,             -- of everything a phone would show differently
    title TEXT NOT NULL,
    alert TEXT NOT NULL,
    link TEXT NOT NULL,
    custom_properties TEXT NOT NULL,
    protected INTEGER NOT NULL,
    link_note TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX push_content ON push (site_id, hash);

CREATE TABLE short_link (
    id TEXT PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site (id),
    target TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX short_link_expiry ON short_link (expires_at);

CREATE TABLE recipient (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id INTEGER NOT NULL REFERENCES site (id),
    key TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    alias TEXT NOT NULL,
    component TEXT NOT NULL,
    name TEXT NOT NULL,
    course_id INTEGER,
    push_id INTEGER REFERENCES push (id),
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    state_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    priority INTEGER NOT NULL,      -- 0 personal, 1 the rest
    tries INTEGER NOT NULL DEFAULT 0,
    unknowns INTEGER NOT NULL DEFAULT 0,
    attempt_id INTEGER,             -- the attempt it is in, or was accepted by
    earlier_attempts TEXT NOT NULL DEFAULT '',  -- ids of those that failed, separated by spaces
    pack_group INTEGER              -- set when a rejected batch was halved: this half goes alone
) STRICT;
CREATE UNIQUE INDEX recipient_key ON recipient (site_id, key);
CREATE INDEX recipient_due ON recipient (site_id, priority, due_at, id) WHERE state = 'waiting';
CREATE INDEX recipient_expiry ON recipient (expires_at) WHERE state = 'waiting';
-- Who must not be overtaken: a user's later message waits while an earlier one is being sent or tried again.
CREATE INDEX recipient_ahead ON recipient (site_id, user_id, id) WHERE state = 'sending' OR (state = 'waiting' AND tries > 0);
CREATE INDEX recipient_attempt ON recipient (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE INDEX recipient_push ON recipient (push_id) WHERE push_id IS NOT NULL;

CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id INTEGER NOT NULL REFERENCES site (id),
    tag TEXT NOT NULL,
    kind TEXT NOT NULL,             -- simple: one push to many; multiple: many pushes
    push_id INTEGER,                -- simple only
    recipients INTEGER NOT NULL,
    state TEXT NOT NULL,            -- claimed, posting, released, or the outcome
    claimed_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    posting_at INTEGER,
    completed_at INTEGER,
    status INTEGER,
    error_type TEXT,
    reason TEXT,
    retry_at INTEGER,
    notification_id TEXT,
    repeat_possible INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX attempt_open ON attempt (id) WHERE state IN ('claimed', 'posting');
CREATE INDEX attempt_site ON attempt (site_id, id);
