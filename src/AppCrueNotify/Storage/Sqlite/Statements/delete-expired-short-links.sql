DELETE FROM short_link WHERE id IN (SELECT id FROM short_link WHERE expires_at < @now LIMIT @limit)
