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

-- However a message ends, the next of its user comes to the front.
CREATE FUNCTION recipient_ended() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    UPDATE recipient SET behind = 0
    WHERE behind = 1 AND id IN (NEW.id, (SELECT min(id) FROM recipient WHERE site_id = NEW.site_id AND user_id = NEW.user_id AND state = 'waiting' AND behind = 1));
    RETURN NULL;
END $body$;
CREATE TRIGGER recipient_ended AFTER UPDATE OF state ON recipient FOR EACH ROW
WHEN (OLD.state IN ('waiting', 'sending') AND NEW.state NOT IN ('waiting', 'sending'))
EXECUTE FUNCTION recipient_ended();
