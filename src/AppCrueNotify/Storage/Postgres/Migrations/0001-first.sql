-- Times are Unix milliseconds, flags 0 or 1, states and outcomes words: as on SQLite, so that statements of the console fit both.
-- Texts that are compared or sorted have the collation "C": exact, and the same whatever the server's language is.

CREATE FUNCTION gateway_now() RETURNS bigint LANGUAGE sql VOLATILE AS $body$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $body$;

CREATE TABLE site (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    moodle_url text NOT NULL,
    app_id text NOT NULL,
    twinpush_url text NOT NULL,
    creator_key text NOT NULL,      -- encrypted with the gateway's keys
    api_token text,                 -- likewise
    settings text NOT NULL,         -- JSON object, as typed by the admin
    pause_reason text,
    paused_at bigint,
    created_at bigint NOT NULL,
    removed_at bigint
);
CREATE UNIQUE INDEX site_name ON site (name) WHERE removed_at IS NULL;

CREATE TABLE site_token (
    id text COLLATE "C" PRIMARY KEY,    -- the public half of the token
    site_id bigint NOT NULL REFERENCES site (id),
    hash text NOT NULL,             -- SHA-256 of the secret half, in hexadecimal
    created_at bigint NOT NULL,
    expires_at bigint
);

-- One row that counts changes of sites and tokens, so that a running gateway notices what a command or another node changed.
CREATE TABLE site_version (version bigint NOT NULL);
INSERT INTO site_version VALUES (1);
CREATE FUNCTION site_changed() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN UPDATE site_version SET version = version + 1; RETURN NULL; END $body$;
CREATE TRIGGER site_changed AFTER INSERT OR UPDATE ON site FOR EACH ROW EXECUTE FUNCTION site_changed();
CREATE TRIGGER site_token_changed AFTER INSERT OR UPDATE OR DELETE ON site_token FOR EACH ROW EXECUTE FUNCTION site_changed();

CREATE TABLE push (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id bigint NOT NULL REFERENCES site (id),
    hash text COLLATE "C" NOT NULL, -- of everything a phone would show differently
    title text NOT NULL,
    alert text NOT NULL,
    link text NOT NULL,
    custom_properties text NOT NULL,
    protected integer NOT NULL,
    link_note text,
    created_at bigint NOT NULL
);
CREATE UNIQUE INDEX push_content ON push (site_id, hash);

