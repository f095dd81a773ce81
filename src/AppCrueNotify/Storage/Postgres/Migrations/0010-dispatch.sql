-- A user's messages leave one after the other. Which of them is first is asked of an index of all that is not finished; the others
-- are put behind it when dispatch meets them, so that it meets each once, however many one user has.

ALTER TABLE recipient ADD COLUMN behind integer NOT NULL DEFAULT 0;     -- 1 while it waits for an earlier message of its user

DROP INDEX recipient_due;
CREATE INDEX recipient_due ON recipient (site_id, priority, due_at, id) WHERE state = 'waiting' AND behind = 0;
DROP INDEX recipient_ahead;
CREATE INDEX recipient_ahead ON recipient (site_id, user_id, id) WHERE state = 'waiting' OR state = 'sending';
CREATE INDEX recipient_behind ON recipient (site_id, user_id, id) WHERE state = 'waiting' AND behind = 1;
-- Parts of rejected batches.
CREATE INDEX recipient_group ON recipient (site_id, pack_group) WHERE state = 'waiting' AND pack_group IS NOT NULL;

-- However a message ends, the next of its user comes to the front. Once for a statement and not for each of its rows: a batch has a thousand.
CREATE FUNCTION recipient_ended() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE recipient SET behind = 0
    WHERE behind = 1 AND id = ANY(ARRAY(
        SELECT unnest(ARRAY[n.id, (SELECT min(b.id) FROM recipient b WHERE b.site_id = n.site_id AND b.user_id = n.user_id AND b.state = 'waiting' AND b.behind = 1)])
        FROM old_rows o JOIN new_rows n ON n.id = o.id
        WHERE o.state IN ('waiting', 'sending') AND n.state NOT IN ('waiting', 'sending')));
    RETURN NULL;
END $body$;
CREATE TRIGGER recipient_ended AFTER UPDATE ON recipient REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION recipient_ended();
