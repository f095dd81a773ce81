UPDATE receipt SET next_at = @lease
WHERE attempt_id IN (SELECT attempt_id FROM receipt INDEXED BY receipt_due
                     WHERE site_id = @site AND state = 'open' AND next_at <= @now ORDER BY next_at LIMIT @limit)
RETURNING attempt_id, notification_id, accepted_at, deliveries, received, opened, complete
