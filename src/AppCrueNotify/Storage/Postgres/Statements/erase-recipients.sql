-- What is in a batch keeps its push until the batch has ended: recovery reads it.
UPDATE recipient SET alias = '',
                     phones = NULL,
                     push_id = CASE state WHEN 'sending' THEN push_id END,
                     reason = CASE state WHEN 'waiting' THEN @reason ELSE reason END,
                     state_at = CASE state WHEN 'waiting' THEN @now ELSE state_at END,
                     state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END
WHERE id = ANY(@ids)
RETURNING state
