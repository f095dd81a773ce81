UPDATE recipient SET state = 'waiting', reason = @reason, state_at = @now, due_at = @now, expires_at = @expires, tries = 0, unknowns = 0, pack_group = NULL, backup_at = NULL,
                     earlier_attempts = CASE WHEN attempt_id IS NULL THEN earlier_attempts ELSE earlier_attempts || ' ' || attempt_id END,
                     attempt_id = NULL
WHERE id = ANY(@ids) AND state = @state AND alias <> ''
