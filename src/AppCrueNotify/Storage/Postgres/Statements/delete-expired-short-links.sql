DELETE FROM short_link WHERE id IN (SELECT id FROM short_link WHERE expires_at < @now ORDER BY expires_at LIMIT @limit) AND expires_at < @now
