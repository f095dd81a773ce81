-- They wait to be sent again, or for a person, and need neither.
UPDATE recipient SET state = 'sent', reason = @reason, state_at = @now, attempt_id = @attempt
WHERE id IN (SELECT value FROM json_each(@ids)) AND +state IN ('waiting', 'held')
