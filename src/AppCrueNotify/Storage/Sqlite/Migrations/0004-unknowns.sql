-- Attempts of unknown outcome are looked up by a device of the gateway's own (the sentinel) that was among their recipients.

CREATE TABLE sentinel (
    site_id INTEGER PRIMARY KEY REFERENCES site (id),
    alias TEXT NOT NULL,            -- chosen once: testing again finds the same device
    device_id TEXT,                 -- TwinPush's; null until it was registered
    app TEXT NOT NULL,              -- address and app that it was registered at
    identity TEXT NOT NULL,         -- hash of address, app and credentials as they were tested: others are not tested
    state TEXT NOT NULL,            -- on, suspect, off
    reason TEXT NOT NULL,           -- why it is on, suspect or off
    way TEXT NOT NULL,              -- inbox or search: where the self-test found a tag
    found_after INTEGER,            -- milliseconds from the answer to the tag being found
    rejections INTEGER NOT NULL,    -- requests with it that TwinPush rejected in a row
    report TEXT NOT NULL,           -- JSON array: the steps of the last self-test
    passed INTEGER NOT NULL,
    tested_at INTEGER NOT NULL,
    checked_at INTEGER NOT NULL,    -- when TwinPush last knew the device; suspect: when it was last asked
    changed_at INTEGER NOT NULL
) STRICT;

ALTER TABLE attempt ADD COLUMN sentinel TEXT;   -- the sentinel device that was among the recipients; null: none
-- The newest accepted attempt of a sentinel shows whether its inbox can be believed.
CREATE INDEX attempt_sentinel ON attempt (site_id, sentinel, id) WHERE state = 'accepted' AND sentinel IS NOT NULL;

CREATE TABLE inquiry (
    attempt_id INTEGER PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
    site_id INTEGER NOT NULL,
    state TEXT NOT NULL,            -- open: recipients wait for its end; watched: sent again, the first may still turn up; ended
    began_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,       -- when to look next
    misses INTEGER NOT NULL,        -- looks that TwinPush answered and that found nothing
    failures INTEGER NOT NULL,      -- looks that TwinPush did not answer
    last_at INTEGER,
    result TEXT,                    -- found, found-twice, absent, undecided, late
    words TEXT NOT NULL,            -- the last look, for a person
    resent TEXT NOT NULL            -- JSON array: recipients that were sent again
) STRICT;
CREATE INDEX inquiry_due ON inquiry (next_at) WHERE state IN ('open', 'watched');

-- Sites whose TwinPush does not answer; a site without a row is sent for. Written when that changes, and emptied for a site when a gateway takes it up.
CREATE TABLE site_gate (
    site_id INTEGER PRIMARY KEY REFERENCES site (id),
    since INTEGER NOT NULL,
    reason TEXT NOT NULL,
    failures INTEGER NOT NULL,
    probe_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
