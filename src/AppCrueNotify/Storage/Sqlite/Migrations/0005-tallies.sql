-- Counters instead of counting: what a page shows must not cost a walk through a million rows. They are kept by SqliteTallies, in the transaction of the change.

-- How many messages of a site are in a state now.
CREATE TABLE tally (
    site_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (site_id, state)
) STRICT, WITHOUT ROWID;
INSERT INTO tally SELECT site_id, state, count(*) FROM recipient GROUP BY site_id, state;

-- The same by the hour in which the message was taken, in hours since 1970. What is deleted is counted no more; rows of nothing go.
CREATE TABLE tally_hour (
    hour INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (hour, site_id, state)
) STRICT, WITHOUT ROWID;
INSERT INTO tally_hour SELECT created_at / 3600000, site_id, state, count(*) FROM recipient GROUP BY 1, 2, 3;
CREATE INDEX tally_hour_waiting ON tally_hour (site_id, hour) WHERE state = 'waiting';

-- How long messages took from intake until TwinPush had accepted them, by the hour in which they were taken: a histogram. It stays when the messages go, as long as the longest keep.
CREATE TABLE tally_delay (
    hour INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    upto INTEGER NOT NULL,          -- milliseconds; the last bucket is everything longer
    count INTEGER NOT NULL,
    PRIMARY KEY (hour, site_id, upto)
) STRICT, WITHOUT ROWID;
INSERT INTO tally_delay
SELECT r.created_at / 3600000, r.site_id,
       CASE WHEN a.completed_at - r.created_at <= 50 THEN 50 WHEN a.completed_at - r.created_at <= 100 THEN 100
            WHEN a.completed_at - r.created_at <= 250 THEN 250 WHEN a.completed_at - r.created_at <= 500 THEN 500
            WHEN a.completed_at - r.created_at <= 1000 THEN 1000 WHEN a.completed_at - r.created_at <= 2500 THEN 2500
            WHEN a.completed_at - r.created_at <= 5000 THEN 5000 WHEN a.completed_at - r.created_at <= 10000 THEN 10000
            WHEN a.completed_at - r.created_at <= 30000 THEN 30000 WHEN a.completed_at - r.created_at <= 60000 THEN 60000
            WHEN a.completed_at - r.created_at <= 300000 THEN 300000 WHEN a.completed_at - r.created_at <= 1800000 THEN 1800000
            WHEN a.completed_at - r.created_at <= 3600000 THEN 3600000 WHEN a.completed_at - r.created_at <= 21600000 THEN 21600000
            ELSE 9223372036854775807 END,
       count(*)
FROM recipient r JOIN attempt a ON a.id = r.attempt_id
WHERE a.state = 'accepted' AND r.state IN ('sent', 'received', 'opened', 'undeliverable')
GROUP BY 1, 2, 3;

-- What ended without being sent: looked through and settled by people. Nothing enters it at intake.
CREATE INDEX recipient_unsent ON recipient (site_id, state, id) WHERE state IN ('failed', 'held', 'undeliverable', 'expired', 'cancelled');

-- What messages were before somebody cancelled or discarded them, for as long as that can be undone.
CREATE TABLE undo (
    action TEXT NOT NULL,           -- a name for all that was done at once
    recipient_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    state_at INTEGER NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (action, recipient_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX undo_age ON undo (done_at);

-- What pages ask, by the names that PostgreSQL has too: there the newest changes stand apart for a moment.
CREATE VIEW tally_all AS SELECT site_id, state, count FROM tally;
CREATE VIEW tally_hour_all AS SELECT hour, site_id, state, count FROM tally_hour;
CREATE VIEW tally_delay_all AS SELECT hour, site_id, upto, count FROM tally_delay;
