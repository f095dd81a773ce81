-- What is still looked up stays, however short the site keeps its history.
DELETE FROM attempt WHERE id IN (SELECT id FROM attempt ORDER BY id LIMIT @limit) AND completed_at < @before
  AND NOT EXISTS (SELECT 1 FROM inquiry i WHERE i.attempt_id = attempt.id AND i.state IN ('open', 'watched'))
