-- What TwinPush reports back: which aliases have the app, and what became of accepted attempts.

-- 1 while the recipient goes back to waiting if its alias registers the app: at most once, and never after TwinPush accepted it.
ALTER TABLE recipient ADD COLUMN may_return INTEGER NOT NULL DEFAULT 1;
-- Only the undeliverable: an index on the alias of all recipients would cost intake twelve times its price.
CREATE INDEX recipient_unreached ON recipient (site_id, lower(alias), expires_at) WHERE state = 'undeliverable' AND may_return = 1;

CREATE TABLE directory (
    site_id INTEGER PRIMARY KEY REFERENCES site (id),
    identity TEXT NOT NULL,         -- address and app it was read from: another app's directory says nothing
    listing INTEGER NOT NULL,       -- number of the listing begun last
    listings_done INTEGER NOT NULL,
    listed_at INTEGER,              -- when the last complete listing began
    listing_ended_at INTEGER,
    active_read_until INTEGER,      -- changes are known until then
    inactive_read_until INTEGER
) STRICT;

-- Aliases are folded to lower case. What is known: active, inactive (a device of it went), asked (a look-up is wanted),
-- absent (a look-up found none), unsure (a look-up failed). No row: no listing had it.
CREATE TABLE directory_alias (
    site_id INTEGER NOT NULL,
    alias TEXT NOT NULL,
    knows TEXT NOT NULL,
    changed_at INTEGER NOT NULL,    -- when that was learned
    listing INTEGER NOT NULL,       -- the last listing that had it
    PRIMARY KEY (site_id, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX directory_asked ON directory_alias (site_id, changed_at) WHERE knows = 'asked';

CREATE TABLE receipt (
    attempt_id INTEGER PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
    site_id INTEGER NOT NULL,
    notification_id TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    state TEXT NOT NULL,            -- new, open, ended
    next_at INTEGER NOT NULL,       -- when to ask TwinPush next; pushed ahead while somebody asks
    polled_at INTEGER,
    status TEXT,                    -- TwinPush's word
    deliveries INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    opened INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0,    -- all deliveries of these counts were read
    end_reason TEXT
) STRICT;
CREATE INDEX receipt_new ON receipt (site_id) WHERE state = 'new';
CREATE INDEX receipt_due ON receipt (site_id, next_at) WHERE state = 'open';

CREATE TABLE platform_error (
    attempt_id INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    platform TEXT NOT NULL,
    key TEXT NOT NULL,
    level TEXT NOT NULL,
    words TEXT NOT NULL,
    noticed_at INTEGER NOT NULL,
    PRIMARY KEY (attempt_id, platform, key)
) STRICT, WITHOUT ROWID;

-- How reading from TwinPush goes, per site and part (directory, look-ups, receipts).
CREATE TABLE receipt_state (
    site_id INTEGER NOT NULL,
    part TEXT NOT NULL,
    error TEXT,
    failures INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    retry_at INTEGER,
    PRIMARY KEY (site_id, part)
) STRICT, WITHOUT ROWID;
