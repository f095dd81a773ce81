-- The unary plus keeps the planner on the ids.
UPDATE recipient SET state = 'undeliverable', reason = @reason, state_at = @now
WHERE id IN (SELECT value FROM json_each(@ids)) AND +site_id = @site AND +state = 'waiting'
RETURNING id
