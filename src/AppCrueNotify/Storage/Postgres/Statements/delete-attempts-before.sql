DELETE FROM attempt WHERE id IN (SELECT id FROM attempt ORDER BY id LIMIT @limit) AND completed_at < @before
