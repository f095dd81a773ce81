UPDATE recipient SET state = 'cancelled', reason = 'cancelled by hand after a restore', state_at = @now, backup_at = NULL
WHERE id IN (SELECT id FROM recipient WHERE site_id = @site AND state = 'held' AND backup_at IS NOT NULL ORDER BY id LIMIT @limit)