CREATE TABLE short_link (
    id text COLLATE "C" PRIMARY KEY,
    site_id bigint NOT NULL REFERENCES site (id),
    target text NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX short_link_expiry ON short_link (expires_at);

CREATE TABLE recipient (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id bigint NOT NULL,        -- of a site that is never deleted: a foreign key would lock its row for every message
    key text COLLATE "C" NOT NULL,
    content_hash text NOT NULL,
    user_id bigint NOT NULL,
    alias text COLLATE "C" NOT NULL,
    component text COLLATE "C" NOT NULL,
    name text NOT NULL,
    course_id bigint,
    push_id bigint REFERENCES push (id),
    state text COLLATE "C" NOT NULL,
    reason text NOT NULL,
    state_at bigint NOT NULL,
    created_at bigint NOT NULL,
    due_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    priority integer NOT NULL,      -- 0 personal, 1 the rest
    tries integer NOT NULL DEFAULT 0,
    unknowns integer NOT NULL DEFAULT 0,
    attempt_id bigint,              -- the attempt it is in, or was accepted by
    earlier_attempts text NOT NULL DEFAULT '',  -- ids of those that failed, separated by spaces
    pack_group bigint,              -- set when a rejected batch was halved: this half goes alone
    -- 1 while the recipient goes back to waiting if its alias registers the app: at most once, and never after TwinPush accepted it.
    may_return integer NOT NULL DEFAULT 1,
    -- What is to be sent has something to show: a text that was deleted while a message for it came in makes that message's transaction start again.
    CONSTRAINT recipient_has_push CHECK (push_id IS NOT NULL OR state NOT IN ('waiting', 'sending'))
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
CREATE UNIQUE INDEX recipient_key ON recipient (site_id, key);
CREATE INDEX recipient_due ON recipient (site_id, priority, due_at, id) WHERE state = 'waiting';
CREATE INDEX recipient_expiry ON recipient (expires_at) WHERE state = 'waiting';
-- Who must not be overtaken: a user's later message waits while an earlier one is being sent or tried again.
CREATE INDEX recipient_ahead ON recipient (site_id, user_id, id) WHERE state = 'sending' OR (state = 'waiting' AND tries > 0);
CREATE INDEX recipient_attempt ON recipient (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE INDEX recipient_push ON recipient (push_id) WHERE push_id IS NOT NULL;
-- Only the undeliverable: an index on the alias of all recipients would make every message pay for it.
CREATE INDEX recipient_unreached ON recipient (site_id, lower(alias), expires_at) WHERE state = 'undeliverable' AND may_return = 1;

CREATE TABLE attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id bigint NOT NULL REFERENCES site (id),
    tag text COLLATE "C" NOT NULL,
    kind text NOT NULL,             -- simple: one push to many; multiple: many pushes
    push_id bigint,                 -- simple only
    recipients integer NOT NULL,
    state text COLLATE "C" NOT NULL,    -- claimed, posting, released, or the outcome
    claimed_at bigint NOT NULL,
    lease_until bigint NOT NULL,    -- by the database's clock
    posting_at bigint,
    completed_at bigint,
    status integer,
    error_type text,
    reason text,
    retry_at bigint,
    notification_id text,
    repeat_possible integer NOT NULL DEFAULT 0
);
CREATE INDEX attempt_open ON attempt (lease_until) WHERE state IN ('claimed', 'posting');
CREATE INDEX attempt_site ON attempt (site_id, id);

CREATE TABLE directory (
    site_id bigint PRIMARY KEY REFERENCES site (id),
    identity text NOT NULL,         -- address and app it was read from: another app's directory says nothing
    listing integer NOT NULL,       -- number of the listing begun last
    listings_done integer NOT NULL,
    listed_at bigint,               -- when the last complete listing began
    listing_ended_at bigint,
    active_read_until bigint,       -- changes are known until then
    inactive_read_until bigint
);

-- Aliases are folded to lower case. What is known: active, inactive (a device of it went), asked (a look-up is wanted),
-- absent (a look-up found none), unsure (a look-up failed). No row: no listing had it.
CREATE TABLE directory_alias (
    site_id bigint NOT NULL,
    alias text COLLATE "C" NOT NULL,
    knows text COLLATE "C" NOT NULL,
    changed_at bigint NOT NULL,     -- when that was learned
    listing integer NOT NULL,       -- the last listing that had it
    PRIMARY KEY (site_id, alias)
);
CREATE INDEX directory_asked ON directory_alias (site_id, changed_at) WHERE knows = 'asked';

CREATE TABLE receipt (
    attempt_id bigint PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
    site_id bigint NOT NULL,
    notification_id text NOT NULL,
    accepted_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL,    -- new, open, ended
    next_at bigint NOT NULL,        -- when to ask TwinPush next; pushed ahead while somebody asks
    polled_at bigint,
    status text,                    -- TwinPush's word
    deliveries integer NOT NULL DEFAULT 0,
    received integer NOT NULL DEFAULT 0,
    opened integer NOT NULL DEFAULT 0,
    complete integer NOT NULL DEFAULT 0,    -- all deliveries of these counts were read
    end_reason text
);
CREATE INDEX receipt_new ON receipt (site_id) WHERE state = 'new';
CREATE INDEX receipt_due ON receipt (site_id, next_at) WHERE state = 'open';

CREATE TABLE platform_error (
    attempt_id bigint NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    platform text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    level text NOT NULL,
    words text NOT NULL,
    noticed_at bigint NOT NULL,
    PRIMARY KEY (attempt_id, platform, key)
);

-- How reading from TwinPush goes, per site and part (directory, look-ups, receipts).
CREATE TABLE receipt_state (
    site_id bigint NOT NULL,
    part text COLLATE "C" NOT NULL,
    error text,
    failures integer NOT NULL,
    changed_at bigint NOT NULL,
    retry_at bigint,
    PRIMARY KEY (site_id, part)
);

-- What each Moodle said of itself when it connected last.
CREATE TABLE site_connection (
    site_id bigint PRIMARY KEY REFERENCES site (id),
    plugin text NOT NULL,
    moodle text NOT NULL,
    given text NOT NULL,            -- JSON object: the settings that came from Moodle, as taken over
    connected_at bigint NOT NULL
);

-- Erasures asked for and not complete: a crash does not forget them, and what is in a batch for TwinPush is erased after it.
CREATE TABLE erasure (
    site_id bigint NOT NULL REFERENCES site (id),
    user_id bigint NOT NULL,
    up_to bigint NOT NULL,          -- the newest message that it concerns
    requested_at bigint NOT NULL,
    PRIMARY KEY (site_id, user_id)
);

-- The keys that protect credentials and cookies, themselves encrypted with the master key that every node has in its data directory.
CREATE TABLE protection_key (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    xml text NOT NULL
);
-- One row: tells a node whether its master key is the one of this database.
CREATE TABLE master_key_check (id integer PRIMARY KEY CHECK (id = 1), value text NOT NULL);
