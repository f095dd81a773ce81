-- Attempts of unknown outcome are looked up by a device of the gateway's own (the sentinel) that was among their recipients.

CREATE TABLE sentinel (
    site_id bigint PRIMARY KEY REFERENCES site (id),
    alias text NOT NULL,            -- chosen once: testing again finds the same device
    device_id text,                 -- TwinPush's; null until it was registered
    app text NOT NULL,              -- address and app that it was registered at
    identity text NOT NULL,         -- hash of address, app and credentials as they were tested: others are not tested
    state text NOT NULL,            -- on, suspect, off
    reason text NOT NULL,           -- why it is on, suspect or off
    way text NOT NULL,              -- inbox or search: where the self-test found a tag
    found_after bigint,             -- milliseconds from the answer to the tag being found
    rejections bigint NOT NULL,     -- requests with it that TwinPush rejected in a row
    report text NOT NULL,           -- JSON array: the steps of the last self-test
    passed bigint NOT NULL,
    tested_at bigint NOT NULL,
    checked_at bigint NOT NULL,     -- when TwinPush last knew the device; suspect: when it was last asked
    changed_at bigint NOT NULL
);

ALTER TABLE attempt ADD COLUMN sentinel text COLLATE "C";   -- the sentinel device that was among the recipients; null: none
-- The newest accepted attempt of a sentinel shows whether its inbox can be believed.
CREATE INDEX attempt_sentinel ON attempt (site_id, sentinel, id) WHERE state = 'accepted' AND sentinel IS NOT NULL;

CREATE TABLE inquiry (
    attempt_id bigint PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
    site_id bigint NOT NULL,
    state text NOT NULL,            -- open: recipients wait for its end; watched: sent again, the first may still turn up; ended
    began_at bigint NOT NULL,
    next_at bigint NOT NULL,        -- when to look next
    misses integer NOT NULL,        -- looks that TwinPush answered and that found nothing
    failures integer NOT NULL,      -- looks that TwinPush did not answer
    last_at bigint,
    result text,                    -- found, found-twice, absent, undecided, late
    words text NOT NULL,            -- the last look, for a person
    resent bigint[] NOT NULL        -- recipients that were sent again
);
CREATE INDEX inquiry_due ON inquiry (next_at) WHERE state IN ('open', 'watched');

-- Sites whose TwinPush does not answer; a site without a row is sent for. Written when that changes, and emptied for a site when a gateway takes it up.
CREATE TABLE site_gate (
    site_id bigint PRIMARY KEY REFERENCES site (id),
    since bigint NOT NULL,
    reason text NOT NULL,
    failures bigint NOT NULL,
    probe_at bigint NOT NULL,
    changed_at bigint NOT NULL
);
