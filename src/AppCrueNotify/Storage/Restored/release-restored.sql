-- Old news stays unsent. An unknown outcome is on record, so that a repeat has its reason and happens once.
UPDATE recipient SET state = CASE WHEN expires_at <= @now THEN 'expired' ELSE 'waiting' END,
                     reason = CASE WHEN expires_at <= @now THEN 'held after a restore until its time ran out' ELSE 'released by hand after a restore: a repeat is possible' END,
                     state_at = @now, due_at = @now, tries = 0, unknowns = 1, pack_group = NULL, backup_at = NULL,
                     earlier_attempts = CASE WHEN attempt_id IS NULL THEN earlier_attempts ELSE earlier_attempts || ' ' || attempt_id END,
                     attempt_id = NULL
WHERE id IN (SELECT id FROM recipient WHERE site_id = @site AND state = 'held' AND backup_at IS NOT NULL AND alias <> '' ORDER BY id LIMIT @limit)
RETURNING state
