-- The empty additions keep the planner on the ids.
UPDATE recipient SET state = 'undeliverable', reason = @reason, state_at = @now
WHERE id = ANY(@ids) AND site_id + 0 = @site AND state || '' = 'waiting'
RETURNING id
