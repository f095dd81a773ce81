-- They wait to be sent again, or for a person, and need neither. The empty addition keeps the planner on the ids.
UPDATE recipient SET state = 'sent', reason = @reason, state_at = @now, attempt_id = @attempt
WHERE id = ANY(@ids) AND state || '' IN ('waiting', 'held')
