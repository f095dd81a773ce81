-- The unary plus keeps the planner from walking an index of everything that waits instead of the ids.
UPDATE recipient SET state = 'sending', reason = 'in a batch for TwinPush', state_at = @now, attempt_id = @attempt
WHERE id IN (SELECT value FROM json_each(@ids)) AND +site_id = @site AND +state = 'waiting'
RETURNING id
