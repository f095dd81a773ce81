-- Attempt and recipients in one statement. Somebody else's rows are skipped, not waited for.
-- The empty additions keep the planner from walking an index of everything that waits instead of the ids.
WITH got AS (
    SELECT id FROM recipient WHERE id = ANY(@ids) AND site_id + 0 = @site AND state || '' = 'waiting' FOR UPDATE SKIP LOCKED
), tried AS (
    INSERT INTO attempt (site_id, tag, kind, push_id, recipients, state, claimed_at, lease_until, sentinel)
    SELECT @site, @tag, @kind, @push::bigint, (SELECT count(*) FROM got), 'claimed', @now, gateway_now() + @lease, @sentinel::text
    WHERE EXISTS (SELECT 1 FROM got)
    RETURNING id
)
UPDATE recipient r SET state = 'sending', reason = 'in a batch for TwinPush', state_at = @now, attempt_id = tried.id
FROM got, tried WHERE r.id = got.id
RETURNING r.attempt_id, r.id
