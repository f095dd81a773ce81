-- The empty addition keeps the planner on the attempt's index.
UPDATE recipient SET state = @state, reason = @reason, state_at = @now
WHERE attempt_id = @attempt AND state || '' = 'sending' AND (@ids::bigint[] IS NULL OR id = ANY(@ids))
