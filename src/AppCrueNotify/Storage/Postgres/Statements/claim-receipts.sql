UPDATE receipt SET next_at = @lease
WHERE attempt_id IN (SELECT attempt_id FROM receipt
                     WHERE site_id = @site AND state = 'open' AND next_at <= @now ORDER BY next_at LIMIT @limit FOR UPDATE SKIP LOCKED)
RETURNING attempt_id, notification_id, accepted_at, deliveries, received, opened, complete
