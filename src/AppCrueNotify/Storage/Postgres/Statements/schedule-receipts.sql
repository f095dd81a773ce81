UPDATE receipt SET state = 'open', next_at = accepted_at + @first
WHERE attempt_id IN (SELECT attempt_id FROM receipt WHERE site_id = @site AND state = 'new' LIMIT @limit) AND state = 'new'
