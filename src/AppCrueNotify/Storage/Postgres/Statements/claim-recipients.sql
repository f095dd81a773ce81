-- Attempt and recipients in one statement. Somebody else's rows are skipped, not waited for.
-- The lease's row is held until the end, so that nobody takes the site over between the look at it and the claim.
-- The empty additions keep the planner from walking an index of everything that waits instead of the ids.
WITH held AS (
    SELECT fence FROM lease WHERE site_id = @site AND holder = @node::text AND fence = @fence AND held_until > gateway_now() FOR SHARE
), got AS (
    SELECT id FROM recipient
    WHERE id = ANY(@ids) AND site_id + 0 = @site AND state || '' = 'waiting' AND (@node::text IS NULL OR EXISTS (SELECT 1 FROM held))
    FOR UPDATE SKIP LOCKED
), tried AS (
    INSERT INTO attempt (site_id, tag, kind, push_id, recipients, state, claimed_at, lease_until, fence, sentinel)
    SELECT @site, @tag, @kind, @push::bigint, (SELECT count(*) FROM got), 'claimed', @now, gateway_now() + @lease, @fence, @sentinel::text
    WHERE EXISTS (SELECT 1 FROM got)
    RETURNING id
)
UPDATE recipient r SET state = 'sending', reason = 'in a batch for TwinPush', state_at = @now, attempt_id = tried.id
FROM got, tried WHERE r.id = got.id
RETURNING r.attempt_id, r.id
