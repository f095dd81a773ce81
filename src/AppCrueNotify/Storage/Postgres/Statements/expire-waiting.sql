UPDATE recipient SET state = 'expired', reason = 'not sent before its time ran out', state_at = @now
WHERE id IN (SELECT id FROM recipient WHERE state = 'waiting' AND expires_at <= @now ORDER BY expires_at LIMIT @limit FOR UPDATE SKIP LOCKED)
