-- Counters instead of counting: what a page shows must not cost a walk through a million rows. Triggers, one run a statement, note what changed as rows of tally_delta, in the
-- transaction of the change: nodes that write at once never wait for each other's counters. Housekeeping folds those rows into the tables; the views add both.

CREATE TABLE tally_delta (
    site_id bigint NOT NULL,
    hour bigint NOT NULL,
    state text COLLATE "C",         -- NULL in a row of delays
    upto bigint,                    -- NULL in a row of states
    count bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- How many messages of a site are in a state now.
CREATE TABLE tally (
    site_id bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (site_id, state)
) WITH (fillfactor = 70);
INSERT INTO tally SELECT site_id, state, count(*) FROM recipient GROUP BY site_id, state;

-- The same by the hour in which the message was taken, in hours since 1970. What is deleted is counted no more; rows of nothing go.
CREATE TABLE tally_hour (
    hour bigint NOT NULL,
    site_id bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (hour, site_id, state)
) WITH (fillfactor = 70);
INSERT INTO tally_hour SELECT created_at / 3600000, site_id, state, count(*) FROM recipient GROUP BY 1, 2, 3;
CREATE INDEX tally_hour_waiting ON tally_hour (site_id, hour) WHERE state = 'waiting';
CREATE INDEX tally_hour_empty ON tally_hour (hour) WHERE count = 0;

-- How long messages took from intake until TwinPush had accepted them, by the hour in which they were taken: a histogram. It stays when the messages go, as long as the longest keep.
CREATE TABLE tally_delay (
    hour bigint NOT NULL,
    site_id bigint NOT NULL,
    upto bigint NOT NULL,           -- milliseconds; the last bucket is everything longer
    count bigint NOT NULL,
    PRIMARY KEY (hour, site_id, upto)
) WITH (fillfactor = 70);

CREATE FUNCTION tally_bucket(delay bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $body$
SELECT CASE WHEN delay <= 50 THEN 50 WHEN delay <= 100 THEN 100 WHEN delay <= 250 THEN 250 WHEN delay <= 500 THEN 500 WHEN delay <= 1000 THEN 1000
            WHEN delay <= 2500 THEN 2500 WHEN delay <= 5000 THEN 5000 WHEN delay <= 10000 THEN 10000 WHEN delay <= 30000 THEN 30000 WHEN delay <= 60000 THEN 60000
            WHEN delay <= 300000 THEN 300000 WHEN delay <= 1800000 THEN 1800000 WHEN delay <= 3600000 THEN 3600000 WHEN delay <= 21600000 THEN 21600000
            ELSE 9223372036854775807 END
$body$;
INSERT INTO tally_delay
SELECT r.created_at / 3600000, r.site_id, tally_bucket(a.completed_at - r.created_at), count(*)
FROM recipient r JOIN attempt a ON a.id = r.attempt_id
WHERE a.state = 'accepted' AND r.state IN ('sent', 'received', 'opened', 'undeliverable')
GROUP BY 1, 2, 3;

CREATE FUNCTION tally_inserted() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO tally_delta (site_id, hour, state, count) SELECT site_id, created_at / 3600000, state, count(*) FROM after_rows GROUP BY 1, 2, 3;
    RETURN NULL;
END $body$;
CREATE FUNCTION tally_updated() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO tally_delta (site_id, hour, state, count)
    SELECT site_id, hour, state, sum(count)
    FROM (SELECT site_id, created_at / 3600000 AS hour, state, -1 AS count FROM before_rows
          UNION ALL SELECT site_id, created_at / 3600000, state, 1 FROM after_rows) changes
    GROUP BY 1, 2, 3 HAVING sum(count) <> 0;
    IF EXISTS (SELECT 1 FROM after_rows WHERE state = 'sent') THEN
        INSERT INTO tally_delta (site_id, hour, upto, count)
        SELECT a.site_id, a.created_at / 3600000, tally_bucket(a.state_at - a.created_at), count(*)
        FROM after_rows a JOIN before_rows b ON b.id = a.id
        WHERE a.state = 'sent' AND b.state = 'sending'
        GROUP BY 1, 2, 3;
    END IF;
    RETURN NULL;
END $body$;
CREATE FUNCTION tally_deleted() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    INSERT INTO tally_delta (site_id, hour, state, count) SELECT site_id, created_at / 3600000, state, -count(*) FROM before_rows GROUP BY 1, 2, 3;
    RETURN NULL;
END $body$;
CREATE TRIGGER tally_inserted AFTER INSERT ON recipient REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_inserted();
CREATE TRIGGER tally_updated AFTER UPDATE ON recipient REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_updated();
CREATE TRIGGER tally_deleted AFTER DELETE ON recipient REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_deleted();

CREATE VIEW tally_all AS SELECT site_id, state, count FROM tally UNION ALL SELECT site_id, state, count FROM tally_delta WHERE upto IS NULL;
CREATE VIEW tally_hour_all AS SELECT hour, site_id, state, count FROM tally_hour UNION ALL SELECT hour, site_id, state, count FROM tally_delta WHERE upto IS NULL;
CREATE VIEW tally_delay_all AS SELECT hour, site_id, upto, count FROM tally_delay UNION ALL SELECT hour, site_id, upto, count FROM tally_delta WHERE upto IS NOT NULL;

-- What ended without being sent: looked through and settled by people. Nothing enters it at intake.
CREATE INDEX recipient_unsent ON recipient (site_id, state, id) WHERE state IN ('failed', 'held', 'undeliverable', 'expired', 'cancelled');

-- What messages were before somebody cancelled or discarded them, for as long as that can be undone.
CREATE TABLE undo (
    action text COLLATE "C" NOT NULL,   -- a name for all that was done at once
    recipient_id bigint NOT NULL,
    site_id bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    reason text NOT NULL,
    state_at bigint NOT NULL,
    done_at bigint NOT NULL,
    PRIMARY KEY (action, recipient_id)
);
CREATE INDEX undo_age ON undo (done_at);
