-- What each Moodle said of itself when it connected last.
CREATE TABLE site_connection (
    site_id INTEGER PRIMARY KEY REFERENCES site (id),
    plugin TEXT NOT NULL,
    moodle TEXT NOT NULL,
    given TEXT NOT NULL,            -- JSON object: the settings that came from Moodle, as taken over
    connected_at INTEGER NOT NULL
) STRICT;

-- Erasures asked for and not complete: a crash does not forget them, and what is in a batch for TwinPush is erased after it.
CREATE TABLE erasure (
    site_id INTEGER NOT NULL REFERENCES site (id),
    user_id INTEGER NOT NULL,
    up_to INTEGER NOT NULL,         -- the newest message that it concerns
    requested_at INTEGER NOT NULL,
    PRIMARY KEY (site_id, user_id)
) STRICT, WITHOUT ROWID;
