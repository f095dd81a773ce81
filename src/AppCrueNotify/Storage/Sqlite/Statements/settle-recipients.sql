UPDATE recipient SET state = @state, reason = @reason, state_at = @now
WHERE attempt_id = @attempt AND state = 'sending' AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))
